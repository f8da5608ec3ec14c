"""The results of the closed questions, as they may be released: the same for every reader."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.asked import Asked, pack_question
from consultations.campaigns.apart import as_part
from consultations.content.schema import SKIP, Pack, Question
from consultations.disclosure import Released, release, release_sizes
from consultations.earlier import (
    Way,
    earlier_packs,
    is_reworded,
    no_longer_asked,
    with_earlier_choices,
)
from consultations.releases.declaring import SIZES, table_key
from consultations.releases.inside import people_in_batches
from consultations.releases.ledger import Entry, ledger_stands_at, read_ledger
from consultations.releases.showing import roles_given, sizes_given, views_given
from consultations.results.choices import Chosen, Standing, standings, what_was_chosen
from consultations.results.looking import USUAL, Looking, names_of
from consultations.results.responses import count_groups
from consultations.settings import settings
from consultations.small_numbers import Table, rounded
from consultations.types import Lane, QuestionKind

NOT_SAID = ""
WAYS_OF_LOOKING_KEPT = 16
_kept: dict[tuple[str, str], tuple[People, dict[tuple[object, ...], list[QuestionResult]]]] = {}
_lock = threading.Lock()


class QuestionResult(NamedTuple):
    """What may be shown of one question in one lane."""

    asked: Asked
    lane: Lane
    released: Released
    standings: tuple[Standing, ...] = ()
    describes_people: bool = False
    is_no_longer_asked: bool = False
    is_reworded: bool = False


def question_results(
    session: Session, *, pack: Pack, looking: Looking = USUAL
) -> list[QuestionResult]:
    """Every closed question of a pack, first those of the public, in the order asked.

    After those of each lane come the ones that it is no longer asked and that somebody answered.
    ``looking`` says whose answers of the public are shown, and by what they are told apart. It
    never applies to staff: what they said is shown as it was given out in the last batch.
    It is worked out once for a state of the answers and kept until that changes.
    """
    people = people_in_batches(session, pack=pack)
    earlier = earlier_packs(session, pack=pack)
    batches = ledger_stands_at(session, pack.slug)
    key = (pack.version, tuple(each.version for each in earlier), batches, looking)
    with _lock:
        where = (settings().database_url, pack.slug)
        known = _kept.get(where)
        if known is None or known[0] is not people or len(known[1]) >= WAYS_OF_LOOKING_KEPT:
            known = _kept[where] = (people, {})
    if key not in known[1]:
        staff = read_ledger(session, consultation_slug=pack.slug)
        known[1][key] = _worked_out(people, pack, earlier, staff, looking)
    return list(known[1][key])


def _worked_out(
    people: People, pack: Pack, earlier: Sequence[Pack], staff: Sequence[Entry], looking: Looking
) -> list[QuestionResult]:
    among, split = looking.among(people), looking.told_apart(people)
    sizes = count_groups(people, among, split)
    names = list(names_of(pack, looking.split))
    versions = {each.version: each for each in (*earlier, pack)}
    chosen: dict[Way, list[Chosen]] = defaultdict(list)
    for each in what_was_chosen(people, among=among, split=split):
        asked_in = versions.get(each.content_version, pack).question(each.question_key)
        if asked_in is not None:
            chosen[each.lane, each.question_key, asked_in.kind].append(each)
    over = no_longer_asked(pack, earlier)
    results = []
    for lane in Lane:
        for question in pack.questions_for(lane):
            if question.kind is not QuestionKind.TEXT:
                said = chosen[lane, question.key, question.kind]
                results.append(
                    _result(pack, question, lane, said, sizes[lane], earlier, staff, names)
                )
        for gone in over:
            said = chosen[gone.lane, gone.question.key, gone.question.kind]
            if gone.lane is lane and said:
                one = _result(
                    gone.pack, gone.question, lane, said, sizes[lane], earlier, staff, names
                )
                results.append(one._replace(is_no_longer_asked=True))
    return results if among is None else [_of_some(each, looking) for each in results]


def group_names(pack: Pack, lane: Lane, earlier: Sequence[Pack] = ()) -> dict[str, str]:
    """The stakeholder groups that a lane offers, in order, with their words.

    Those that only earlier versions offered come last, and say so.
    """
    names: dict[str, str] = {}
    for each in (pack, *earlier):
        for question in each.questions_for(lane):
            if question.fills == "stakeholder_group":
                for choice in with_earlier_choices(each, question, earlier).choices:
                    names.setdefault(choice.value, choice.label)
    names.pop(SKIP, None)
    return names


def _result(
    pack: Pack,
    question: Question,
    lane: Lane,
    chosen: Sequence[Chosen],
    sizes: Mapping[str, int],
    earlier: Sequence[Pack],
    staff: Sequence[Entry],
    names: Sequence[str],
) -> QuestionResult:
    asked = with_earlier_choices(pack, question, earlier)
    reworded = is_reworded(pack, question, earlier)
    if lane is Lane.STAFF:
        given = _given(question, staff)
        about = bool(question.fills)
        return QuestionResult(asked, lane, given, (), about, is_reworded=reworded)
    offered = _in_order(
        [value for value in pack_question(pack, question).values if value != SKIP],
        (choice for each in chosen for choice in each.choices),
    )
    if question.fills:
        people = Counter(dict.fromkeys(offered, 0))
        for each in chosen:
            people[each.choices[0]] += each.people
        released = release_sizes(people, lane=lane)
        return QuestionResult(asked, lane, released, (), True, is_reworded=reworded)
    groups = _in_order(names, sizes)
    table = _table(chosen, offered, {group: sizes.get(group, 0) for group in groups}, question.kind)
    released = release(table, lane=lane)
    if question.kind is not QuestionKind.RANKING or not released.answered:
        return QuestionResult(asked, lane, released, is_reworded=reworded)
    orders = tuple(standings(chosen, offered=offered))
    return QuestionResult(asked, lane, released, orders, is_reworded=reworded)


def _of_some(result: QuestionResult, looking: Looking) -> QuestionResult:
    """The same of a part of the public, whose totals are those of a group."""
    if result.lane is Lane.STAFF:
        return result
    released = as_part(result.released, is_small=looking.is_small)
    orders = tuple(
        each._replace(points=rounded(each.points), first_places=rounded(each.first_places))
        for each in result.standings
        if not released.hidden
    )
    return result._replace(released=released, standings=orders)


def _given(question: Question, staff: Sequence[Entry]) -> Released:
    """What was given out last of one question to staff."""
    if question.fills == SIZES:
        return roles_given(staff)
    key = table_key(question.key, question.kind)
    return sizes_given(staff, key) if question.fills else views_given(staff, key)


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
