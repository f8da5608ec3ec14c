"""Codes given by hand and by respondents, the frame, and how many people raised each theme."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultations.coding.by_hand import Given, code_comment, given_by, take_back
from consultations.coding.comments import comments_of
from consultations.coding.counting import SaidBy, answers_of_theme, coded_so_far, theme_counts
from consultations.coding.frame import (
    add_theme,
    frame_of,
    merge_theme,
    put_theme,
    rename_theme,
    selected,
)
from consultations.coding.kinds import CodingError, Sentiment, Source, Standing, State
from consultations.coding.labels import labels_of
from consultations.coding.views import ViewCount
from consultations.database import utc_now
from consultations.models import Answer, AuditEvent, Coding, Removal, Response
from consultations.types import Lane
from tests.factories import a_response
from tests.setting_apart import all_released

BUS = "The bus takes an hour and I cannot drive any more."
WAIT = "I waited three weeks to be seen by anybody."
POSTS = "Two posts have been empty since the spring."


@pytest.fixture
def three(session, real_pack) -> dict[str, Answer]:
    """Three people's words: two of the public, who also said what they think, and one of staff."""
    a_response(session, real_pack, {"what-you-think": BUS, "second-view": ["for"]})
    a_response(session, real_pack, {"what-you-think": WAIT, "anything-else": BUS})
    a_response(session, real_pack, {"one-thing-to-change": POSTS}, lane=Lane.STAFF)
    all_released(session, real_pack)
    return {
        (each.question_key, each.comment): each
        for each in session.scalars(select(Answer).order_by(Answer.id))
        if each.comment
    }


@pytest.fixture
def bus(three):
    return three["what-you-think", BUS]


def code(session, pack, answer, *themes, actor="ada", sentiment=None, second=False):
    code_comment(
        session,
        pack=pack,
        answer_id=answer.id,
        themes=themes,
        sentiment=sentiment,
        actor=actor,
        second=second,
    )


def count_of(session, pack, theme_id):
    return next(each for each in theme_counts(session, pack=pack) if each.theme_id == theme_id)


def by_machine(session, pack, answer, theme, *, source=Source.MODEL, probability=0.8):
    row = Coding(
        consultation_slug=pack.slug,
        answer_id=answer.id,
        scheme="themes",
        code=theme,
        source=source,
        who=source,
        state=State.SUGGESTED,
        probability=probability,
        model_version="v1",
    )
    session.add(row)
    session.flush()
    return row


class TestCounting:
    def test_counts_people_and_not_mentions(self, session, real_pack, three):
        for answer in three.values():
            code(session, real_pack, answer, "getting-there")
        count = count_of(session, real_pack, "getting-there")

        assert (count.people, count.public, count.staff) == (3, 2, 1)
        assert (count.by_person, count.by_respondent, count.by_model) == (3, 0, 0)

    def test_says_which_view_those_people_hold(self, session, real_pack, bus):
        value = bus.response.answers
        held = next(each.choices[0] for each in value if each.question_key == "second-view")
        code(session, real_pack, bus, "getting-there")

        assert count_of(session, real_pack, "getting-there").views == (
            ViewCount("second-view", held, 1),
        )

    def test_counts_what_respondents_confirmed(self, session, real_pack):
        said = {"what-you-think": BUS, "themes": ["getting-there", "money"]}
        a_response(session, real_pack, said)
        count = count_of(session, real_pack, "money")

        assert (count.people, count.by_respondent) == (1, 1)
        assert coded_so_far(session, pack=real_pack).by_respondent == 1

    def test_counts_the_model_until_a_person_has_read_the_comment(self, session, real_pack, bus):
        row = by_machine(session, real_pack, bus, "money")
        before = count_of(session, real_pack, "money")
        code(session, real_pack, bus, "getting-there")
        after = count_of(session, real_pack, "money")

        assert (before.people, before.by_model) == (1, 1)
        assert after.people == 0
        assert row.state == State.REJECTED

    def test_never_counts_a_plug_in_until_a_person_confirms(self, session, real_pack, bus):
        by_machine(session, real_pack, bus, "money", source=Source.PLUGIN)
        before = count_of(session, real_pack, "money").people
        code(session, real_pack, bus, "money")

        assert before == 0
        assert count_of(session, real_pack, "money").by_person == 1

    def test_never_counts_a_second_coder(self, session, real_pack, bus):
        code(session, real_pack, bus, "money", actor="ben", second=True)

        assert count_of(session, real_pack, "money").people == 0
        assert coded_so_far(session, pack=real_pack).uncoded == 4

    def test_leaves_out_what_was_withdrawn_or_removed(self, session, real_pack, three):
        for answer in three.values():
            code(session, real_pack, answer, "getting-there")
        withdrawn, removed, _ = session.scalars(select(Response).order_by(Response.started_at))
        withdrawn.withdrawn_at = utc_now()
        session.add(
            Removal(
                consultation_slug=real_pack.slug, response_id=removed.id, reason="test", by="ada"
            )
        )
        session.flush()

        assert count_of(session, real_pack, "getting-there").people == 1

    @pytest.mark.parametrize("said", ["-", "N/A", " none. ", "No comment"])
    def test_a_comment_that_says_nothing_is_none(self, session, real_pack, said):
        a_response(session, real_pack, {"what-you-think": said})

        assert comments_of(session, pack=real_pack) == []

    def test_lists_the_comments_of_a_theme_the_best_known_first(self, session, real_pack, three):
        first, second = three["what-you-think", BUS], three["what-you-think", WAIT]
        by_machine(session, real_pack, first, "money")
        code(session, real_pack, second, "money")
        page = answers_of_theme(session, pack=real_pack, theme_id="money")

        assert [(each.comment.text, each.said_by) for each in page.rows] == [
            (WAIT, SaidBy.PERSON),
            (BUS, SaidBy.MODEL),
        ]


class TestByHand:
    def test_can_be_changed_and_keeps_what_was_said_before_on_record(self, session, real_pack, bus):
        code(session, real_pack, bus, "money", "change", sentiment="negative")
        code(session, real_pack, bus, "money", sentiment="mixed")
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.what == "comment coded").order_by(AuditEvent.id)
        ).all()

        assert given_by(session, answer_id=bus.id, actor="ada") == Given(
            frozenset({"money"}), Sentiment.MIXED
        )
        assert events[-1].detail["before"] == ["change", "money"]
        assert BUS not in str([each.detail for each in events])

    def test_no_theme_at_all_is_an_answer(self, session, real_pack, bus):
        code(session, real_pack, bus)

        assert coded_so_far(session, pack=real_pack).by_person == 1

    def test_taken_back_it_waits_again_and_the_model_speaks(self, session, real_pack, bus):
        row = by_machine(session, real_pack, bus, "money")
        code(session, real_pack, bus, "getting-there")
        taken = take_back(session, answer_id=bus.id, actor="ada")

        assert taken
        assert row.state == State.SUGGESTED
        assert coded_so_far(session, pack=real_pack).by_person == 0

    def test_the_last_of_two_first_readers_decides(self, session, real_pack, bus):
        code(session, real_pack, bus, "money", actor="ada")
        code(session, real_pack, bus, "change", actor="ben")

        assert count_of(session, real_pack, "money").people == 0
        assert count_of(session, real_pack, "change").by_person == 1

    @pytest.mark.parametrize(
        ("themes", "sentiment", "says"),
        [
            (["no-such-theme"], None, "One of the themes is not in the frame any more"),
            (["money"], "furious", "Choose one of the three ways"),
        ],
    )
    def test_refuses_what_is_not_offered(self, session, real_pack, bus, themes, sentiment, says):
        with pytest.raises(CodingError, match=says):
            code(session, real_pack, bus, *themes, sentiment=sentiment)

    def test_one_person_cannot_be_both_coders(self, session, real_pack, bus):
        code(session, real_pack, bus, "money")

        with pytest.raises(CodingError, match="Somebody else has to"):
            code(session, real_pack, bus, "money", second=True)


class TestFrame:
    def test_begins_with_the_themes_of_the_pack(self, session, real_pack):
        frame = frame_of(session, pack=real_pack)

        assert [each.theme_id for each in frame] == [each.id for each in real_pack.themes]
        assert selected(frame) == frame

    def test_a_theme_set_aside_is_not_counted(self, session, real_pack, bus):
        code(session, real_pack, bus, "money")
        put_theme(
            session, pack=real_pack, theme_id="money", standing=Standing.SET_ASIDE, actor="ada"
        )

        assert "money" not in {each.theme_id for each in theme_counts(session, pack=real_pack)}

    def test_people_of_merged_themes_are_counted_once(self, session, real_pack, bus):
        code(session, real_pack, bus, "money", "who-gains")
        merge_theme(session, pack=real_pack, theme_id="who-gains", into="money", actor="ada")

        assert count_of(session, real_pack, "money").people == 1

    def test_themes_are_not_merged_in_a_circle(self, session, real_pack):
        merge_theme(session, pack=real_pack, theme_id="who-gains", into="money", actor="ada")

        with pytest.raises(CodingError, match="into itself"):
            merge_theme(session, pack=real_pack, theme_id="money", into="who-gains", actor="ada")

    def test_people_add_and_rename_themes(self, session, real_pack):
        theme_id = add_theme(
            session, pack=real_pack, name="Green spaces", description="", actor="ada"
        )
        rename_theme(
            session, pack=real_pack, theme_id=theme_id, name="Gardens", description="x", actor="ada"
        )

        assert (theme_id, frame_of(session, pack=real_pack)[-1].name) == ("green-spaces", "Gardens")

    @pytest.mark.parametrize("name", ["", "  ", "money"])
    def test_a_theme_needs_a_name_of_its_own(self, session, real_pack, name):
        with pytest.raises(CodingError):
            add_theme(session, pack=real_pack, name=name, description="", actor="ada")

    def test_every_label_says_who_gave_it(self, session, real_pack, bus):
        by_machine(session, real_pack, bus, "money")
        code(session, real_pack, bus, "change")
        labels = labels_of(session, pack=real_pack)

        assert [(each.code, each.source, each.who, each.state) for each in labels] == [
            ("change", "person", "ada", "confirmed"),
            ("money", "model", "model", "rejected"),
        ]
        assert labels[1].probability == 0.8
