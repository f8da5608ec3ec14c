"""Invitation codes: they work once, and tie nobody to an answer, on both databases."""

from __future__ import annotations

import json
import stat
import threading

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, select, text

from consultations.cli import main
from consultations.database import reading, writing
from consultations.invitations import (
    BEGINS,
    InvitationError,
    MistypedCode,
    NotForStaff,
    UnknownCode,
    UsedCode,
    count_invitations,
    has_code,
    issue,
    new_invitation,
    typed_invitation,
    use_invitation,
    without_codes,
)
from consultations.models import AuditEvent, Invitation, Response
from consultations.types import Lane
from tests.factories import a_conversation
from tests.publishing import noted

LIKELY_SLIPS = 200


@pytest.fixture
def codes(session) -> list[str]:
    return issue(session, consultation_slug="tiny", count=3, actor="operator")


def staff(session, pack) -> Response:
    return a_conversation(session, pack, lane=Lane.STAFF)[0].response


def everything(row) -> str:
    return json.dumps(
        {each.key: str(getattr(row, each.key)) for each in inspect(row).mapper.columns}
    )


class TestCodes:
    def test_are_understood_however_they_are_typed(self):
        code = new_invitation()

        for typed in (code, code.lower(), code.replace("-", " "), code.removeprefix("STAFF-")):
            assert typed_invitation(typed) == code
        assert typed_invitation(code.replace("0", "O").replace("1", "l")) == code

    def test_one_wrong_letter_is_always_noticed(self):
        for _ in range(LIKELY_SLIPS):
            code = new_invitation()
            wrong = "Z" if code[-6] != "Z" else "Y"
            with pytest.raises(MistypedCode):
                typed_invitation(code[:-6] + wrong + code[-5:])

    @pytest.mark.parametrize("typed", ["", "STAFF", "SB-7Q4K-2M9P", "éééé-éééé-éééé", "U" * 12])
    def test_other_words_are_no_code(self, typed):
        with pytest.raises(MistypedCode):
            typed_invitation(typed)

    def test_are_taken_out_of_what_people_type(self):
        code = new_invitation()
        said = f"my code is {code.lower().replace('-', ' ')}, I think"

        assert has_code(said)
        assert without_codes(said) == "my code is […], I think"
        assert without_codes(code.removeprefix("STAFF-")) == "[…]"
        assert without_codes(f"{code[:-1]}U") == "[…]"

    @pytest.mark.parametrize(
        "said",
        [
            "The staff at the surgery are kind.",
            "Staff must have more time.",
            "Staff need 2 more beds on ward 1234",
            "My code is SB-7Q4K-2M9P-X3TD",
            "cardiologist",
            "",
        ],
    )
    def test_other_words_stay(self, said):
        assert not has_code(said)


class TestIssuing:
    def test_keeps_no_code_and_says_how_many_in_the_record(self, session, codes):
        rows = session.scalars(select(Invitation).order_by(Invitation.code_digest)).all()
        kept = " ".join(everything(row) for row in rows)
        (event,) = noted(session, "invitations issued")

        assert len(set(codes)) == len(rows) == 3
        assert not any(code in kept for code in codes)
        assert event.detail == {"count": 3}

    @pytest.mark.parametrize("count", [0, -1, 10_001])
    def test_refuses_none_and_too_many(self, session, count):
        with pytest.raises(InvitationError):
            issue(session, consultation_slug="tiny", count=count, actor="operator")

    def test_stores_them_in_another_order_than_they_are_given_out(self, session):
        issue(session, consultation_slug="tiny", count=40, actor="operator")
        stored = [row[0] for row in session.execute(text("SELECT code_digest FROM invitation"))]

        assert len(stored) == 40
        assert sorted(stored) == stored or session.get_bind().dialect.name == "sqlite"


class TestUsing:
    def test_verifies_a_response_and_uses_the_code_up(self, session, pack, codes):
        first, second = staff(session, pack), staff(session, pack)
        use_invitation(session, response=first, code=codes[0].lower())
        with pytest.raises(UsedCode):
            use_invitation(session, response=second, code=codes[0])

        assert (first.verified, second.verified) == (True, False)
        assert count_invitations(session, consultation_slug="tiny") == (3, 1)

    def test_a_code_is_not_wasted_on_who_is_verified(self, session, pack, codes):
        response = staff(session, pack)
        for code in codes[:2]:
            use_invitation(session, response=response, code=code)

        assert count_invitations(session, consultation_slug="tiny").used == 1

    def test_another_consultation_knows_nothing_of_it(self, session, pack):
        (foreign,) = issue(session, consultation_slug="other", count=1, actor="operator")
        with pytest.raises(UnknownCode):
            use_invitation(session, response=staff(session, pack), code=foreign)

        assert count_invitations(session, consultation_slug="other").used == 0

    def test_it_is_for_staff(self, session, pack, codes):
        conversation, _ = a_conversation(session, pack, lane=Lane.PUBLIC)
        with pytest.raises(NotForStaff):
            use_invitation(session, response=conversation.response, code=codes[0])

        assert count_invitations(session, consultation_slug="tiny").used == 0


class TestWhatIsLeft:
    def test_nothing_is_added_to_the_record(self, session, pack, codes):
        response = staff(session, pack)
        before = len(session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all())
        use_invitation(session, response=response, code=codes[0])
        after = len(session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all())

        assert after == before

    def test_a_response_changes_in_nothing_but_that_it_is_verified(self, session, pack, codes):
        response = staff(session, pack)
        session.flush()
        before = json.loads(everything(response))
        use_invitation(session, response=response, code=codes[0])
        session.refresh(response)
        after = json.loads(everything(response))

        assert {name for name in after if after[name] != before[name]} == {
            "verified",
            # Set by every change, so that figures take it in; sending in sets it anew.
            "changed_at",
        }

    def test_an_invitation_holds_no_time_and_nothing_of_a_response(self):
        names = {each.key for each in inspect(Invitation).columns}

        assert names == {"id", "consultation_slug", "code_digest", "used"}

    def test_no_invitation_is_newer_than_another(self, database_url, pack):
        with writing() as session:
            codes = issue(session, consultation_slug="tiny", count=5, actor="operator")
            ids = [staff(session, pack).id for _ in range(2)]
        for response_id, code in zip(ids, codes, strict=False):
            with writing() as session:
                response = session.get_one(Response, response_id)
                use_invitation(session, response=response, code=code)
        with reading() as session:
            if session.get_bind().dialect.name == "postgresql":
                written_by = session.execute(text("SELECT DISTINCT xmin::text FROM invitation"))
                assert len(written_by.all()) == 1
            assert count_invitations(session, consultation_slug="tiny").used == 2

    def test_of_two_at_the_same_moment_one_gets_it(self, database_url, pack):
        with writing() as session:
            (code,) = issue(session, consultation_slug="tiny", count=1, actor="operator")
            ids = [staff(session, pack).id for _ in range(4)]
        told: list[str] = []

        def use(response_id) -> None:
            try:
                with writing() as session:
                    response = session.get_one(Response, response_id)
                    use_invitation(session, response=response, code=code)
                told.append("verified")
            except UsedCode:
                told.append("used")

        threads = [threading.Thread(target=use, args=(each,)) for each in ids]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert sorted(told) == ["used", "used", "used", "verified"]
        with reading() as session:
            verified = session.scalars(select(Response.verified).order_by(Response.id)).all()
        assert sum(verified) == 1


class TestCommands:
    def test_issue_writes_a_new_file_and_status_counts(self, database_url, tmp_path):
        file = tmp_path / "codes.txt"
        arguments = ["invitations", "issue", "tiny", "--count", "4", "--out", str(file)]
        done = CliRunner().invoke(main, arguments)
        again = CliRunner().invoke(main, arguments)
        status = CliRunner().invoke(main, ["invitations", "status", "tiny"])

        assert done.exit_code == 0, done.output
        assert len(file.read_text().split()) == 4
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "is there already" in again.output
        assert status.output == "Issued: 4. Used: 0.\n"

    def test_issue_prints_them_when_no_file_is_named(self, database_url):
        done = CliRunner().invoke(main, ["invitations", "issue", "tiny", "--count", "2"])

        assert all(line.startswith(f"{BEGINS}-") for line in done.output.split())
        assert len(done.output.split()) == 2

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["issue", "nothing", "--count", "1"], "There is no consultation called nothing"),
            (["issue", "tiny", "--count", "0"], "Ask for 1 to 10,000 codes"),
            (["status", "nothing"], "There is no consultation called nothing"),
        ],
    )
    def test_say_in_a_sentence_what_is_wrong(self, database_url, arguments, says):
        done = CliRunner().invoke(main, ["invitations", *arguments])

        assert done.exit_code == 1
        assert says in done.output
