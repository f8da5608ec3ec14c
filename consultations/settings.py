"""What can be set from outside, read once and checked at the start."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALLEST_PORT, LARGEST_PORT = 1, 65535
# Whoever is asked whether they are still there has half a minute to say so, so no less than that.
FEWEST_SECONDS, MOST_SECONDS = 30, 3_600
ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
ISSUER = re.compile(r"https://[^\s\"'<>?#]+|http://(localhost|127\.0\.0\.1)(:\d+)?(/[^\s?#]*)?")
OIDC = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


class SettingsError(Exception):
    """A setting that cannot work, said in one sentence."""


class SecondPerson(StrEnum):
    """When a second person has to agree to publishing, re-opening and taking raw text out."""

    ON = "on"
    WHEN_THERE_IS_ONE = "when-there-is-one"
    OFF = "off"


@dataclass(frozen=True)
class OpenIdProvider:
    """Where people sign in with an account of their own organisation."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


@dataclass(frozen=True)
class Settings:
    """Where things are and how the parts find each other."""

    data_dir: Path
    content_dir: Path
    database_url: str
    port: int
    rasa_url: str
    secret: str
    host: str = "127.0.0.1"
    https: bool = False
    behind_proxy: str = ""
    embed_origins: tuple[str, ...] = ()
    public_url: str = ""
    leave_to: str = ""
    kiosk_seconds: int = 120
    demo: bool = False
    second_factor_required: bool = False
    second_person: SecondPerson = SecondPerson.WHEN_THERE_IS_ONE
    provider: OpenIdProvider | None = None

    @property
    def address(self) -> str:
        """Where people find the service, for what is printed. No slash at the end."""
        return self.public_url or f"http://{self.host}:{self.port}"


@cache
def settings() -> Settings:
    """The settings of this process.

    Raises SettingsError when one of them cannot work.
    """
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "data").expanduser().resolve()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"DATA_DIR is {data_dir}, which cannot be made: {error.strerror}. "
            "Set DATA_DIR to a folder that you may write to."
        ) from error
    port, https = _port("PORT", 8000), os.environ.get("HTTPS", "") == "1"
    return Settings(
        data_dir=data_dir,
        content_dir=Path(os.environ.get("CONTENT_DIR") or ROOT / "content").resolve(),
        database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'consultation.db'}",
        port=port,
        rasa_url=os.environ.get("RASA_URL") or f"http://127.0.0.1:{_port('RASA_PORT', port + 5)}",
        secret=os.environ.get("SOUNDING_BOARD_SECRET") or _kept_secret(data_dir),
        host=os.environ.get("HOST") or "127.0.0.1",
        https=https,
        behind_proxy=os.environ.get("TRUSTED_PROXY", ""),
        embed_origins=_origins(os.environ.get("EMBED_ORIGINS", ""), https=https),
        public_url=_address("PUBLIC_URL").rstrip("/"),
        leave_to=_address("LEAVE_TO"),
        kiosk_seconds=_seconds("KIOSK_SECONDS", 120),
        demo=os.environ.get("DEMO", "") == "1",
        second_factor_required=_one_of("SECOND_FACTOR", "optional", "required") == "required",
        second_person=SecondPerson(
            _one_of("SECOND_PERSON", SecondPerson.WHEN_THERE_IS_ONE, *SecondPerson)
        ),
        provider=_provider(),
    )


def _port(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdigit() or not SMALLEST_PORT <= int(text) <= LARGEST_PORT:
        raise SettingsError(f"{name} is {text!r}. Set it to a number from 1 to 65535.")
    return int(text)


def _origins(text: str, *, https: bool) -> tuple[str, ...]:
    """The sites that may show the chat in a frame.

    A browser keeps nothing for a framed page without HTTPS, except on the machine itself.
    """
    origins = tuple(dict.fromkeys(each.rstrip("/").lower() for each in text.split()))
    for each in origins:
        if not ORIGIN.fullmatch(each):
            raise SettingsError(
                f"EMBED_ORIGINS has {each!r}. Write each site like https://www.example.org, "
                "with a space between two."
            )
        if each.startswith("https:") and not https:
            raise SettingsError(
                f"EMBED_ORIGINS has {each!r}, and the chat works in a frame there only over HTTPS. "
                "Set HTTPS=1 behind a proxy that speaks it."
            )
    return origins


def _address(name: str) -> str:
    text = os.environ.get(name, "")
    if text and not ADDRESS.fullmatch(text):
        raise SettingsError(f"{name} is {text!r}. Write it like https://www.example.org.")
    return text


def _seconds(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdigit() or not FEWEST_SECONDS <= int(text) <= MOST_SECONDS:
        raise SettingsError(
            f"{name} is {text!r}. Set it to a number from {FEWEST_SECONDS} to {MOST_SECONDS}."
        )
    return int(text)


def _one_of(name: str, default: str, *others: str) -> str:
    text, known = os.environ.get(name) or default, tuple(dict.fromkeys((default, *others)))
    if text not in known:
        raise SettingsError(f"{name} is {text!r}. Set it to one of: {', '.join(known)}.")
    return text


def _provider() -> OpenIdProvider | None:
    """The OpenID provider, if there is one. A part of its settings alone would let nobody in."""
    issuer, client_id, client_secret = (os.environ.get(name, "") for name in OIDC)
    if not any((issuer, client_id, client_secret)):
        return None
    missing = [name for name in OIDC if not os.environ.get(name)]
    if missing:
        raise SettingsError(f"Set {' and '.join(missing)} too, or none of {', '.join(OIDC)}.")
    if not ISSUER.fullmatch(issuer):
        raise SettingsError(
            f"OIDC_ISSUER is {issuer!r}. Write it like https://login.example.org, "
            "as the provider's own settings name it."
        )
    name = os.environ.get("OIDC_NAME") or "your organisation"
    return OpenIdProvider(issuer, client_id, client_secret, name)


def _kept_secret(data_dir: Path) -> str:
    """One secret for each data folder, made at first use and readable by its owner only."""
    file = data_dir / "secret"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as opened:
        opened.write(secrets.token_urlsafe(32))
    return file.read_text().strip()
