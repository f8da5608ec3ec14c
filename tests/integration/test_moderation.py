"""Deciding on statements: shown, declined or back to waiting, on both databases."""

from __future__ import annotations

import csv
import io

import pytest
import yaml

from consultations.authoring.adding import CannotWrite, one_writer
from consultations.content.loading import read_pack
from consultations.queue.draft import DraftRefused
from consultations.responses import withdraw
from consultations.statements.deciding import (
    Because,
    StatementError,
    accept,
    decline,
    held,
    put_back,
)
from consultations.statements.draft import FILE, StatementDraft, faults_in, group_called
from consultations.statements.log import COLUMNS, NOT_SHOWN, moderation_log
from consultations.statements.preparing import prepare, prepare_removal
from consultations.statements.standing import Standing, count_statements, statements_standing
from consultations.statements.suggesting import suggest
from tests.factories import a_conversation
from tests.publishing import noted

BUS = "The last bus should leave after the surgery shuts."
CAKE = "=CAKE for all."


@pytest.fixture
def folder(desk):
    """The small pack with one statement of its own."""
    rows = [{"id": "stay-small", "text": "A small surgery knows its people.", "whose": "A carer"}]
    (desk.folder / FILE).write_text(f"# By hand\n{yaml.safe_dump(rows)}", encoding="utf-8")
    desk.look()
    return desk


@pytest.fixture
def pack(folder):
    return read_pack(folder.content_dir, "tiny")


@pytest.fixture
def suggested(session, pack):
    """What a carer suggested."""
    conversation, _ = a_conversation(session, pack)
    conversation.response.stakeholder_group = "carer"
    return suggest(session, pack=pack, conversation=conversation, text=BUS)


def draft(text=BUS, whose="A carer", group="carer") -> StatementDraft:
    return StatementDraft(text, whose, group)


def prepared(folder, pack, one=None):
    with one_writer(folder.content_dir, "tiny"):
        return prepare(
            one or draft(), content_dir=folder.content_dir, slug="tiny", live=pack.version
        )


def shown(session, folder, pack, suggested, one=None) -> None:
    accept(session, suggested=suggested, prepared=prepared(folder, pack, one), actor="ada")


def statements(folder) -> list[dict[str, str]]:
    return yaml.safe_load((folder.folder / FILE).read_text(encoding="utf-8"))


class TestAccepting:
    def test_puts_it_into_the_pack_with_whose_view_it_is(self, session, folder, pack, suggested):
        shown(session, folder, pack, suggested)

        assert statements(folder)[-1] == {
            "id": "said-the-last-bus-should-leave-after-the-surgery-shuts",
            "text": BUS,
            "whose": "A carer",
            "group": "carer",
        }
        assert (folder.folder / FILE).read_text(encoding="utf-8").startswith("# By hand")
        assert (suggested.status, suggested.decided_by) == (Standing.ACCEPTED, "ada")
        assert suggested.replaced_by is None

    def test_is_in_the_record_without_the_words(self, session, folder, pack, suggested):
        shown(session, folder, pack, suggested)
        (event,) = noted(session, "statement accepted")

        assert (event.actor, event.subject) == ("ada", str(suggested.id))
        assert event.detail["statement"] == suggested.statement_id

    def test_keeps_what_was_typed_beside_what_was_edited(self, session, folder, pack, suggested):
        shown(session, folder, pack, suggested, draft("The last bus should leave later."))

        assert suggested.text == BUS
        assert suggested.replaced_by == suggested.statement_id
        assert statements(folder)[-1]["text"] == "The last bus should leave later."

    def test_is_refused_when_somebody_was_faster(self, session, folder, pack, suggested):
        one = prepared(folder, pack)
        decline(session, suggested=suggested, because=Because.ADVERT, actor="tom", pack=pack)
        with pytest.raises(StatementError, match="Somebody has decided"):
            accept(session, suggested=suggested, prepared=one, actor="ada")

        assert len(statements(folder)) == 1

    def test_says_when_the_folder_cannot_be_written(self, session, folder, pack, suggested):
        one = prepared(folder, pack)
        file = folder.folder / FILE
        file.unlink()
        file.mkdir()
        with pytest.raises(CannotWrite) as refused:
            accept(session, suggested=suggested, prepared=one, actor="ada")

        assert BUS in refused.value.text

    @pytest.mark.parametrize(
        ("one", "field"),
        [
            (draft(""), "text"),
            (draft(whose=""), "whose"),
            (draft("a" * 201), "text"),
            (draft("Ring 020 7946 0958 about the bus."), "text"),
            (draft("a small SURGERY knows its people"), "text"),
        ],
    )
    def test_is_refused_with_the_field_to_put_right(self, folder, pack, one, field):
        with pytest.raises(DraftRefused) as refused:
            prepared(folder, pack, one)

        assert {each.field for each in refused.value.faults} == {field}

    def test_goes_through_the_gate(self, folder, pack):
        with pytest.raises(DraftRefused) as refused:
            prepared(folder, pack, draft("BUSES FOR ALL! " + "We think and " * 10 + "think."))

        assert refused.value.faults
        assert len(statements(folder)) == 1

    def test_two_ideas_are_a_warning_only(self, pack):
        (fault,) = faults_in(draft("The bus should stay and the surgery should grow."), pack)

        assert fault.warning


class TestDeclining:
    def test_keeps_the_reason_and_the_remark(self, session, pack, suggested):
        decline(
            session,
            suggested=suggested,
            because=Because.NOT_ABOUT_THIS,
            remark="The council runs the buses.",
            actor="ada",
            pack=pack,
        )
        (event,) = noted(session, "statement declined")

        assert (suggested.status, suggested.reason) == (Standing.DECLINED, "not-about-this")
        assert suggested.remark == "The council runs the buses."
        assert event.detail["because"] == "not-about-this"

    def test_a_repeat_names_what_it_repeats(self, session, pack, suggested):
        with pytest.raises(StatementError, match="Choose which statement"):
            decline(session, suggested=suggested, because=Because.REPEATS, actor="ada", pack=pack)
        decline(
            session,
            suggested=suggested,
            because=Because.REPEATS,
            replaced_by="stay-small",
            actor="ada",
            pack=pack,
        )

        assert suggested.replaced_by == "stay-small"

    def test_a_remark_has_an_end(self, session, pack, suggested):
        with pytest.raises(StatementError, match="Make the remark shorter"):
            decline(
                session,
                suggested=suggested,
                because=Because.ADVERT,
                remark="a" * 501,
                actor="ada",
                pack=pack,
            )


class TestPuttingBack:
    def test_lets_a_declined_one_wait_again(self, session, pack, suggested):
        decline(session, suggested=suggested, because=Because.ADVERT, actor="ada", pack=pack)
        put_back(session, suggested=suggested, removal=None, actor="tom")

        assert statements_standing(
            session, consultation_slug="tiny", standing=Standing.WAITING
        ) == [suggested]
        assert (suggested.reason, suggested.decided_by) == (None, None)
        assert [each.actor for each in noted(session, "statement put back")] == ["tom"]
        with pytest.raises(StatementError, match="waiting already"):
            put_back(session, suggested=suggested, removal=None, actor="tom")

    def test_takes_one_that_was_shown_out_of_the_pack(self, session, folder, pack, suggested):
        shown(session, folder, pack, suggested)
        with one_writer(folder.content_dir, "tiny"):
            removal = prepare_removal(
                suggested.statement_id, content_dir=folder.content_dir, slug="tiny", live="none"
            )
            put_back(session, suggested=suggested, removal=removal, actor="ada")

        assert [each["id"] for each in statements(folder)] == ["stay-small"]
        assert suggested.status == Standing.WAITING

    def test_there_is_nothing_to_take_out_of_a_pack_that_an_editor_changed(self, folder, pack):
        assert (
            prepare_removal("gone", content_dir=folder.content_dir, slug="tiny", live="none")
            is None
        )


class TestHolding:
    def test_what_its_author_took_back_is_left_alone(self, session, pack):
        conversation, _ = a_conversation(session, pack)
        mine = suggest(session, pack=pack, conversation=conversation, text=BUS)
        withdraw(session, response=conversation.response)

        with pytest.raises(StatementError, match="has taken it back"):
            held(session, consultation_slug="tiny", statement_id=mine.id)

    def test_another_consultation_has_no_such_statement(self, session, suggested):
        with pytest.raises(StatementError, match="no such statement"):
            held(session, consultation_slug="other", statement_id=suggested.id)

    def test_counts_every_standing(self, session, suggested):
        counts = count_statements(session, consultation_slug="tiny")

        assert counts[Standing.WAITING] == 1
        assert counts[Standing.ACCEPTED] == 0


class TestTheLog:
    def test_has_every_statement_with_what_became_of_it(self, session, folder, pack, suggested):
        shown(session, folder, pack, suggested, draft("The last bus should leave later."))
        for text, because in ((CAKE, Because.NOT_ABOUT_THIS), ("Bob.", Because.NAMES_SOMEBODY)):
            conversation, _ = a_conversation(session, pack)
            other = suggest(session, pack=pack, conversation=conversation, text=text)
            decline(
                session, suggested=other, because=because, remark="-1+1", actor="ada", pack=pack
            )
        now = read_pack(folder.content_dir, "tiny")
        text = moderation_log(session, pack=now, actor="ada")
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        said = {row["text"]: row for row in rows}

        assert tuple(rows[0]) == COLUMNS
        assert said["A small surgery knows its people."]["is_seed"] == "yes"
        assert said["The last bus should leave later."]["is_seed"] == "no"
        assert said[BUS]["status"] == "edited"
        assert said[BUS]["replaced_by"] == suggested.statement_id
        assert said[f"'{CAKE}"]["note"] == "'-1+1"
        assert said[NOT_SHOWN]["reason"] == "names-somebody"
        assert len(rows) == 5


def test_a_group_is_known_by_its_words(pack):
    assert group_called(pack, "A carer") == "carer"
    assert group_called(pack, "A pirate") is None
    assert group_called(pack, None) is None
