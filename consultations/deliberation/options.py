"""Option by option: who came to choose it, how their view had moved, what they were shown.

Staff are not in it: of them only the tables that were fixed beforehand are ever given out.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from consultations.analysis import People
from consultations.analysis.people import Coded, Mask
from consultations.asked import pack_question
from consultations.content.schema import SKIP, Pack, Proposal, Question
from consultations.deliberation.results import (
    DO_NOT_KNOW,
    Way,
    asks_why,
    moves_of,
    pairs_of,
    release_of,
    split_by,
)
from consultations.disclosure import Released
from consultations.small_numbers import Table
from consultations.types import Lane, QuestionKind


class Clear(StrEnum):
    """How somebody answered a check of what was explained."""

    AS_EXPLAINED = "as explained"
    OTHERWISE = "otherwise"
    DID_NOT_KNOW = "did not know"


class Sides(StrEnum):
    """Whether somebody was shown what may be gained and what may be lost."""

    BOTH = "both"
    NOT_BOTH = "not both"


class OptionMoves(NamedTuple):
    """One view asked for twice: which way it moved, and why, by the option chosen."""

    question: Question
    has_scale: bool
    ways: Released
    asked_why: Question | None
    why: Released | None


class ByOption(NamedTuple):
    """What is known of those of the public who chose each option. Every base is its own."""

    question: Question
    names: dict[str, str]
    moves: tuple[OptionMoves, ...]
    checks: tuple[tuple[Question, Released], ...]
    sides: Released
    weighed: tuple[tuple[Question, Proposal, Released], ...]
    """What mattered more to everybody who weighed a gain against a loss of an option."""


def by_option(people: People, pack: Pack, *, is_part: bool = False) -> ByOption | None:
    """The deliberation of the public by the option chosen; None where none is asked for."""
    asked = next((each for each in pack.questions_for(Lane.PUBLIC) if _asks_for_one(each)), None)
    if asked is None:
        return None
    known = pack_question(pack, asked)
    names = {value: known.label(value) for value in known.values if value != SKIP}
    chosen = people.answers(asked.key).firsts()
    public = people.of_lane(Lane.PUBLIC) & np.isin(
        chosen.codes, [place for place, each in enumerate(chosen.values) if each in names]
    )
    options = tuple(names)

    def split(what: Coded, mask: Mask, choices: tuple[str, ...]) -> Released:
        return split_by(what, chosen, mask & public, choices, options, Lane.PUBLIC, is_part=is_part)

    shown = people.measures["words_for"], people.measures["words_against"]
    both = ((shown[0] > 0) & (shown[1] > 0)).astype(np.int32)
    checks = [each for each in pack.questions_for(Lane.PUBLIC) if each.check is not None]
    return ByOption(
        asked,
        names,
        tuple(
            _moves(people, pack, first, again, chosen, public, options, is_part=is_part)
            for first, again, lane in pairs_of(pack)
            if lane is Lane.PUBLIC
        ),
        tuple(
            (each, split(clear, people.answers(each.key).chose, tuple(Clear)))
            for each in checks
            for clear in [_clear(people, each)]
        ),
        split(Coded((Sides.NOT_BOTH, Sides.BOTH), both), ~np.isnan(shown[0]), tuple(Sides)),
        tuple(_weighed(people, pack, is_part=is_part)),
    )


def _weighed(
    people: People, pack: Pack, *, is_part: bool
) -> Iterator[tuple[Question, Proposal, Released]]:
    nobody_apart = Coded(("",), np.zeros(people.n, dtype=np.int32))
    for each in pack.questions_for(Lane.PUBLIC):
        option = pack.proposal(each.weighs.proposal) if each.weighs else None
        if option is not None:
            said = people.answers(each.key)
            values = tuple(choice.value for choice in each.choices if choice.value != SKIP)
            mask = people.of_lane(Lane.PUBLIC) & said.chose
            yield (
                each,
                option,
                split_by(
                    said.firsts(), nobody_apart, mask, values, None, Lane.PUBLIC, is_part=is_part
                ),
            )


def _moves(
    people: People,
    pack: Pack,
    first: Question,
    again: Question,
    chosen: Coded,
    public: Mask,
    options: tuple[str, ...],
    *,
    is_part: bool,
) -> OptionMoves:
    moves = moves_of(people, first, again, Lane.PUBLIC)
    both = moves.both & public
    ways = split_by(moves.ways, chosen, both, tuple(Way), options, Lane.PUBLIC, is_part=is_part)
    asked = asks_why(pack, again, Lane.PUBLIC)
    if asked is None:
        return OptionMoves(again, bool(moves.scale), ways, None, None)
    said = people.answers(asked.key)
    gave = both & said.chose & ~moves.ways.is_(Way.SAME)
    reasons = tuple(each.value for each in asked.choices if each.value != SKIP)
    sizes = chosen.counts(gave)
    answered = {option: sizes.get(option, 0) for option in options}
    cells = {
        (reason, option): number
        for reason in reasons
        for option, number in chosen.counts(gave & said.chosen(reason)).items()
    }
    table = Table(reasons, answered, answered, cells, one_choice_each=False)
    why = release_of(table, Lane.PUBLIC, is_part=is_part)
    return OptionMoves(again, bool(moves.scale), ways, asked, why)


def _clear(people: People, question: Question) -> Coded:
    said = people.answers(question.key).firsts()
    right = question.check.right if question.check else ""
    to = [
        tuple(Clear).index(
            Clear.AS_EXPLAINED
            if value == right
            else Clear.DID_NOT_KNOW
            if value == DO_NOT_KNOW
            else Clear.OTHERWISE
        )
        for value in said.values
    ]
    return Coded(tuple(Clear), np.array(to, dtype=np.int32)[said.codes])


def _asks_for_one(question: Question) -> bool:
    return question.choices_from == "options" and question.kind is QuestionKind.SINGLE
