"""Sign in with one's own organisation, against a real OpenID provider over real HTTP."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from datetime import timedelta

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from oidc_provider_mock import _app as provider_app
from sqlalchemy import select

from consultations.accounts.people import close_account, set_email
from consultations.accounts.provider import NOT_TRUSTED
from consultations.database import reading, writing
from consultations.models import AuditEvent, Commissioner
from consultations.settings import SettingsError, settings
from tests.provider import (
    BACK,
    CLIENT_SECRET,
    TO,
    asked_for,
    come_back,
    provider_running,
    sent_to,
    use_provider,
    with_other,
)
from tests.signing_in import an_account, at_the_door, inside_as, text_of

EMAIL = "ada@vale.example"
REFUSED = NOT_TRUSTED.format(name="Vale NHS")
NOT_ADDED = "Nobody has added you to this workspace yet"


@pytest.fixture(scope="module")
def provider():
    with provider_running() as running:
        running.knows("ada-7", email=EMAIL, email_verified=True)
        running.knows("eve-9", email=EMAIL, email_verified=False)
        running.knows("bob-3", email="bob@vale.example", email_verified=True)
        yield running


@pytest.fixture
def visitor(database_url, provider, monkeypatch):
    """Somebody at the door of a workspace that knows the provider, where Ada was added."""
    use_provider(monkeypatch, provider.issuer)
    an_account("ada", email=EMAIL)
    return at_the_door()


def signed_in(visitor, provider, subject="ada-7", onward=""):
    return come_back(visitor, provider.sign_in(sent_to(visitor, onward), subject))


def recorded(what):
    with reading() as session:
        return session.scalars(
            select(AuditEvent.actor).where(AuditEvent.what == what).order_by(AuditEvent.id)
        ).all()


class TestSigningIn:
    def test_lets_in_whoever_was_added_by_their_verified_address(self, visitor, provider):
        page = signed_in(visitor, provider, onward="/workspace/tiny")

        assert page.status_code == 200
        assert 'http-equiv="refresh" content="0; url=/workspace/tiny"' in page.text
        assert visitor.get("/workspace").status_code == 200
        assert recorded("signed in") == ["ada"]

    def test_knows_them_by_the_providers_own_name_from_then_on(self, visitor, provider):
        signed_in(visitor, provider)
        provider.knows("ada-7", email="new-name@vale.example", email_verified=True)
        provider.knows("mallory", email=EMAIL, email_verified=True)

        assert signed_in(at_the_door(visitor.app), provider).status_code == 200
        taken = signed_in(at_the_door(visitor.app), provider, "mallory")
        assert NOT_ADDED in text_of(taken)
        provider.knows("ada-7", email=EMAIL, email_verified=True)

    def test_asks_with_pkce_state_and_nonce_and_new_ones_each_time(self, visitor):
        first, second = asked_for(sent_to(visitor)), asked_for(sent_to(visitor))

        assert first["response_type"] == "code"
        assert first["code_challenge_method"] == "S256"
        assert first["redirect_uri"] == f"http://consultation.test{BACK}"
        for name in ("state", "nonce", "code_challenge"):
            assert len(first[name]) >= 43
            assert first[name] != second[name]

    def test_keeps_what_it_asked_in_a_cookie_that_no_script_can_read(self, visitor):
        answer = visitor.get(TO)
        cookie = next(
            each for each in answer.headers.get_list("set-cookie") if "sb_provider" in each
        )

        assert asked_for(answer.headers["location"])["nonce"] not in cookie
        for part in ("httponly", "samesite=lax", "path=/workspace/sign-in", "max-age=600"):
            assert part in cookie.lower()

    @pytest.mark.parametrize("onward", ["//elsewhere.example", "https://x.example", "/c/tiny"])
    def test_leads_nowhere_else(self, visitor, provider, onward):
        page = signed_in(visitor, provider, onward=onward)

        assert 'content="0; url=/workspace"' in page.text

    def test_is_offered_at_the_door_only_where_it_is_set_up(self, visitor, monkeypatch):
        assert "Sign in with Vale NHS" in text_of(visitor.get("/workspace/sign-in"))
        monkeypatch.delenv("OIDC_ISSUER")
        monkeypatch.delenv("OIDC_CLIENT_ID")
        monkeypatch.delenv("OIDC_CLIENT_SECRET")
        settings.cache_clear()

        alone = at_the_door()
        assert "Sign in with" not in text_of(alone.get("/workspace/sign-in"))
        assert alone.get(TO).status_code == alone.get(BACK).status_code == 404

    def test_needs_no_second_step_of_ours(self, visitor, provider, monkeypatch):
        monkeypatch.setenv("SECOND_FACTOR", "required")
        settings.cache_clear()
        through = at_the_door()
        signed_in(through, provider)

        assert through.get("/workspace").status_code == 200
        assert inside_as("ada").get("/workspace").headers["location"].endswith("second-step")


class TestNobodyElse:
    @pytest.mark.parametrize("subject", ["bob-3", "eve-9", "somebody-new"])
    def test_gets_in_who_was_not_added_or_whose_address_is_not_verified(
        self, visitor, provider, subject
    ):
        page = signed_in(visitor, provider, subject)

        assert page.status_code == 403
        assert NOT_ADDED in text_of(page)
        assert visitor.get("/workspace").status_code == 303
        assert recorded("sign-in refused") == ["unknown"]

    @pytest.mark.parametrize(
        "email",
        [
            f"{EMAIL}\0",
            f"\u202e{EMAIL}",
            "MAR\u212a@vale.example",
            f"<script>alert(1)</script>{EMAIL}",
            f"{'a' * 10_000}@vale.example",
            [EMAIL],
            {"a": EMAIL},
            True,
            None,
            "",
        ],
    )
    def test_gets_in_by_an_address_that_only_looks_like_one(self, visitor, provider, email):
        an_account("mark", email="mark@vale.example")
        harmful = "<script>\0\u202e" + "x" * 10_000
        about = {"email": email, "name": harmful, "groups": [harmful, "administrators"]}
        provider.knows("mallory", email_verified=True, **about)

        page = signed_in(visitor, provider, "mallory")
        assert (page.status_code, NOT_ADDED in text_of(page)) == (403, True)
        assert "<script>" not in page.text

    def test_gets_in_by_a_name_that_no_provider_may_give(self, visitor, provider):
        for subject in ("x" * 300, "turned\u202earound"):
            provider.knows(subject, email=EMAIL, email_verified=True)

            assert REFUSED in text_of(signed_in(visitor, provider, subject))

    def test_gets_in_once_their_account_is_closed(self, visitor, provider):
        signed_in(visitor, provider)
        an_account("grace")
        with writing() as session:
            account = session.scalars(select(Commissioner).where(Commissioner.name == "ada")).one()
            close_account(session, account=account, by="grace")

        assert visitor.get("/workspace").status_code == 303
        assert NOT_ADDED in text_of(signed_in(visitor, provider))

    def test_gets_in_by_the_old_tie_once_the_address_was_changed(self, visitor, provider):
        signed_in(visitor, provider)
        with writing() as session:
            account = session.scalars(select(Commissioner)).one()
            set_email(session, account=account, email="other@vale.example", by="ada")

        assert NOT_ADDED in text_of(signed_in(visitor, provider))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestAnswer:
    """What comes back is believed only if every part of it is right."""

    def test_with_another_nonce_is_refused(self, visitor, provider):
        address = with_other(sent_to(visitor), nonce="of-somebody-else")
        page = come_back(visitor, provider.sign_in(address, "ada-7"))

        assert page.status_code == 403
        assert REFUSED in text_of(page)
        assert visitor.get("/workspace").status_code == 303

    @pytest.mark.parametrize(
        "wrong",
        [
            {"iss": "https://other.example"},
            {"aud": ["another-service"]},
            {"exp": -3600},
            {"key": RSAKey.generate_key(private=True).as_dict(private=True)},
            {"alg": "HS256", "key": OctKey.import_key(CLIENT_SECRET).as_dict()},
        ],
        ids=["issuer", "audience", "expiry", "signature", "shared secret"],
    )
    def test_with_a_wrong_part_is_refused(self, visitor, provider, monkeypatch, wrong):
        right = provider_app.OpenIDCode.get_jwt_config
        monkeypatch.setattr(
            provider_app.OpenIDCode,
            "get_jwt_config",
            lambda self, grant, client=None: right(self, grant, client) | wrong,
        )
        page = signed_in(visitor, provider)

        assert page.status_code == 403
        assert REFUSED in text_of(page)

    def test_without_a_signature_is_refused(self, visitor, provider, monkeypatch):
        right = provider_app.OpenIDCode.encode_id_token

        def unsigned(self, token, request):
            said = right(self, token, request).split(".")[1]
            head = urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
            return f"{head}.{said}."

        monkeypatch.setattr(provider_app.OpenIDCode, "encode_id_token", unsigned)

        assert REFUSED in text_of(signed_in(visitor, provider))

    def test_with_another_state_or_in_another_browser_is_refused(self, visitor, provider):
        location = provider.sign_in(sent_to(visitor), "ada-7")
        changed = come_back(visitor, with_other(location, state="x"))
        elsewhere = come_back(at_the_door(visitor.app), location)

        for page in (changed, elsewhere):
            assert page.status_code == 403
            assert "began in another browser" in text_of(page)

    def test_counts_once(self, visitor, provider):
        location = provider.sign_in(sent_to(visitor), "ada-7")
        cookies = httpx.Cookies(visitor.cookies)
        come_back(visitor, location)
        again = at_the_door(visitor.app)
        again.cookies = cookies

        assert REFUSED in text_of(come_back(again, location))

    def test_after_ten_minutes_is_too_late(self, visitor, provider, monkeypatch):
        location = provider.sign_in(sent_to(visitor), "ada-7")
        later = time.time() + 601
        monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)

        assert "took longer than 10 minutes" in text_of(come_back(visitor, location))

    def test_that_says_no_is_told_in_plain_words(self, visitor, provider):
        address = sent_to(visitor)
        page = come_back(visitor, with_other(provider.deny(address), **_state(address)))

        assert "You did not finish signing in with Vale NHS." in text_of(page)

    @pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=x", "?iss=other&state=x"])
    def test_that_is_no_answer_is_no_fault(self, visitor, query):
        assert visitor.get(BACK + query).status_code == 403


def _state(address):
    return {"state": asked_for(address)["state"]}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestProviderThatIsDown:
    SAID = "Vale NHS cannot be reached now. Wait a few minutes and try again."

    def test_is_told_in_one_sentence_and_passwords_still_work(self, database_url, monkeypatch):
        with provider_running() as gone:
            issuer = gone.issuer
        use_provider(monkeypatch, issuer)
        an_account("ada", email=EMAIL)
        page = at_the_door().get(TO)

        assert page.status_code == 503
        assert self.SAID in text_of(page)
        assert inside_as("ada").get("/workspace").status_code == 200

    def test_on_the_way_back_is_told_as_well(self, database_url, monkeypatch):
        an_account("ada", email=EMAIL)
        with provider_running() as gone:
            use_provider(monkeypatch, gone.issuer)
            visitor = at_the_door()
            location = gone.sign_in(sent_to(visitor), "ada-7")

        assert self.SAID in text_of(come_back(visitor, location))

    def test_with_another_name_than_ours_is_not_trusted(self, visitor, provider, monkeypatch):
        use_provider(monkeypatch, provider.issuer.replace("localhost", "127.0.0.1") + "/")

        assert REFUSED in text_of(at_the_door().get(TO))


class TestSettings:
    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"OIDC_ISSUER": "http://login.example.org"}, "Write it like https://"),
            ({"OIDC_CLIENT_SECRET": ""}, "Set OIDC_CLIENT_SECRET too"),
            ({"SECOND_FACTOR": "yes"}, "optional, required"),
            ({"SECOND_PERSON": "maybe"}, "when-there-is-one, on, off"),
        ],
    )
    def test_that_cannot_work_are_named(self, monkeypatch, changed, said):
        use_provider(monkeypatch, "https://login.example.org")
        for name, value in changed.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

        with pytest.raises(SettingsError, match=said):
            settings()


def test_short_answers_of_the_provider_expire(database_url, monkeypatch):
    with provider_running(lasts=timedelta(seconds=-120)) as hasty:
        hasty.knows("ada-7", email=EMAIL, email_verified=True)
        use_provider(monkeypatch, hasty.issuer)
        an_account("ada", email=EMAIL)

        assert REFUSED in text_of(signed_in(at_the_door(), hasty))
