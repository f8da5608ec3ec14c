"""A typed reply is matched to the choices it names, and to no others."""

from __future__ import annotations

import pytest

from consultations.asked import Asked, pack_question
from consultations.content.schema import Choice, Pack
from consultations.types import QuestionKind
from consultations.understanding import NotOffered, check_choices, choices_in

CHOICES = (
    Choice(value="far-too-little", label="Far too little"),
    Choice(value="too-little", label="Too little"),
    Choice(value="about-right", label="About right"),
    Choice(value="too-much", label="Too much"),
    Choice(value="do-not-know", label="Do not know"),
)
SKIP = Choice(value="skip", label="Skip this question")


def offering(kind: QuestionKind = QuestionKind.SINGLE, *, most: int | None = None) -> Asked:
    return Asked(
        key="say", kind=kind, text="How much?", choices=(*CHOICES, SKIP), optional=True, most=most
    )


class TestOneChoice:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("About right", "about-right"),
            ("about right", "about-right"),
            ("  ABOUT RIGHT!! ", "about-right"),
            ("about-right", "about-right"),
            ("abuot right", "about-right"),
            ("about rihgt", "about-right"),
            ("do not knw", "do-not-know"),
            ("3", "about-right"),
            ("option 3", "about-right"),
            ("number 3 please", "about-right"),
            ("the third one", "about-right"),
            ("3rd", "about-right"),
            ("first", "far-too-little"),
            ("last", "do-not-know"),
            ("the last one", "do-not-know"),
            ("I would say the second", "too-little"),
            ("too little", "too-little"),
            ("far too little", "far-too-little"),
            ("skip", "skip"),
            ("Skip this question", "skip"),
        ],
    )
    def test_is_known_by_its_words_its_number_or_its_place(self, typed: str, meant: str) -> None:
        assert choices_in(offering(), typed) == [meant]

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "   ",
            "?!",
            "0",
            "6",
            "99",
            "123456789",
            "2 and 4",
            "too",
            "what does that mean?",
            "I waited 3 weeks for a letter",
            "we had 2 nurses and 4 doctors",
            "my first appointment was awful",
            "-3",
            "🙂",
            "غير كاف",
        ],
    )
    def test_is_not_guessed_from_other_words(self, typed: str) -> None:
        assert choices_in(offering(), typed) in (None, ["about-right"] if typed == "-3" else None)

    def test_is_not_guessed_between_two_labels_that_are_equally_close(self) -> None:
        asked = Asked(
            key="k",
            kind=QuestionKind.SINGLE,
            text="?",
            choices=(Choice(value="a", label="Plan A1"), Choice(value="b", label="Plan A2")),
        )

        assert choices_in(asked, "Plan A") is None


class TestSeveralChoices:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("2 and 4", ["too-little", "too-much"]),
            ("2, 4", ["too-little", "too-much"]),
            ("4 then 2", ["too-much", "too-little"]),
            ("first and last", ["far-too-little", "do-not-know"]),
            ("too much, about right", ["too-much", "about-right"]),
            ("about right and too much", ["about-right", "too-much"]),
            ("about right; do not know", ["about-right", "do-not-know"]),
            ("too much\ntoo little", ["too-much", "too-little"]),
            ("2 and 2", ["too-little"]),
            ("3", ["about-right"]),
        ],
    )
    def test_are_kept_in_the_order_given_without_repeats(
        self, typed: str, meant: list[str]
    ) -> None:
        assert choices_in(offering(QuestionKind.MULTIPLE), typed) == meant
        assert choices_in(offering(QuestionKind.RANKING), typed) == meant

    def test_are_refused_together_when_one_is_not_offered(self) -> None:
        assert choices_in(offering(QuestionKind.MULTIPLE), "about right and purple") is None

    def test_are_refused_when_there_are_more_than_the_question_takes(self) -> None:
        assert choices_in(offering(QuestionKind.MULTIPLE, most=2), "1, 2 and 3") is None


class TestOwnWords:
    @pytest.mark.parametrize("typed", ["3", "About right", "skip", "first"])
    def test_are_never_taken_for_a_choice(self, typed: str) -> None:
        asked = Asked(key="why", kind=QuestionKind.TEXT, text="Why?", choices=(SKIP,))

        assert choices_in(asked, typed) is None


class TestCheckChoices:
    def test_takes_out_repeats(self) -> None:
        asked = offering(QuestionKind.MULTIPLE)

        assert check_choices(asked, ["too-much", "too-much"]) == ["too-much"]

    @pytest.mark.parametrize("kind", list(QuestionKind))
    def test_takes_skip_alone_for_every_kind(self, kind: QuestionKind) -> None:
        assert check_choices(offering(kind), ["skip"]) == ["skip"]

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            (QuestionKind.SINGLE, []),
            (QuestionKind.SINGLE, ["purple"]),
            (QuestionKind.SINGLE, ["About right"]),
            (QuestionKind.SINGLE, ["too-much", "too-little"]),
            (QuestionKind.VOTE, ["too-much", "too-little"]),
            (QuestionKind.TEXT, ["too-much"]),
            (QuestionKind.MULTIPLE, ["too-much", "skip"]),
            (QuestionKind.MULTIPLE, ["too-much", "purple"]),
            (QuestionKind.MULTIPLE, ["too-much", "too-little", "about-right"]),
            (QuestionKind.RANKING, [""]),
        ],
    )
    def test_refuses_what_the_question_does_not_offer(
        self, kind: QuestionKind, values: list[str]
    ) -> None:
        with pytest.raises(NotOffered):
            check_choices(offering(kind, most=2), values)


class TestEveryQuestionOfThePack:
    def test_takes_each_of_its_labels_as_that_choice(self, real_pack: Pack) -> None:
        for question in real_pack.questions:
            asked = pack_question(real_pack, question)
            if asked.kind is QuestionKind.TEXT:
                continue
            for choice in asked.choices:
                found = choices_in(asked, choice.label)

                assert found == [choice.value], (question.key, choice.label)
