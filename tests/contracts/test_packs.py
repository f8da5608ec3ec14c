"""Every pack is complete, plain, sourced and fair to both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultations.content.loading import pack_slugs, read_pack
from consultations.content.schema import Pack, Proposal
from consultations.settings import ROOT
from consultations.types import Lane, ProposalKind
from tests.packs import REAL

CONTENT = ROOT / "content"
FEWEST_ANSWERS, FEWEST_TERMS = 60, 80
LONGEST_SENTENCE, LONGEST_PASSAGE = 20, 60
FARTHEST_APART = 0.2
# What a pack holds that nobody reads as a sentence: names, links, what people may type.
NOT_READ = {"asks", "also", "sources", "slug", "link", "email", "post", "id", "key", "value"}


@pytest.fixture(params=pack_slugs(CONTENT))
def pack(request: pytest.FixtureRequest) -> Pack:
    """Each pack that comes with the service."""
    return read_pack(CONTENT, request.param)


def passages(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text that people read, with where it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_READ:
                yield from passages(each, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value, 1):
            name = each.get("id") or each.get("key") if isinstance(each, dict) else None
            yield from passages(each, f"{place}[{name or number}]")


def sentences(passage: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.?!:])\s+", passage) if each]


class TestEveryPack:
    def test_can_answer_what_people_ask(self, pack: Pack) -> None:
        assert len(pack.answers) >= FEWEST_ANSWERS
        assert len(pack.glossary) >= FEWEST_TERMS

    def test_has_short_sentences(self, pack: Pack) -> None:
        long = [
            (place, sentence)
            for place, passage in passages(pack.model_dump(mode="json"))
            for sentence in sentences(passage)
            if len(sentence.split()) > LONGEST_SENTENCE
        ]

        assert long == []

    def test_has_short_passages(self, pack: Pack) -> None:
        long = [
            (place, len(passage.split()))
            for place, passage in passages(pack.model_dump(mode="json"))
            if len(passage.split()) > LONGEST_PASSAGE
        ]

        assert long == []

    def test_lets_people_leave_things_as_they_are(self, pack: Pack) -> None:
        kinds = [proposal.kind for proposal in pack.proposals]

        assert kinds.count(ProposalKind.AS_IS) == 1
        assert pack.options[-1].kind is ProposalKind.AS_IS

    def test_gives_both_sides_of_everything_in_equal_measure(self, pack: Pack) -> None:
        for proposal in pack.proposals:
            gains, losses = words_of(proposal, "gains"), words_of(proposal, "losses")

            assert abs(gains - losses) <= FARTHEST_APART * max(gains, losses), proposal.id

    def test_gives_as_many_gains_as_losses(self, pack: Pack) -> None:
        for proposal in pack.proposals:
            assert abs(len(proposal.gains) - len(proposal.losses)) <= 1, proposal.id

    def test_has_a_source_for_every_number(self, pack: Pack) -> None:
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

    def test_says_nothing_in_percentages(self, pack: Pack) -> None:
        for place, passage in passages(pack.model_dump(mode="json")):
            assert "%" not in passage, place


class TestWordsOfTheService:
    @pytest.mark.parametrize("name", ["words.yml", "safety.yml"])
    def test_are_short_sentences(self, name: str) -> None:
        import yaml

        said = yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))
        for place, passage in passages(said):
            if ".phrases" in place or ".unless" in place:
                continue
            for sentence in sentences(passage):
                assert len(sentence.split()) <= LONGEST_SENTENCE, (place, sentence)


def words_of(proposal: Proposal, side: str) -> int:
    return sum(len(each.point.split()) for each in getattr(proposal, side))


def test_the_real_pack_is_there() -> None:
    assert REAL in pack_slugs(Path(CONTENT))
