"""Every pack is complete, plain, sourced and fair to both sides, and so are the service's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from consultations.content.loading import pack_slugs, read_pack
from consultations.content.schema import Pack
from consultations.plain import Passage, WordFault, check_passages, check_words
from consultations.plain.figures import figures_of_pack
from consultations.plain.vocabulary import vocabulary_without_pack
from consultations.settings import ROOT
from consultations.types import Lane, ProposalKind
from tests.contracts.project import DOMAIN

CONTENT = ROOT / "content"
FEWEST_ANSWERS, FEWEST_TERMS = 60, 80
HIGHEST_GRADE = 6
FEWEST_EASY_ANSWERS = 10
# What stands in the service's files and is never said: names of things, what people may type.
NOT_SAID = {"phrases", "unless", "id", "asks", "where", "check_by", "reviewed_by", "no"}
PLACE = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module", params=pack_slugs(CONTENT))
def pack(request: pytest.FixtureRequest) -> Pack:
    """Each pack that comes with the service."""
    return read_pack(CONTENT, request.param)


class TestEveryPack:
    def test_passes_the_gate(self, pack: Pack) -> None:
        found = check_words(pack, content_dir=CONTENT)

        assert [str(fault) for fault in found if not fault.warning] == []

    def test_has_a_reading_grade_under_six(self, pack: Pack) -> None:
        figures = figures_of_pack(pack)

        assert figures.grade_as_is < HIGHEST_GRADE
        assert figures.longest_sentence <= 20

    def test_can_answer_what_people_ask(self, pack: Pack) -> None:
        assert len(pack.answers) >= FEWEST_ANSWERS
        assert len(pack.glossary) >= FEWEST_TERMS

    def test_says_every_option_in_easy_words_too(self, pack: Pack) -> None:
        assert [each.id for each in pack.options if not each.easy] == []

    def test_says_what_is_asked_most_in_easy_words_too(self, pack: Pack) -> None:
        assert sum(1 for each in pack.answers if each.easy) >= FEWEST_EASY_ANSWERS

    def test_says_who_has_which_duty_and_since_when(self, pack: Pack) -> None:
        roles = {body.role for body in pack.consultation.bodies}

        assert {"asks", "decides", "checks"} <= roles
        assert any(body.duties for body in pack.consultation.bodies)

    def test_lets_people_leave_things_as_they_are(self, pack: Pack) -> None:
        kinds = [proposal.kind for proposal in pack.proposals]

        assert kinds.count(ProposalKind.AS_IS) == 1
        assert pack.options[-1].kind is ProposalKind.AS_IS

    def test_has_a_source_for_every_answer_and_every_number_of_a_side(self, pack: Pack) -> None:
        for answer in pack.answers:
            assert answer.sources, answer.id
        for proposal in pack.proposals:
            for point in (*proposal.gains, *proposal.losses):
                assert point.sources or not re.search(r"\d", point.point), (proposal.id, point)

    def test_can_ask_each_lane_something_it_must_answer_and_something_it_may(
        self, pack: Pack
    ) -> None:
        for lane in (Lane.PUBLIC, Lane.STAFF):
            optional = {question.optional for question in pack.questions_for(lane)}

            assert optional == {True, False}, lane

    def test_asks_no_one_for_what_would_identify_them(self, pack: Pack) -> None:
        asks_for = re.compile(r"\b(your name|date of birth|nhs number|postcode|email|phone)\b")
        for question in pack.questions:
            assert not asks_for.search(question.text.casefold()), question.key


class TestWordsOfTheService:
    """They pass the same gate: words, safety cards, common answers, and the replies of the bot."""

    @pytest.mark.parametrize(
        "file",
        [
            *(CONTENT / name for name in ("words.yml", "safety.yml", "common-questions.yml")),
            *sorted(DOMAIN.glob("*.yml")),
        ],
        ids=lambda file: file.name,
    )
    def test_pass_the_gate(self, file: Path) -> None:
        passages = [
            Passage(f"{file.name}#{place}", PLACE.sub("this", text), sourced=True)
            for place, text in said_in(file)
        ]
        found = check_passages(passages, vocabulary_without_pack(CONTENT))

        assert [str(fault) for fault in found if not fault.warning] == []


def said_in(file: Path) -> Iterator[tuple[str, str]]:
    """What a file of the service says to people, with its place."""
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    if file.parent == DOMAIN:
        for name, variants in (said.get("responses") or {}).items():
            yield from ((name, variant["text"]) for variant in variants)
    else:
        yield from _texts(said, "")


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place.lstrip("."), value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_SAID:
                yield from _texts(each, f"{place}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _texts(each, f"{place}.{number}")


def test_the_gate_would_have_stopped_the_papers_that_people_complained_of() -> None:
    paper = (
        "Our exciting vision will transform acute care; stakeholders told the CCG that 94% of"
        " admissions are avoidable, and the new hospital will deliver seamless pathways!"
    )
    found: list[WordFault] = list(
        check_passages([Passage("paper", paper)], vocabulary_without_pack(CONTENT))
    )

    assert {fault.rule for fault in found} >= {
        "sentence-length",
        "avoided-word",
        "initials",
        "percentage",
        "persuasion",
        "already-decided",
        "semicolon",
        "exclamation-mark",
    }
