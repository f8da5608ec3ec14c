"""Each rule for a passage: text that breaks it, and text that does not."""

from __future__ import annotations

import pytest

from consultations.content.schema import Term
from consultations.plain import check_passages
from consultations.plain.passages import Passage, Role
from consultations.plain.rules import FILE_RULES, PACK_RULES, PASSAGE_RULES
from consultations.plain.vocabulary import Vocabulary, vocabulary_of_terms
from consultations.settings import ROOT

ALL_RULES = {**PASSAGE_RULES, **FILE_RULES, **PACK_RULES}
TERMS = (
    Term(
        term="reconfiguration",
        also=("reconfigure",),
        plain="changing which services are where",
        meaning="Reconfiguration means changing which services there are.",
    ),
    Term(
        term="primary care trust",
        also=("PCT", "PCTs"),
        plain="the body that planned local care",
        meaning="It planned local care until 2013.",
    ),
    Term(
        term="urgent care",
        plain="care needed today",
        meaning="Urgent care is care that you need soon.",
        allowed=True,
    ),
)
TEN = "We want to know what you think of this idea. "
BREAKS = [
    ("message-length", TEN * 7),
    ("paragraph-length", "You can write to us. You can call us. You can come to us. You can wait."),
    ("paragraph-length", "One is here.\nTwo is there.\nThree is not here.\nFour is not there."),
    (
        "sentence-length",
        "If you would like to tell us what you think of this idea then you can write to us or"
        " call us.",
    ),
    ("one-question", "What do you think? Who would be worse off?"),
    ("one-link", "See one.example.org or two.example.org for more."),
    (
        "reading-grade",
        "Organisational responsibilities necessitate considerable collaboration. Administrative"
        " reorganisation inevitably generates uncertainty. Participating representatives"
        " communicate institutional priorities. Accountability arrangements incorporate"
        " independent verification. Professional associations subsequently investigate"
        " alternative possibilities. Implementation occasionally disappoints. Conscientious"
        " professionals nevertheless persevere. Sustainability considerations predominate.",
    ),
    ("avoided-word", "We would reconfigure the wards."),
    ("avoided-word", "We would do this in order to save money."),
    ("avoided-word", "You can bring a friend, e.g. a carer."),
    ("avoided-word", "It commences in May, and the wards remain open."),
    ("initials", "The PCT paid for it."),
    ("initials", "The MRI scanner would move."),
    ("percentage", "About 60% of people agree."),
    ("percentage", "About 60 per cent of people agree."),
    ("persuasion", "This is an exciting plan."),
    ("persuasion", "We would transform care."),
    ("persuasion", "This would be a disastrous loss."),
    ("judging-word", "Care would be safer in one place."),
    ("judging-word", "Unfortunately the ward is small."),
    ("already-decided", "We will close the ward."),
    ("already-decided", "The two units will be moved to Riverside."),
    ("already-decided", "When the unit moves, you go by bus."),
    ("already-decided", "The new hospital will have more beds."),
    ("already-decided", "It has been decided that the ward goes."),
    ("already-decided", "Following the closure of the ward, staff would move."),
    ("already-decided", "When the unit closes, you would go by bus."),
    ("already-decided", "The ward is closing."),
    ("already-decided", "There will be fewer beds."),
    ("already-decided", "You will have to travel further."),
    ("semicolon", "We ask you; you tell us."),
    ("exclamation-mark", "Have your say!"),
    ("negative-contraction", "You can't change it."),
    ("capitals", "Please do NOT give names."),
    ("capitals", "This is an IMPORTANT idea."),
]
KEEPS = [
    ("message-length", TEN * 6),
    ("paragraph-length", "No. You can write to us. You can call us. You can come to us."),
    ("paragraph-length", "You can write to us. You can call us.\nYou can come. You can wait."),
    (
        "sentence-length",
        "If you would like to tell us what you think of this idea then you can write or call us.",
    ),
    ("sentence-length", "Births would move in A and B. Options A, B and D have fewer beds in all."),
    ("one-question", 'We ask: "Who decides?" and "When?" What would you ask?'),
    ("one-link", "Write to us@one.example.org, or see two.example.org."),
    ("reading-grade", "Rehabilitation is hard."),
    ("reading-grade", TEN * 3),
    ("avoided-word", "This is changing which services are where (reconfiguration)."),
    ("avoided-word", "Reconfiguration means that services move."),
    ("avoided-word", "You may need urgent care at night."),
    ("avoided-word", "This demonstration has nine questions."),
    ("initials", "The body that planned local care (PCT) paid. Then the PCT ended."),
    ("initials", "The NHS, your GP and both A&Es would stay. Call 999, or use the A38."),
    ("percentage", "About 6 out of 10 people agree."),
    ("persuasion", 'One doctor called it "an exciting plan".'),
    ("persuasion", "You may need glasses if your vision is poor."),
    ("judging-word", "We do not know if care would be safer."),
    ("judging-word", "In 2 of 3 places care got safer, the study found."),
    ("judging-word", "Who may be better off, and who worse?"),
    ("already-decided", "We would close the ward."),
    ("already-decided", "No ward will close."),
    ("already-decided", "Nothing has been decided."),
    ("already-decided", "The consultation will close in May."),
    ("already-decided", "The board will meet in public to decide."),
    ("already-decided", "Is the ward closing?"),
    ("already-decided", "If the board chose this, the ward would close."),
    ("already-decided", "The ward opens at 9am and closes at 5pm."),
    ("already-decided", "When the board has met, you can read what it chose."),
    ("semicolon", "We ask you. You tell us."),
    ("exclamation-mark", "Have your say."),
    ("negative-contraction", "You cannot change it. It's sent, and we'll read it."),
    ("capitals", "The NHS and your GP use BSL."),
    ("capitals", "Option A is here, and I would like it."),
]
QUESTIONS_THAT_BREAK = [
    ("leading-question", "Do you agree that one unit would improve care?"),
    ("leading-question", "Do you support the new centre?"),
    ("leading-question", "Are there convincing reasons to bring the units together?"),
    ("leading-question", "Don't you think that one unit is enough?"),
    ("leading-question", "How satisfied are you with this idea?"),
    ("leading-question", "How much would this improve your care?"),
    ("leading-question", "Why do you support this option?"),
    ("two-questions", "How safe and easy would it be?"),
    ("two-questions", "Who would be worse off, and what would help them?"),
]
QUESTIONS_THAT_KEEP = [
    ("leading-question", "Do you agree or disagree with this idea?"),
    ("leading-question", "How satisfied or dissatisfied are you with this idea?"),
    ("leading-question", "What effect would this option have on you?"),
    ("leading-question", 'Do you agree or disagree? "There are good reasons to wait."'),
    ("two-questions", "Which of nurses and doctors do you see most?"),
    ("two-questions", "Overall, are you for or against this idea?"),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocabulary_of_terms(TERMS)


def broken(passage: Passage, vocabulary: Vocabulary) -> set[str]:
    return {fault.rule for fault in check_passages([passage], vocabulary)}


@pytest.mark.parametrize(("rule", "text"), BREAKS)
def test_a_rule_sees_what_breaks_it(rule: str, text: str, vocabulary: Vocabulary) -> None:
    assert rule in broken(Passage("answers/one#short", text), vocabulary)


@pytest.mark.parametrize(("rule", "text"), KEEPS)
def test_a_rule_leaves_alone_what_keeps_to_it(rule: str, text: str, vocabulary: Vocabulary) -> None:
    passage = Passage("answers/one#short", text, sourced=True)

    assert rule not in broken(passage, vocabulary)


@pytest.mark.parametrize(("rule", "text"), QUESTIONS_THAT_BREAK)
def test_a_question_that_pushes_is_seen(rule: str, text: str, vocabulary: Vocabulary) -> None:
    passage = Passage("questions#one.text", text, Role.QUESTION)

    assert rule in broken(passage, vocabulary)


@pytest.mark.parametrize(("rule", "text"), QUESTIONS_THAT_KEEP)
def test_a_fair_question_is_left_alone(rule: str, text: str, vocabulary: Vocabulary) -> None:
    passage = Passage("questions#one.text", text, Role.QUESTION)

    assert rule not in broken(passage, vocabulary)


class TestFigures:
    @pytest.mark.parametrize("text", ["About 4,000 people go.", "1 in 6 people wait."])
    def test_need_a_source(self, text: str, vocabulary: Vocabulary) -> None:
        without = Passage("proposals/one#more", text)
        with_one = Passage("proposals/one#more", text, sourced=True)

        assert "figure-without-source" in broken(without, vocabulary)
        assert "figure-without-source" not in broken(with_one, vocabulary)

    @pytest.mark.parametrize(
        "text",
        [
            "It began on 3 May 2026 at 9am.",
            "Call 0300 496 0142, or 999.",
            "It opens from 9am to 5pm.",
            "Go by the A38 or bus 12.",
        ],
    )
    def test_that_are_dates_times_or_numbers_to_call_need_none(
        self, text: str, vocabulary: Vocabulary
    ) -> None:
        passage = Passage("proposals/one#more", text)

        assert "figure-without-source" not in broken(passage, vocabulary)

    def test_in_a_view_are_refused(self, vocabulary: Vocabulary) -> None:
        passage = Passage("statements#one", "A town of 92,000 needs an A&E.", Role.VIEW)

        assert "figure-without-source" in broken(passage, vocabulary)


class TestTheEasyVersion:
    def test_has_shorter_sentences(self, vocabulary: Vocabulary) -> None:
        text = "You can tell us what you think of this idea in a chat or on a form."
        easy = Passage("proposals/one#easy", text, Role.EASY)

        assert "sentence-length" in broken(easy, vocabulary)
        assert "sentence-length" not in broken(easy._replace(role=Role.TEXT), vocabulary)

    def test_is_easier(self, vocabulary: Vocabulary) -> None:
        text = (
            "Doctors and nurses would see you in the new centre. An ambulance would take very"
            " ill people to the other hospital. People in some villages would have further to go."
        )
        easy = Passage("proposals/one#easy", text, Role.EASY)

        assert "reading-grade" in broken(easy, vocabulary)
        assert "reading-grade" not in broken(easy._replace(role=Role.TEXT), vocabulary)


class TestWhatIsNotOpen:
    def test_may_say_what_happened(self, vocabulary: Vocabulary) -> None:
        text = "Following the closure of the ward, care got better."
        history = Passage("proposals/old#more", text, open=False)

        assert broken(history, vocabulary) == set()


def test_every_rule_has_text_that_breaks_it_and_text_that_does_not() -> None:
    shown = {rule for rule, _ in (*BREAKS, *QUESTIONS_THAT_BREAK)} | {"figure-without-source"}
    kept = {rule for rule, _ in (*KEEPS, *QUESTIONS_THAT_KEEP)} | {"figure-without-source"}

    assert shown == kept == set(PASSAGE_RULES)


class TestTheGuide:
    def test_names_every_rule(self) -> None:
        guide = (ROOT / "docs" / "plain-language.md").read_text(encoding="utf-8")

        assert [rule for rule in ALL_RULES if f"| `{rule}` |" not in guide] == []

    def test_every_rule_names_its_source(self) -> None:
        assert [
            rule for rule, check in ALL_RULES.items() if "Source" not in (check.__doc__ or "")
        ] == []
