"""What can be set from outside, read once and checked at the start."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALLEST_PORT, LARGEST_PORT = 1, 65535


class SettingsError(Exception):
    """A setting that cannot work, said in one sentence."""


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
    port = _port("PORT", 8000)
    return Settings(
        data_dir=data_dir,
        content_dir=Path(os.environ.get("CONTENT_DIR") or ROOT / "content").resolve(),
        database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'consultation.db'}",
        port=port,
        rasa_url=os.environ.get("RASA_URL") or f"http://127.0.0.1:{_port('RASA_PORT', port + 5)}",
        secret=os.environ.get("SOUNDING_BOARD_SECRET") or _kept_secret(data_dir),
        host=os.environ.get("HOST") or "127.0.0.1",
        https=os.environ.get("HTTPS", "") == "1",
        behind_proxy=os.environ.get("TRUSTED_PROXY", ""),
    )


def _port(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdigit() or not SMALLEST_PORT <= int(text) <= LARGEST_PORT:
        raise SettingsError(f"{name} is {text!r}. Set it to a number from 1 to 65535.")
    return int(text)


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
