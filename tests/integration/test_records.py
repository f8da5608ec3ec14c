"""Versions, unanswered questions, accounts and the audit record hold what they promise."""

from __future__ import annotations

import stat

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from consultations.accounts import (
    AccountError,
    account_signed_in,
    add_account,
    change_password,
    check_password,
    first_account,
    note_sign_in,
    seal_of,
)
from consultations.answering.data import answer_with
from consultations.answering.lookup import keep_unanswered
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.models import AskedQuestion, AuditEvent, Commissioner, ContentVersion
from consultations.settings import settings
from consultations.versions import keep_version, pack_shown

PASSWORD = "correct horse battery"


class TestVersions:
    def test_are_kept_once(self, session: Session, pack: Pack) -> None:
        assert keep_version(session, pack) == keep_version(session, pack) == pack.version
        assert len(session.scalars(select(ContentVersion).order_by(ContentVersion.id)).all()) == 1

    def test_can_be_shown_again_word_for_word(self, session: Session, real_pack: Pack) -> None:
        version = keep_version(session, real_pack)
        session.flush()

        again = pack_shown(session, version)

        assert again == real_pack
        assert again.version == version

    def test_stay_when_the_pack_is_edited(self, session: Session, pack: Pack) -> None:
        before = keep_version(session, pack)
        edited = pack.model_copy(
            update={"consultation": pack.consultation.model_copy(update={"title": "Another"})}
        )
        edited = Pack.model_validate(edited.model_dump(by_alias=True))
        after = keep_version(session, edited)

        assert before != after
        assert pack_shown(session, before).consultation.title == pack.consultation.title

    def test_are_missed_with_a_clear_word(self, session: Session) -> None:
        with pytest.raises(LookupError, match="No content version 0000 is stored"):
            pack_shown(session, "0000")


class TestAskedQuestions:
    def test_are_kept_without_their_author(self, session: Session, pack: Pack) -> None:
        keep_version(session, pack)
        asked = keep_unanswered(session, pack=pack, text="Will there be cake?")

        columns = {each.key for each in inspect(AskedQuestion).columns}
        assert columns == {
            *("id", "consultation_slug", "content_version", "text", "nearest", "asked_on"),
            *("language", "owner", "due_on", "answer_id"),
            *("closed_at", "closed_by", "closed_because"),
        }
        assert asked.text == "Will there be cake?"
        assert answer_with(pack, asked.nearest) is not None

    def test_have_a_day_and_no_time(self, session: Session, pack: Pack) -> None:
        keep_version(session, pack)
        asked = keep_unanswered(session, pack=pack, text="Will there be cake?")
        session.expire(asked)

        assert type(asked.asked_on).__name__ == "date"


class TestAccounts:
    def test_keep_no_password(self, session: Session) -> None:
        account = add_account(session, name="maria", password=PASSWORD)

        assert PASSWORD not in account.password_hash
        assert account.password_hash.startswith("$argon2id$")

    def test_keep_passwords_so_that_guessing_costs_memory_and_time(
        self, passwords_kept_at_little_cost: PasswordHasher
    ) -> None:
        """At least 19 MiB and two passes: OWASP's Password Storage Cheat Sheet, argon2id."""
        kept = extract_parameters(passwords_kept_at_little_cost.hash(PASSWORD))

        assert kept.type is Type.ID
        assert kept.memory_cost >= 19 * 1024
        assert kept.time_cost >= 2

    def test_let_in_the_right_name_with_the_right_password(self, session: Session) -> None:
        account = add_account(session, name="maria", password=PASSWORD)

        assert check_password(session, name="maria", password=PASSWORD) is account

    @pytest.mark.parametrize(
        ("name", "password"),
        [("maria", "wrong"), ("maria", ""), ("nobody", PASSWORD), ("", ""), ("MARIA", PASSWORD)],
    )
    def test_let_in_nobody_else(self, session: Session, name: str, password: str) -> None:
        add_account(session, name="maria", password=PASSWORD)

        assert check_password(session, name=name, password=password) is None

    def test_let_in_nobody_whose_account_is_closed(self, session: Session) -> None:
        add_account(session, name="maria", password=PASSWORD).active = False
        session.flush()

        assert check_password(session, name="maria", password=PASSWORD) is None

    def test_refuse_a_short_password(self, session: Session) -> None:
        with pytest.raises(AccountError, match="at least 12 characters"):
            add_account(session, name="maria", password="too short")

    def test_refuse_a_name_that_is_taken(self, session: Session) -> None:
        add_account(session, name="maria", password=PASSWORD)

        with pytest.raises(AccountError, match="maria already"):
            add_account(session, name="maria", password=PASSWORD)

    def test_note_who_signed_in_and_who_was_refused(self, session: Session) -> None:
        account = add_account(session, name="maria", password=PASSWORD)
        note_sign_in(session, account=account)
        note_sign_in(session, account=None)

        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        assert [(each.actor, each.what) for each in events] == [
            ("operator", "account added"),
            ("maria", "signed in"),
            ("unknown", "sign-in refused"),
        ]

    def test_end_every_sign_in_when_the_password_changes(self, session: Session) -> None:
        account = add_account(session, name="maria", password=PASSWORD)
        seal = seal_of(account)
        assert account_signed_in(session, account_id=account.id, seal=seal) is account

        change_password(session, account_id=account.id, old=PASSWORD, new="another long password")

        assert account_signed_in(session, account_id=account.id, seal=seal) is None

    @pytest.mark.parametrize(
        ("old", "new"),
        [("wrong", "another long password"), (PASSWORD, "short"), (PASSWORD, PASSWORD)],
    )
    def test_keep_the_password_when_a_change_is_refused(
        self, session: Session, old: str, new: str
    ) -> None:
        account = add_account(session, name="maria", password=PASSWORD)

        with pytest.raises(AccountError):
            change_password(session, account_id=account.id, old=old, new=new)
        assert check_password(session, name="maria", password=PASSWORD) is account


class TestFirstAccount:
    def test_is_made_once_and_told_while_its_file_is_there(self, session: Session) -> None:
        told = first_account(session, settings())

        assert told is not None
        assert first_account(session, settings()) == told
        password = told.partition("password: ")[2]
        assert check_password(session, name="commissioner", password=password) is not None
        assert len(session.scalars(select(Commissioner).order_by(Commissioner.id)).all()) == 1

    def test_is_told_no_more_once_its_file_is_deleted(self, session: Session) -> None:
        first_account(session, settings())
        (settings().data_dir / "first-sign-in.txt").unlink()

        assert first_account(session, settings()) is None

    def test_is_in_a_file_for_its_owner_only(self, session: Session) -> None:
        first_account(session, settings())
        file = settings().data_dir / "first-sign-in.txt"

        assert stat.S_IMODE(file.stat().st_mode) == 0o600


class TestAudit:
    def test_numbers_its_events_in_order(self, session: Session) -> None:
        for number in range(3):
            note(session, actor="maria", what="looked", subject=number)
            session.flush()

        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        assert [each.subject for each in events] == ["0", "1", "2"]
        assert [each.id for each in events] == sorted({each.id for each in events})
