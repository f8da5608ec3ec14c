"""A whole pack at the gate: places, files, both sides, exceptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from consultations.content.asking import Weighs
from consultations.content.proposal import Point
from consultations.content.schema import Choice, Pack, Question, RuleException, Statement
from consultations.plain import WordFault, allowed_in, check_text, check_words
from consultations.plain.exceptions import UNUSED
from consultations.plain.passages import passages_of
from consultations.plain.rules import FILE_RULES, PACK_RULES
from consultations.plain.rules.scales import side
from consultations.plain.vocabulary import OWN_LIST
from consultations.types import QuestionKind

LONG = "We would very much like to know what you think of this idea for the village surgery. "
SHORT = "We would like to know what you think. "
PASSIVE = "The ward was painted in the night. "


def with_proposal(pack: Pack, **changes: Any) -> Pack:
    """The pack with its one option changed."""
    changed = tuple(
        each.model_copy(update=changes) if each.id == "late-opening" else each
        for each in pack.proposals
    )
    return pack.model_copy(update={"proposals": changed})


def with_question(pack: Pack, *labels: str) -> Pack:
    """The pack with one more question, which offers these choices."""
    question = Question(
        key="scale",
        lanes=(),
        kind=QuestionKind.SINGLE,
        text="What do you think of it?",
        short="View",
        choices=tuple(Choice(value=str(n), label=label) for n, label in enumerate(labels)),
    )
    return pack.model_copy(update={"questions": (*pack.questions, question)})


def with_weighing(pack: Pack, *, gain: Point, loss: Point) -> Pack:
    """The pack with something to weigh before one of its questions."""
    weighs = Weighs(proposal="late-opening", gain=gain, loss=loss)
    changed = tuple(
        each.model_copy(update={"weighs": weighs}) if each.key == "why" else each
        for each in pack.questions
    )
    return pack.model_copy(update={"questions": changed})


def rules_at(pack: Pack, where: str) -> set[str]:
    return {fault.rule for fault in check_words(pack) if fault.where == where}


def point(words: int) -> Point:
    return Point(point=" ".join(["care"] * words), whose="patients")


class TestPlaces:
    def test_go_by_the_name_of_an_item_or_its_number(self, pack: Pack) -> None:
        pack = pack.model_copy(update={"statements": (Statement(id="s1", text="Yes.", whose="A"),)})

        places = {passage.where for passage in passages_of(pack)}

        assert {
            "consultation#summary",
            "consultation#dates.1.what",
            "consultation#other_ways.1",
            "proposals/late-opening#what_it_is",
            "proposals/late-opening#gains.1",
            "proposals/late-opening#gains.1.whose",
            "questions#why.text",
            "questions#evenings-matter.choices.agree",
            "statements#s1",
            "glossary#commissioning.meaning",
        } <= places

    def test_leave_out_what_nobody_reads_as_words(self, pack: Pack) -> None:
        texts = {passage.text for passage in passages_of(pack)}

        assert not texts & {"tiny", "late-opening", "single", "haveyoursay@littlevale.example.org"}
        assert not any(ask in texts for answer in pack.answers for ask in answer.asks)

    def test_are_told_with_each_fault(self, pack: Pack) -> None:
        pack = with_proposal(pack, gains=(Point(point="It is exciting.", whose="patients"),))

        found = [fault for fault in check_words(pack) if fault.rule == "persuasion"]

        assert [fault.where for fault in found] == ["proposals/late-opening#gains.1"]
        assert str(found[0]).startswith("proposals/late-opening#gains.1: 'exciting' persuades.")


class TestFiles:
    @pytest.mark.parametrize(
        ("rule", "breaks", "keeps"),
        [
            ("mean-sentence", LONG * 12, SHORT * 12),
            ("passive-voice", (PASSIVE + SHORT) * 6, (SHORT * 11 + PASSIVE) * 5),
            ("file-grade", "Organisational accountability matters considerably. " * 12, SHORT * 12),
        ],
    )
    def test_are_judged_as_a_whole(self, pack: Pack, rule: str, breaks: str, keeps: str) -> None:
        where = "proposals/late-opening.yml"

        assert rule in rules_at(with_proposal(pack, more=breaks), where)
        assert rule not in rules_at(with_proposal(pack, more=keeps), where)

    def test_of_answers_are_judged_one_by_one(self, pack: Pack, content_dir: Path) -> None:
        answers = tuple(each.model_copy(update={"more": LONG * 12}) for each in pack.answers)
        pack = pack.model_copy(update={"answers": answers})

        places = {fault.where for fault in check_words(pack, content_dir=content_dir)}

        assert "answers/hours.yml" in places

    def test_all_have_a_test_here(self) -> None:
        assert set(FILE_RULES) == {"mean-sentence", "passive-voice", "file-grade"}
        assert set(PACK_RULES) == {"balance", "even-weighing", "all-sides", "uneven-scale"}


class TestBothSides:
    def test_have_about_as_many_words(self, pack: Pack) -> None:
        uneven = with_proposal(pack, gains=(point(20),), losses=(point(15),))
        even = with_proposal(pack, gains=(point(20),), losses=(point(16),))

        assert "balance" in rules_at(uneven, "proposals/late-opening#losses")
        assert "balance" not in rules_at(even, "proposals/late-opening#losses")

    def test_have_about_as_many_words_where_they_are_weighed(self, pack: Pack) -> None:
        uneven = with_weighing(pack, gain=point(20), loss=point(15))
        even = with_weighing(pack, gain=point(15), loss=point(18))

        assert "even-weighing" in rules_at(uneven, "questions#why.weighs.loss")
        assert not any(fault.rule == "even-weighing" for fault in check_words(even))

    def test_have_about_as_many_points(self, pack: Pack) -> None:
        uneven = with_proposal(pack, gains=(point(4),) * 3, losses=(point(12),))

        assert "balance" in rules_at(uneven, "proposals/late-opening#losses")

    @pytest.mark.parametrize(
        "empty", ["None.", "Nobody", "Not applicable here.", "None known yet."]
    )
    def test_name_somebody_who_may_be_worse_off(self, pack: Pack, empty: str) -> None:
        where = "proposals/late-opening#worse_off"

        assert "all-sides" in rules_at(with_proposal(pack, worse_off=(empty,)), where)
        assert "all-sides" not in rules_at(pack, where)


class TestScales:
    @pytest.mark.parametrize(
        "labels",
        [
            ["Very good", "Good", "Fairly good", "Poor"],
            ["Strongly agree", "Agree", "Disagree", "Strongly disagree"],
            ["Better", "Much better"],
        ],
    )
    def test_that_tip_are_pointed_out(self, pack: Pack, labels: list[str]) -> None:
        found = [f for f in check_words(with_question(pack, *labels)) if f.rule == "uneven-scale"]

        assert [(fault.where, fault.warning) for fault in found] == [
            ("questions#scale.choices", True)
        ]

    @pytest.mark.parametrize(
        "labels",
        [
            ["Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree", "Do not know"],
            ["Better", "About the same", "Worse", "Some better and some worse"],
            ["Far too little", "Too little", "About right", "Too much", "Far too much"],
            ["Strongly for", "For", "Neither for nor against", "Against", "Strongly against"],
            ["A patient", "A carer", "A nurse"],
        ],
    )
    def test_that_are_even_are_left_alone(self, pack: Pack, labels: list[str]) -> None:
        assert "uneven-scale" not in {f.rule for f in check_words(with_question(pack, *labels))}

    def test_know_which_side_a_choice_is_on(self) -> None:
        assert side("Fairly uncomfortable") == "against"
        assert side("Fairly comfortable") == "for"
        assert side("Neither good nor poor") == "between"
        assert side("Do not know") is None


class TestExceptions:
    def exception(self, rule: str, where: str) -> RuleException:
        return RuleException(
            rule=rule,
            where=where,
            reason="Twelve readers were asked and all of them knew it.",
            by="A Person",
            on=date(2026, 9, 1),
        )

    def test_allow_one_rule_at_one_place(self, pack: Pack) -> None:
        exciting = with_proposal(pack, more="It is exciting; it is new.")
        allowed = exciting.model_copy(
            update={"exceptions": (self.exception("semicolon", "proposals/late-opening#more"),)}
        )

        before, after = (
            rules_at(exciting, "proposals/late-opening#more"),
            rules_at(allowed, "proposals/late-opening#more"),
        )

        assert before - after == {"semicolon"}
        assert "persuasion" in after

    def test_that_allow_nothing_are_reported(self, pack: Pack) -> None:
        stale = pack.model_copy(
            update={"exceptions": (self.exception("semicolon", "proposals/late-opening#more"),)}
        )

        found = [fault for fault in check_words(stale) if fault.rule == UNUSED]

        assert [fault.where for fault in found] == ["exceptions#1"]

    def test_are_listed_with_who_when_and_why(self, pack: Pack) -> None:
        pack = pack.model_copy(
            update={"exceptions": (self.exception("initials", "answers/x#more"),)}
        )

        assert allowed_in(pack) == [
            "Allowed at answers/x#more: initials. A Person, 1 September 2026:"
            " Twelve readers were asked and all of them knew it."
        ]


class TestCheckText:
    def test_reads_the_glossary_of_the_service(self) -> None:
        found = check_text("We would reconfigure the wards.")

        assert found == [
            WordFault(
                "avoided-word",
                "",
                "'reconfigure' is a word to avoid.",
                "Say 'changing which services are where', or explain it here:"
                " 'changing which services are where (reconfigure)'.",
            )
        ]

    def test_can_be_asked_for_some_rules_only(self) -> None:
        found = check_text("An exciting plan; have your say!", rules={"semicolon"})

        assert [fault.rule for fault in found] == ["semicolon"]

    def test_knows_the_names_in_a_pack(self, pack: Pack) -> None:
        body = "Metropolitan Administrative Authority"
        asked_by = pack.consultation.asked_by.model_copy(update={"name": body})
        consultation = pack.consultation.model_copy(update={"asked_by": asked_by})
        named = pack.model_copy(update={"consultation": consultation})
        text = f"We met the {body} and asked it for help. " * 3

        assert "reading-grade" in {fault.rule for fault in check_text(text, pack=pack)}
        assert "reading-grade" not in {fault.rule for fault in check_text(text, pack=named)}


def test_a_local_list_adds_words_and_takes_the_sting_out_of_others(
    pack: Pack, tmp_path: Path
) -> None:
    (tmp_path / "words_to_avoid.yml").write_text(
        "health: {villager: person who lives here}\nplain: {submit: ''}\n", encoding="utf-8"
    )
    pack = with_proposal(pack, more="A villager can submit a form.")

    found = check_words(pack, content_dir=tmp_path)
    said = [f.what for f in found if f.where == "proposals/late-opening#more"]

    assert said == ["'villager' is a word to avoid."]


def test_our_own_list_holds_nothing_but_text() -> None:
    own = yaml.safe_load(OWN_LIST.read_text(encoding="utf-8"))

    not_text = [
        (name, phrase)
        for name, phrases in own.items()
        if isinstance(phrases, dict)
        for phrase, instead in phrases.items()
        if not isinstance(phrase, str) or not isinstance(instead, str)
    ]
    assert not_text == []
