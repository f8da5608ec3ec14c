"""Sign in with an account of somebody's own organisation, by OpenID Connect.

The authorisation code flow with PKCE, state and nonce. Nothing is believed before the signature,
the issuer, the audience, the nonce and the times of the id token are checked.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import quote_plus

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from consultations.settings import OpenIdProvider

log = logging.getLogger(__name__)
SCOPE = "openid email profile"
SECONDS_TO_WAIT = 5.0
SECONDS_OF_LEEWAY = 30
LONGEST_SUBJECT, LONGEST_EMAIL = 255, 254
# Keys that the provider keeps to itself. A shared secret, or no signature, is not enough.
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
DOWN = "{name} cannot be reached now. Wait a few minutes and try again."
NOT_TRUSTED = "The answer of {name} could not be trusted, so you are not signed in. Try again."
SAID_NO = "You did not finish signing in with {name}. Try again when you are ready."


class ProviderError(Exception):
    """Why somebody cannot be signed in by the provider, said in one sentence."""


class Asked(NamedTuple):
    """What was asked of the provider: the address to go to, and what the answer has to fit."""

    address: str
    state: str
    nonce: str
    verifier: str


class Person(NamedTuple):
    """Who somebody is, as the provider says. The address is there if it was verified."""

    issuer: str
    subject: str
    email: str | None


def ask_provider(provider: OpenIdProvider, *, back_to: str) -> Asked:
    """Where to send somebody who wants to sign in.

    Raises ProviderError when the provider cannot be reached.
    """
    with _talking(provider) as http:
        found = _discover(http, provider)
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        address = prepare_grant_uri(
            _address(found, "authorization_endpoint"),
            provider.client_id,
            "code",
            redirect_uri=back_to,
            scope=SCOPE,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
    return Asked(address, state, nonce, verifier)


def person_who_came(
    provider: OpenIdProvider, *, back_to: str, code: str, nonce: str, verifier: str
) -> Person:
    """Who came back from the provider with this code.

    Raises ProviderError when the provider cannot be reached or its answer cannot be trusted.
    """
    with _talking(provider) as http:
        found = _discover(http, provider)
        token = _token(http, provider, found, code=code, verifier=verifier, back_to=back_to)
        keys: Any = _json(http.get(_address(found, "jwks_uri")))
        claims = checked_claims(
            provider,
            id_token=str(token["id_token"]),
            access_token=str(token["access_token"]),
            nonce=nonce,
            keys=KeySet.import_key_set(keys),
        )
        about = _with_email(http, found, claims, str(token["access_token"]))
        return _person(provider, claims, about)


def checked_claims(
    provider: OpenIdProvider, *, id_token: str, access_token: str, nonce: str, keys: KeySet
) -> dict[str, Any]:
    """What an id token says, if it may be believed.

    Raises JoseError when its signature, issuer, audience, nonce or times are not right.
    """
    token = jwt.decode(id_token, keys, algorithms=SIGNATURES)
    claims = CodeIDToken(
        token.claims,
        token.header,
        options={
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        },
        params={
            "nonce": nonce,
            "client_id": provider.client_id,
            "access_token": access_token,
        },
    )
    claims.validate(leeway=SECONDS_OF_LEEWAY)
    return dict(claims)


def _person(provider: OpenIdProvider, claims: dict[str, Any], about: dict[str, Any]) -> Person:
    """Who the claims say it is. Names and groups are not looked at: roles are given here alone.

    Raises ValueError for a name that no provider may give. An address that is none counts as none.
    """
    subject, email = claims["sub"], about.get("email")
    if not _is_plain(subject, LONGEST_SUBJECT):
        raise ValueError("no subject that can be kept")
    verified = about.get("email_verified") in (True, "true")
    if not verified or not _is_plain(email, LONGEST_EMAIL):
        return Person(provider.issuer, subject, None)
    # Some letters of other scripts become plain ones in lower case, and so another's address.
    if any(not each.isascii() and each.lower().isascii() for each in str(email)):
        return Person(provider.issuer, subject, None)
    return Person(provider.issuer, subject, str(email).strip().lower())


def _is_plain(said: object, longest: int) -> bool:
    """Whether this is a text of some letters, without any that do not show."""
    return isinstance(said, str) and said.isprintable() and 0 < len(said.strip()) <= longest


@contextmanager
def _talking(provider: OpenIdProvider) -> Iterator[httpx.Client]:
    """A short talk with the provider, in which everything that fails is told as one sentence."""
    try:
        with httpx.Client(timeout=SECONDS_TO_WAIT) as http:
            yield http
    except (httpx.HTTPError, JoseError, AuthlibBaseError, ValueError, KeyError, TypeError) as error:
        log.warning("Signing in with the OpenID provider failed: %s", _why(error))
        is_down = isinstance(error, httpx.TransportError) or (
            isinstance(error, httpx.HTTPStatusError) and error.response.is_server_error
        )
        words = DOWN if is_down else NOT_TRUSTED
        raise ProviderError(words.format(name=provider.name)) from error


def _why(error: BaseException) -> str:
    """What failed, for the operator: never what the provider sent about a person."""
    if isinstance(error, httpx.HTTPStatusError):
        return f"status {error.response.status_code} from {error.request.url.host}"
    if isinstance(error, JoseError | AuthlibBaseError):
        return f"{type(error).__name__} {error.error} {getattr(error, 'claim', '')}".strip()
    return type(error).__name__


def _discover(http: httpx.Client, provider: OpenIdProvider) -> dict[str, Any]:
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _json(http.get(address))
    if found["issuer"] != provider.issuer:
        raise ValueError("another issuer than OIDC_ISSUER")
    return found


def _token(
    http: httpx.Client,
    provider: OpenIdProvider,
    found: dict[str, Any],
    *,
    code: str,
    verifier: str,
    back_to: str,
) -> dict[str, Any]:
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to,
        "code_verifier": verifier,
        "client_id": provider.client_id,
    }
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    address = _address(found, "token_endpoint")
    if "client_secret_basic" not in ways:
        sent["client_secret"] = provider.client_secret
        return _json(http.post(address, data=sent))
    named = (quote_plus(provider.client_id), quote_plus(provider.client_secret))
    return _json(http.post(address, data=sent, auth=named))


def _with_email(
    http: httpx.Client, found: dict[str, Any], claims: dict[str, Any], access_token: str
) -> dict[str, Any]:
    """The claims, with the e-mail address from the provider's own page about the person."""
    if claims.get("email") or not found.get("userinfo_endpoint"):
        return claims
    answer = http.get(
        _address(found, "userinfo_endpoint"),
        headers={"Authorization": f"Bearer {access_token}"},
    )
    about = _json(answer)
    if about["sub"] != claims["sub"]:
        raise ValueError("another subject than the id token")
    return about


def _address(found: dict[str, Any], name: str) -> str:
    address = str(found[name])
    secure = found["issuer"].startswith("https:")
    if not address.startswith("https://" if secure else "http"):
        raise ValueError(f"{name} is no address with https")
    return address


def _json(answer: httpx.Response) -> dict[str, Any]:
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict):
        raise ValueError("no JSON object")
    return said
