"""People: administrators add them and give roles, and nobody is shown what is not theirs."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from consultations.access import EVERYWHERE, Role, roles_of
from consultations.accounts import AccountError, add_account
from consultations.accounts.people import (
    account_called,
    choose_first_password,
    close_account,
    first_link,
    set_roles,
)
from consultations.cli import main
from consultations.database import reading, writing
from consultations.models import AuditEvent, Commissioner
from tests.signing_in import PASSWORD, an_account, at_the_door, inside_as, sign_in, text_of

PEOPLE = "/workspace/people"
NEW = "three words together"


def roles_now(name) -> dict[str, frozenset[Role]]:
    with reading() as session:
        return roles_of(session, account_id=account_called(session, name).id)


def page_of(name) -> str:
    with reading() as session:
        return f"{PEOPLE}/{account_called(session, name).id}"


def link_on(page) -> str:
    address = unescape(re.search(r'class="key">([^<]+)<', page.text)[1])
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


class TestLink:
    def test_lets_a_person_choose_a_password_once(self, session):
        account = add_account(session, name="grace", password=None, by="ada")
        link = first_link(session, account=account, by="ada")

        assert choose_first_password(session, link=link, new=NEW) is account
        with pytest.raises(AccountError, match="has been used"):
            choose_first_password(session, link=link, new=NEW)

    def test_ends_after_three_days(self, session, monkeypatch):
        account = add_account(session, name="grace", password=None, by="ada")
        monkeypatch.setattr("cryptography.fernet.time.time", lambda: 1_800_000_000)
        link = first_link(session, account=account, by="ada")
        monkeypatch.setattr("cryptography.fernet.time.time", lambda: 1_800_000_000 + 259_201)

        with pytest.raises(AccountError, match="older than 3 days"):
            choose_first_password(session, link=link, new=NEW)

    @pytest.mark.parametrize("link", ["", "x", "gAAAAA"])
    def test_is_nothing_else(self, session, link):
        with pytest.raises(AccountError):
            choose_first_password(session, link=link, new=NEW)

    def test_opens_nothing_once_the_account_is_closed(self, session):
        add_account(session, name="ada", password=PASSWORD)
        account = add_account(session, name="grace", password=None, roles=(), by="ada")
        link = first_link(session, account=account, by="ada")
        close_account(session, account=account, by="ada")

        with pytest.raises(AccountError):
            choose_first_password(session, link=link, new=NEW)

    def test_gives_nobody_roles_that_came_after_it(self, session):
        account = add_account(session, name="grace", password=None, roles=(), by="lin")
        link = first_link(session, account=account, by="lin")
        set_roles(session, account=account, roles=[Role.ADMINISTRATOR], by="ada")

        with pytest.raises(AccountError, match="roles have changed"):
            choose_first_password(session, link=link, new=NEW)
        anew = first_link(session, account=account, by="ada")
        assert choose_first_password(session, link=anew, new=NEW) is account


class TestLastAdministrator:
    def test_can_neither_be_closed_nor_lose_the_role(self, session):
        ada = add_account(session, name="ada", password=PASSWORD)
        add_account(session, name="lin", password=PASSWORD, slug="tiny")

        with pytest.raises(AccountError, match="Nobody would be left"):
            close_account(session, account=ada, by="ada")
        with pytest.raises(AccountError, match="Nobody would be left"):
            set_roles(session, account=ada, roles=[Role.AUTHOR], by="ada")
        add_account(session, name="grace", password=PASSWORD)
        close_account(session, account=ada, by="grace")
        assert not ada.active


class TestAccounts:
    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"name": " "}, "Give a name"),
            ({"name": "x" * 81}, "Give a name"),
            ({"name": "ada"}, "already"),
            ({"email": "no-address"}, "cannot be right"),
            ({"email": "ADA@vale.example"}, "Another account has this"),
        ],
    )
    def test_are_refused_with_a_reason(self, session, said, why):
        add_account(session, name="ada", password=PASSWORD, email="ada@vale.example")

        with pytest.raises(AccountError, match=why):
            add_account(session, **({"name": "grace", "password": None} | said))

    def test_without_a_password_open_to_no_password(self, session):
        account = add_account(session, name="grace", password=None)
        session.commit()

        for guess in ("", account.password_hash, "none"):
            assert sign_in(at_the_door(), "grace", password=guess).status_code == 403


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestPages:
    @pytest.fixture
    def ada(self, database_url):
        an_account("ada")
        return inside_as("ada")

    def test_add_somebody_who_then_chooses_a_password(self, ada):
        typed = {"name": "grace", "where": "tiny", "role:analyst": "yes", "role:author": "yes"}
        added = ada.send(PEOPLE, typed)
        person = urlsplit(added.headers["location"]).path
        assert "Make a first link and hand it over" in text_of(ada.get(added.headers["location"]))
        link = link_on(ada.send(person, {"do": "link"}))

        grace = at_the_door()
        assert "You were added to the workspace as grace" in text_of(grace.get(link))
        assert grace.send(link, {"new": "short", "again": "short"}).status_code == 422
        assert grace.send(link, {"new": NEW, "again": NEW + "x"}).status_code == 422
        assert grace.send(link, {"new": NEW, "again": NEW}).status_code == 303
        assert sign_in(grace, "grace", password=NEW).status_code == 303
        assert roles_now("grace") == {"tiny": {Role.ANALYST, Role.AUTHOR}}
        assert "has been used" in text_of(at_the_door().get(link))

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ({"name": "", "where": "tiny", "role:analyst": "yes"}, "Give a name"),
            ({"name": "grace", "where": "tiny"}, "Tick one box"),
            ({"name": "grace", "where": "nowhere", "role:analyst": "yes"}, "administrator of"),
        ],
    )
    def test_add_nobody_when_something_is_missing(self, ada, typed, why):
        refused = ada.send(PEOPLE, typed)

        assert refused.status_code == 422
        assert why in text_of(refused)

    def test_give_and_take_roles(self, ada):
        an_account("grace", Role.AUTHOR, slug="tiny")
        typed = {"do": "roles", "tiny:moderator": "yes", f"{EVERYWHERE}:auditor": "yes"}
        saved = ada.send(page_of("grace"), typed)

        assert "were saved" in text_of(ada.get(saved.headers["location"]))
        assert roles_now("grace") == {"tiny": {Role.MODERATOR}, EVERYWHERE: {Role.AUDITOR}}
        with reading() as session:
            said = session.scalars(
                select(AuditEvent.detail)
                .where(AuditEvent.what == "roles changed")
                .order_by(AuditEvent.id)
            ).all()
        assert [(each["consultation"], each["given"], each["taken"]) for each in said] == [
            (EVERYWHERE, ["auditor"], []),
            ("tiny", ["moderator"], ["author"]),
        ]

    def test_close_an_account_and_open_it_again(self, ada):
        an_account("grace")
        grace = inside_as("grace")
        ada.send(page_of("grace"), {"do": "close"})

        assert grace.get("/workspace").status_code == 303
        assert sign_in(grace, "grace").status_code == 403
        ada.send(page_of("grace"), {"do": "open"})
        assert sign_in(grace, "grace").status_code == 303

    def test_an_administrator_of_one_consultation_stays_within_it(self, ada):
        an_account("lin", Role.ADMINISTRATOR, slug="tiny")
        lin = inside_as("lin")
        shown = text_of(lin.get(page_of("ada")))
        lin.send(page_of("ada"), {"do": "roles", f"{EVERYWHERE}:auditor": "yes"})

        assert "Only an administrator of all consultations" in shown
        assert roles_now("ada")[EVERYWHERE] == frozenset(Role)
        for do in ("link", "email", "second", "close"):
            refused = lin.send(page_of("ada"), {"do": do, "email": "lin@vale.example"})
            assert refused.status_code == 422, do
        added = lin.send(PEOPLE, {"name": "new", "where": EVERYWHERE, "role:author": "yes"})
        assert added.status_code == 422

    def test_an_administrator_of_one_consultation_lets_nobody_in_elsewhere(self, ada):
        an_account("lin", Role.ADMINISTRATOR, slug="tiny")
        with writing() as session:
            add_account(session, name="boss", password=None)
            add_account(session, name="new", password=None, roles=[Role.AUTHOR], slug="tiny")
        lin = inside_as("lin")

        assert "Only an administrator of all consultations" in text_of(lin.get(page_of("boss")))
        for do in ("link", "email", "close"):
            assert lin.send(page_of("boss"), {"do": do, "email": "l@v.example"}).status_code == 422
        assert lin.send(page_of("new"), {"do": "link"}).status_code == 200

    def test_show_each_person_only_their_own_consultations(self, ada):
        an_account("grace", Role.ANALYST, slug="another")
        grace = inside_as("grace")
        own, not_there = grace.get("/workspace/tiny"), grace.get("/workspace/nowhere")

        assert "/workspace/tiny" not in grace.get("/workspace").text
        assert "/workspace/tiny" in ada.get("/workspace").text
        assert own.status_code == not_there.status_code == 404
        assert text_of(own) == text_of(not_there)

    def test_show_the_list_of_people_to_administrators_alone(self, ada):
        an_account("grace", Role.ANALYST)
        grace = inside_as("grace")

        assert grace.get(PEOPLE).status_code == 403
        assert PEOPLE not in grace.get("/workspace").text
        assert "grace" in text_of(ada.get(PEOPLE))
        assert ada.get(f"{PEOPLE}/no-such-person").status_code == 404

    def test_say_on_ones_own_account_what_one_may_do(self, ada):
        an_account("grace", Role.ANALYST, Role.AUTHOR, slug="another")

        assert "another Author, Analyst" in text_of(inside_as("grace").get("/workspace/account"))


class TestCommands:
    def consult(self, *words, typed=None):
        return CliRunner().invoke(main, ["account", *words], input=typed)

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_add_list_change_and_close(self, database_url):
        said = [
            self.consult("add", "ada", typed=f"{PASSWORD}\n{PASSWORD}\n").output,
            self.consult(
                "add", "grace", "--role", "analyst", "--consultation", "tiny", "--link"
            ).output,
            self.consult("roles", "grace", "--consultation", "tiny", "--role", "author").output,
            self.consult("list").output,
            self.consult("close", "grace").output,
        ]

        assert "ada can sign in now." in said[0]
        assert "/workspace/sign-in/first?link=" in said[1]
        assert said[2] == "grace in tiny: author\n"
        assert "grace  tiny: author  (no way in yet)" in said[3]
        assert said[4] == "grace can no longer sign in.\n"
        with reading() as session:
            names = select(Commissioner.name).where(Commissioner.active)
            assert session.scalars(names.order_by(Commissioner.name)).all() == ["ada"]

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    @pytest.mark.parametrize(
        "words", [("close", "nobody"), ("add", "x", "--link", "--consultation", "nowhere")]
    )
    def test_fail_with_a_sentence(self, database_url, words):
        result = self.consult(*words)

        assert result.exit_code == 1
        assert result.output.startswith("Error: There is no ")
