"""When questions are due, which ask the same, and how an answer gets into its file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from consultations.cleaning import clean_text
from consultations.content.loading import ContentError, read_pack
from consultations.models import AskedQuestion
from consultations.queue.alike import is_misspelt, put_together
from consultations.queue.answer_file import (
    FILE,
    CannotWrite,
    Prepared,
    as_yaml,
    one_writer,
    prepare,
)
from consultations.queue.draft import Draft, DraftRefused, faults_in, new_id
from consultations.queue.due import due_of, first_due, working_days_after

SLUG = "tiny"
GOOD = Draft(
    question="Will there be a bus?",
    other_ways=("is there going to be a bus",),
    short="No new bus is planned.",
    source="rota",
    where="Page 5",
)
LONG = "One " + "word and " * 20 + "more."


def draft(**changes) -> Draft:
    return Draft(**{**vars(GOOD), **changes})


def add(content_dir, one: Draft) -> Prepared:
    with one_writer(content_dir, SLUG):
        live = read_pack(content_dir, SLUG).version
        prepared = prepare(one, content_dir=content_dir, slug=SLUG, live=live)
        prepared.write()
    return prepared


class TestDueDates:
    @pytest.mark.parametrize(
        ("start", "days", "due"),
        [
            (date(2026, 9, 7), 1, date(2026, 9, 8)),
            (date(2026, 9, 11), 1, date(2026, 9, 14)),
            (date(2026, 9, 12), 1, date(2026, 9, 14)),
            (date(2026, 9, 7), 10, date(2026, 9, 21)),
            (date(2026, 9, 7), 0, date(2026, 9, 7)),
        ],
    )
    def test_leave_out_weekends(self, start, days, due):
        assert working_days_after(start, days) == due

    def test_are_two_weeks_on_unless_somebody_sets_another(self):
        question = AskedQuestion(asked_on=date(2026, 9, 7))
        assert due_of(question) == first_due(date(2026, 9, 7)) == date(2026, 9, 21)

        question.due_on = date(2026, 9, 9)
        assert due_of(question) == date(2026, 9, 9)


class TestAlike:
    def test_the_same_question_in_other_words_stands_together(self, real_pack):
        asked = [
            "Will there be a bus to the new centre?",
            "is there going to be a bus",
            "Is there wheelchair access?",
            "will there be a bus to the new center ?",
            "is it wheelchair accessible",
            "Will nurses lose their jobs?",
        ]
        groups = put_together(real_pack, [AskedQuestion(text=text) for text in asked])

        assert [[each.text for each in group] for group in groups] == [
            [asked[0], asked[1], asked[3]],
            [asked[2], asked[4]],
            [asked[5]],
        ]

    def test_only_what_is_misspelt_is_taken_for_the_same(self):
        assert is_misspelt("Will there be a bus?", "will their be a buss")
        assert not is_misspelt("Will there be a bus?", "is there going to be a bus")

    def test_nothing_at_all_is_no_group(self, pack):
        assert put_together(pack, []) == []


class TestFaults:
    def test_there_are_none_in_a_plain_answer(self, pack):
        assert [each for each in faults_in(GOOD, pack) if not each.warning] == []

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"question": ""}, "question"),
            ({"short": ""}, "short"),
            ({"source": ""}, "source"),
            ({"source": "nowhere"}, "source"),
            ({"where": ""}, "where"),
            ({"proposal": "nothing"}, "proposal"),
            ({"question": "is there parking at the surgery"}, "question"),
            ({"question": "Can I ring 020 7946 0958?"}, "question"),
            ({"other_ways": ("ring me on 020 7946 0958",)}, "other_ways"),
            ({"other_ways": ("bus " * 60,)}, "other_ways"),
            ({"short": LONG}, "short"),
            ({"more": LONG}, "more"),
        ],
    )
    def test_stand_beside_their_field_with_advice(self, pack, changes, field):
        stops = [each for each in faults_in(draft(**changes), pack) if not each.warning]

        assert {each.field for each in stops} == {field}
        assert all(each.advice for each in stops)

    def test_a_new_id_is_taken_by_no_other_answer(self, pack):
        assert new_id(pack, "Will there be a bus?") == "asked-will-there-be-a-bus"
        assert new_id(pack, "؟؟؟") == "asked-question"
        taken = pack.answers[0].model_copy(update={"id": "asked-will-there-be-a-bus"})
        fuller = pack.model_copy(update={"answers": (*pack.answers, taken)})
        assert new_id(fuller, "Will there be a bus?") == "asked-will-there-be-a-bus-2"


class TestAnswerFile:
    def test_an_answer_is_in_the_pack_as_it_was_written(self, own_content_dir):
        more = draft(more="One line.\n\nAnother: “line”.", proposal="as-is", not_known_yet=True)
        prepared = add(own_content_dir, more)
        answer = read_pack(own_content_dir, SLUG).answer("asked-will-there-be-a-bus")

        assert answer == prepared.answer
        assert answer.asks == ("Will there be a bus?", "is there going to be a bus")
        assert (answer.more, answer.proposal, answer.not_known_yet) == (more.more, "as-is", True)
        assert [(each.id, each.where) for each in answer.sources] == [("rota", "Page 5")]
        assert read_pack(own_content_dir, SLUG).version == prepared.pack.version

    def test_comments_of_editors_stay(self, own_content_dir):
        add(own_content_dir, GOOD)
        file = own_content_dir / SLUG / FILE
        edited = f"# Checked by Maria\n{file.read_text()}\n# And by Tom\n"
        file.write_text(edited)
        add(own_content_dir, draft(question="Will there be a tram?"))

        assert file.read_text().startswith(edited.rstrip())
        assert len(yaml.safe_load(file.read_text())) == 2

    def test_a_file_written_another_way_is_written_anew(self, own_content_dir):
        file = own_content_dir / SLUG / FILE
        row = GOOD.as_written("asked-before") | {"asks": ["Asked before?"]}
        file.write_text(f"# By hand\n{yaml.safe_dump([row], default_flow_style=True)}")
        add(own_content_dir, GOOD)

        assert file.read_text().startswith("# By hand\n")
        assert [each["id"] for each in yaml.safe_load(file.read_text())] == [
            "asked-before",
            "asked-will-there-be-a-bus",
        ]

    def test_a_bad_answer_never_reaches_the_pack(self, own_content_dir):
        with pytest.raises(DraftRefused) as refused:
            add(own_content_dir, draft(short=LONG))

        assert {each.field for each in refused.value.faults if not each.warning} == {"short"}
        assert not (own_content_dir / SLUG / FILE).exists()

    def test_what_is_wrong_elsewhere_is_named(self, own_content_dir):
        (own_content_dir / SLUG / "answers" / "hours.yml").write_text("- id: [")

        with pytest.raises(ContentError, match=r"hours\.yml"):
            add(own_content_dir, GOOD)

    def test_edits_that_are_not_plain_do_not_go_out_with_it(self, own_content_dir):
        live = read_pack(own_content_dir, SLUG).version
        edited = own_content_dir / SLUG / "answers" / "edited.yml"
        edited.write_text(as_yaml([draft(short=LONG).as_written("edited")]))

        with (
            one_writer(own_content_dir, SLUG),
            pytest.raises(ContentError, match="Something else in the pack"),
        ):
            prepare(draft(question="A tram?"), content_dir=own_content_dir, slug=SLUG, live=live)

    def test_a_draft_of_a_pack_is_left_alone(self, own_content_dir):
        with (
            one_writer(own_content_dir, "draft"),
            pytest.raises(ContentError, match="This pack is a draft"),
        ):
            prepare(GOOD, content_dir=own_content_dir, slug="draft", live="none")

    def test_two_at_once_lose_nothing(self, own_content_dir):
        questions = [f"Will bus number {n} come?" for n in range(6)]
        with ThreadPoolExecutor(6) as people:
            list(people.map(lambda each: add(own_content_dir, draft(question=each)), questions))

        rows = yaml.safe_load((own_content_dir / SLUG / FILE).read_text())
        assert sorted(each["asks"][0] for each in rows) == questions

    def test_a_folder_that_cannot_be_written_gives_the_lines_to_paste(self, own_content_dir):
        with one_writer(own_content_dir, SLUG):
            live = read_pack(own_content_dir, SLUG).version
            prepared = prepare(GOOD, content_dir=own_content_dir, slug=SLUG, live=live)
            (own_content_dir / SLUG / "answers" / ".asked-by-people.part").mkdir()
            with pytest.raises(CannotWrite) as refused:
                prepared.write()

        assert yaml.safe_load(refused.value.text) == [GOOD.as_written(prepared.answer.id)]
        assert not (own_content_dir / SLUG / FILE).exists()

    @given(st.text(min_size=1), st.text(min_size=1))
    @example("- a: b", "# x")
    @example("\u2028", "a\u2029b")
    @example("null", "'\u0085: \ufeff")
    def test_any_text_comes_back_from_yaml_as_it_was(self, question, short):
        typed = draft(question=clean_text(question), short=clean_text(short))
        row = typed.as_written("asked")

        assert yaml.safe_load(as_yaml([row])) == [row]
