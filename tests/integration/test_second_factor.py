"""The second step: set up by anybody, asked for after the password, and each code counts once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pyotp
import pytest
from sqlalchemy import select

from consultations.accounts import AccountError, account_signed_in, seal_of
from consultations.accounts.second_factor import (
    check_second_factor,
    new_secret,
    replace_recovery_codes,
    take_away,
    turn_off,
    turn_on,
)
from consultations.database import reading, writing
from consultations.models import AuditEvent, Commissioner
from consultations.settings import settings
from tests.signing_in import an_account, at_the_door, inside_as, sign_in, text_of
from web.pages.workspace import account, second_factor
from web.pages.workspace.backing_off import BackingOff

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STEP = "/workspace/account/second-step"
CODE = "/workspace/sign-in/code"


def code_at(secret, when=NOON):
    return pyotp.TOTP(secret).at(when)


@pytest.fixture(autouse=True)
def patient_doors(monkeypatch):
    monkeypatch.setattr(account, "backing_off", BackingOff())
    monkeypatch.setattr(second_factor, "backing_off", BackingOff())


@pytest.fixture
def ada(database_url) -> Commissioner:
    an_account("ada")
    with reading() as session:
        return session.scalars(select(Commissioner)).one()


@pytest.fixture
def secret(ada) -> str:
    """Ada's second step, turned on at noon."""
    secret = new_secret()
    with writing() as session:
        turn_on(session, account_id=ada.id, secret=secret, code=code_at(secret), now=NOON)
    return secret


def is_right(ada, code, when=NOON):
    with writing() as session:
        return check_second_factor(session, account_id=ada.id, code=code, now=when)


class TestCode:
    def test_counts_half_a_minute_early_or_late_and_not_longer(self, ada, secret):
        later = NOON + timedelta(minutes=10)
        clocks = [timedelta(seconds=each) for each in (-75, -30, 0, 30, 75)]

        assert [is_right(ada, code_at(secret, later + each), later) for each in clocks] == [
            False,
            True,
            True,
            True,
            False,
        ]

    def test_counts_once_and_none_before_it_counts_afterwards(self, ada, secret):
        later = NOON + timedelta(minutes=10)
        now, before = code_at(secret, later), code_at(secret, later - timedelta(seconds=30))

        assert [is_right(ada, each, later) for each in (now, now, before)] == [True, False, False]

    def test_that_turned_it_on_does_not_count_again(self, ada, secret):
        assert not is_right(ada, code_at(secret))

    @pytest.mark.parametrize(
        "typed", ["", "000000", "12345", "\uff11\uff12\uff13\uff14\uff15\uff16", "x" * 90, "none"]
    )
    def test_is_nothing_else(self, ada, secret, typed):
        assert not is_right(ada, typed, NOON + timedelta(minutes=10))

    def test_may_be_typed_with_a_space(self, ada, secret):
        later = NOON + timedelta(minutes=10)
        code = code_at(secret, later)

        assert is_right(ada, f" {code[:3]} {code[3:]}", later)


class TestSecret:
    def test_is_kept_so_that_only_this_service_can_read_it(self, ada, secret, monkeypatch):
        with reading() as session:
            kept = session.get_one(Commissioner, ada.id).second_factor

        assert secret not in kept
        monkeypatch.setenv("SOUNDING_BOARD_SECRET", "another-secret-altogether")
        settings.cache_clear()
        later = NOON + timedelta(minutes=10)
        assert not is_right(ada, code_at(secret, later), later)

    def test_is_kept_only_once_its_first_code_was_right(self, ada):
        with writing() as session, pytest.raises(AccountError, match="not right"):
            turn_on(session, account_id=ada.id, secret=new_secret(), code="000000", now=NOON)
        with reading() as session:
            assert session.get_one(Commissioner, ada.id).second_factor is None

    def test_ends_every_sign_in_that_was_made_without_it(self, ada, secret):
        with reading() as session:
            assert account_signed_in(session, account_id=ada.id, seal=seal_of(ada)) is None

    def test_cannot_be_replaced_without_turning_it_off(self, ada, secret):
        other = new_secret()
        with writing() as session, pytest.raises(AccountError, match="on already"):
            turn_on(session, account_id=ada.id, secret=other, code=code_at(other), now=NOON)


class TestCodesOnPaper:
    def test_are_ten_kept_as_digests_and_each_counts_once(self, ada):
        secret = new_secret()
        with writing() as session:
            codes = turn_on(
                session, account_id=ada.id, secret=secret, code=code_at(secret), now=NOON
            )
        with reading() as session:
            kept = session.get_one(Commissioner, ada.id).recovery_codes

        assert len(set(codes)) == len(kept) == 10
        assert not set(codes) & set(kept)
        assert [is_right(ada, codes[3].upper()), is_right(ada, codes[3])] == [True, False]
        assert is_right(ada, codes[4].replace("-", " "))

    def test_can_be_made_anew_with_a_code(self, ada, secret):
        later = NOON + timedelta(minutes=10)
        with writing() as session:
            codes = replace_recovery_codes(
                session, account_id=ada.id, code=code_at(secret, later), now=later
            )

        assert is_right(ada, codes[0])

    def test_turn_it_off_and_so_does_an_administrator(self, ada, secret):
        later = NOON + timedelta(minutes=10)
        with writing() as session, pytest.raises(AccountError):
            turn_off(session, account_id=ada.id, code="000000", now=later)
        with writing() as session:
            off = turn_off(session, account_id=ada.id, code=code_at(secret, later), now=later)
            assert off.second_factor is None
            take_away(session, account=off, by="grace")

        with reading() as session:
            said = session.execute(
                select(AuditEvent.actor, AuditEvent.what).order_by(AuditEvent.id.desc()).limit(2)
            ).all()
        assert [tuple(each) for each in said] == [
            ("grace", "second factor turned off"),
            ("ada", "second factor turned off"),
        ]


def key_on(page) -> str:
    """The secret in letters, as the page shows it."""
    return re.search(r'class="key">([^<]+)<', page.text)[1].replace(" ", "")


def field_on(page, name) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page.text)[1])


def set_up(visitor) -> tuple[str, list[str]]:
    """Set the second step up on its page. Returns the secret and the codes."""
    page = visitor.get(STEP)
    secret = key_on(page)
    done = visitor.post(
        STEP,
        {
            "do": "on",
            "secret": field_on(page, "secret"),
            "code": pyotp.TOTP(secret).now(),
            "csrftoken": field_on(page, "csrftoken"),
        },
    )
    assert done.status_code == 200, text_of(done)
    return secret, re.findall(r"<code>([^<]+)</code>", done.text)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestPages:
    def test_show_a_square_and_letters_and_then_ten_codes(self, ada):
        visitor = inside_as("ada")
        page = visitor.get(STEP)
        _, codes = set_up(visitor)

        assert '<svg xmlns="http://www.w3.org/2000/svg"' in page.text
        assert "<script" not in page.text.partition("<main")[2]
        assert len(codes) == 10
        assert visitor.get("/workspace").status_code == 200
        assert "You have 10 codes on paper left" in text_of(visitor.get(STEP))

    def test_ask_for_the_code_after_the_password_and_let_nobody_in_before(self, ada):
        _, codes = set_up(inside_as("ada"))
        visitor = at_the_door()
        half = sign_in(visitor, "ada", onward="/workspace/tiny")

        assert half.headers["location"] == CODE
        assert visitor.get("/workspace").status_code == 303
        wrong = visitor.send(CODE, {"code": "000000"})
        assert wrong.status_code == 403
        assert "The code is not right" in text_of(wrong)
        right = visitor.send(CODE, {"code": codes[0]})
        assert right.headers["location"] == "/workspace/tiny"
        assert visitor.get("/workspace").status_code == 200

    def test_refuse_the_code_that_set_it_up(self, ada):
        secret, _ = set_up(inside_as("ada"))
        visitor = at_the_door()
        sign_in(visitor, "ada")

        assert visitor.send(CODE, {"code": pyotp.TOTP(secret).now()}).status_code == 403

    def test_make_whoever_guesses_wait(self, ada):
        set_up(inside_as("ada"))
        visitor = at_the_door()
        sign_in(visitor, "ada")
        answers = [visitor.send(CODE, {"code": f"{n:06}"}).status_code for n in range(6)]

        assert answers == [403] * 5 + [429]

    def test_know_nobody_without_a_right_password(self, ada):
        assert at_the_door().get(CODE).headers["location"] == "/workspace/sign-in"

    def test_set_it_up_before_all_else_where_everybody_needs_it(self, ada, monkeypatch):
        monkeypatch.setenv("SECOND_FACTOR", "required")
        settings.cache_clear()
        visitor = inside_as("ada")

        for path in ("/workspace", "/workspace/tiny", "/workspace/account"):
            assert visitor.get(path).headers["location"] == STEP
        _, codes = set_up(visitor)
        assert visitor.get("/workspace").status_code == 200
        refused = visitor.send(STEP, {"do": "off", "code": codes[0]})
        assert "Everybody who signs in here with a password" in text_of(refused)

    def test_take_no_secret_that_was_made_for_somebody_else(self, ada):
        an_account("grace")
        page = inside_as("grace").get(STEP)
        visitor = inside_as("ada")
        typed = {"do": "on", "secret": field_on(page, "secret")}
        typed["code"] = pyotp.TOTP(key_on(page)).now()

        assert visitor.send(STEP, typed).status_code == 422
