"""The results of the closed questions, as they may be released: the same for every reader."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.asked import Asked, pack_question
from consultations.content.schema import SKIP, Pack, Question
from consultations.disclosure import Released, release, release_sizes
from consultations.results.choices import Chosen, Standing, standings, what_was_chosen
from consultations.results.responses import count_groups
from consultations.small_numbers import Table
from consultations.types import Lane, QuestionKind

NOT_SAID = ""


class QuestionResult(NamedTuple):
    """What may be shown of one question in one lane."""

    asked: Asked
    lane: Lane
    released: Released
    standings: tuple[Standing, ...] = ()
    describes_people: bool = False


def question_results(session: Session, *, pack: Pack) -> list[QuestionResult]:
    """Every closed question of a pack, first those of the public, in the order asked."""
    sizes = count_groups(session, consultation_slug=pack.slug)
    chosen: dict[tuple[Lane, str], list[Chosen]] = defaultdict(list)
    for each in what_was_chosen(session, consultation_slug=pack.slug):
        chosen[each.lane, each.question_key].append(each)
    return [
        _result(pack, question, lane, chosen[lane, question.key], sizes[lane])
        for lane in Lane
        for question in pack.questions_for(lane)
        if question.kind is not QuestionKind.TEXT
    ]


def group_names(pack: Pack, lane: Lane) -> dict[str, str]:
    """The stakeholder groups that a lane offers, in order, with their words."""
    return {
        choice.value: choice.label
        for question in pack.questions_for(lane)
        if question.fills == "stakeholder_group"
        for choice in pack_question(pack, question).choices
        if choice.value != SKIP
    }


def _result(
    pack: Pack, question: Question, lane: Lane, chosen: Sequence[Chosen], sizes: Mapping[str, int]
) -> QuestionResult:
    asked = pack_question(pack, question)
    offered = _in_order(
        [value for value in asked.values if value != SKIP],
        (choice for each in chosen for choice in each.choices),
    )
    if question.fills:
        people = Counter(dict.fromkeys(offered, 0))
        for each in chosen:
            people[each.choices[0]] += each.people
        return QuestionResult(asked, lane, release_sizes(people, lane=lane), describes_people=True)
    groups = _in_order(list(group_names(pack, lane)), sizes)
    table = _table(chosen, offered, {group: sizes.get(group, 0) for group in groups}, question.kind)
    released = release(table, lane=lane)
    if question.kind is not QuestionKind.RANKING or not released.answered:
        return QuestionResult(asked, lane, released)
    return QuestionResult(asked, lane, released, tuple(standings(chosen, offered=offered)))


def _table(
    chosen: Sequence[Chosen], offered: Sequence[str], sizes: Mapping[str, int], kind: QuestionKind
) -> Table:
    """The numbers of one question. Of an order, only what came first is split by group."""
    several = kind is QuestionKind.MULTIPLE
    answered, people = Counter(dict.fromkeys(sizes, 0)), Counter[tuple[str, str]]()
    for each in chosen:
        answered[each.stakeholder_group] += each.people
        for choice in dict.fromkeys(each.choices if several else each.choices[:1]):
            people[choice, each.stakeholder_group] += each.people
    return Table(tuple(offered), sizes, answered, people, one_choice_each=not several)


def _in_order(offered: Sequence[str], used: Iterable[str]) -> list[str]:
    """What is offered now, then what was offered in an earlier version and used."""
    return [*offered, *sorted(set(used) - set(offered))]
