"""A real OpenID provider for tests: it runs on a free port, and people sign in there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

import httpx
import oidc_provider_mock
import pytest

from consultations.settings import settings
from tests.visiting import Visitor

CLIENT, CLIENT_SECRET = "sounding-board", "a secret: with signs & spaces"
TO, BACK = "/workspace/sign-in/provider", "/workspace/sign-in/back"


@dataclass
class Provider:
    """Where it is, and who is known there."""

    issuer: str

    def knows(self, subject: str, **claims: object) -> None:
        """Put somebody on the list of the provider."""
        httpx.put(
            f"{self.issuer}/users/{subject}", json=claims, trust_env=False, verify=False
        ).raise_for_status()

    def sign_in(self, address: str, subject: str) -> str:
        """Sign in at the provider. Returns where it sends the browser to."""
        answer = httpx.post(address, data={"sub": subject}, trust_env=False, verify=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def deny(self, address: str) -> str:
        """Say no at the provider."""
        return httpx.post(address, data={"action": "deny"}, trust_env=False, verify=False).headers[
            "location"
        ]


@contextmanager
def provider_running(*, lasts: timedelta = timedelta(hours=1)) -> Iterator[Provider]:
    """The provider, until the test is over. It speaks plain HTTP on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with oidc_provider_mock.run_server_in_thread(
            require_nonce=True, access_token_max_age=lasts
        ) as server:
            yield Provider(f"http://localhost:{server.server_port}")


def use_provider(patch: pytest.MonkeyPatch, issuer: str, *, client: str = CLIENT) -> None:
    """Let the settings point at a provider."""
    patch.setenv("OIDC_ISSUER", issuer)
    patch.setenv("OIDC_CLIENT_ID", client)
    patch.setenv("OIDC_CLIENT_SECRET", CLIENT_SECRET)
    patch.setenv("OIDC_NAME", "Vale NHS")
    patch.setenv("NO_PROXY", ",".join(filter(None, (os.environ.get("NO_PROXY"), "localhost"))))
    settings.cache_clear()


def sent_to(visitor: Visitor, onward: str = "") -> str:
    """Where the visitor is sent to sign in."""
    answer = visitor.get(f"{TO}?{urlencode({'next': onward})}" if onward else TO)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def asked_for(address: str) -> dict[str, str]:
    """What an address asks of the provider."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def with_other(address: str, **changed: str) -> str:
    """The same address with other values."""
    parts = urlsplit(address)
    said = dict(parse_qsl(parts.query)) | changed
    return urlunsplit(parts._replace(query=urlencode(said)))


def come_back(visitor: Visitor, location: str) -> httpx.Response:
    """Follow the provider back to the workspace."""
    parts = urlsplit(location)
    assert parts.path == BACK
    return visitor.get(f"{parts.path}?{parts.query}")
