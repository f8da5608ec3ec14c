"""One closed question as blocks: its base, a chart, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultations.disclosure import RULES, TOGETHER
from consultations.reporting.blocks import Bar, Bars, Block, BothWays, Bullets, Paragraph, Table
from consultations.reporting.scales import both_ways, ends_of, scale_of
from consultations.reporting.words import number, people, say, shown, who, width, with_share
from consultations.results.questions import QuestionResult
from consultations.small_numbers import ReleasedGroup
from consultations.types import Lane, QuestionKind

EVERYBODY = "everybody"


def question_blocks(
    result: QuestionResult,
    *,
    took_part: int,
    groups: Mapping[str, str],
    without: QuestionResult | None = None,
) -> tuple[Block, ...]:
    """A question in one lane: what may be shown of it, and why not more."""
    released = result.released
    base = Paragraph(base_of(result, took_part=took_part))
    if not released.answered:
        return (base,)
    notes = [
        *([say("no_longer")] if result.is_no_longer_asked else []),
        *([say("reworded")] if result.is_reworded else []),
        *([say("several")] if result.asked.kind is QuestionKind.MULTIPLE else []),
        *([say("ranking", highest=len(result.standings) - 1)] if result.standings else []),
    ]
    scale = scale_of(result)
    return (
        base,
        *([Bullets(tuple(notes))] if notes else []),
        chart_of(result),
        *([_by_group(result, scale, groups)] if scale else []),
        *([] if result.describes_people else _numbers(result, groups, without)),
    )


def base_of(result: QuestionResult, *, took_part: int) -> str:
    """How many answered, out of how many; or why nothing is shown."""
    answered = result.released.answered
    if answered is None:
        if result.lane is Lane.STAFF:
            return say("staff_waits")
        return say("too_few", smallest=RULES[result.lane].smallest)
    if not answered:
        return say("nobody")
    return say("base", answered=answered, of=took_part, who=who(result.lane))


def chart_of(result: QuestionResult) -> Bars:
    """Everybody in the lane: one bar for each choice, or for each group of people."""
    released, asked = result.released, result.asked
    if result.standings:
        most = max((each.points for each in result.standings), default=0)
        bars = [
            Bar(asked.label(each.choice), f"{number(each.points)}", width(each.points, most))
            for each in sorted(result.standings, key=lambda each: -each.points)
        ]
        return Bars(f"{asked.short}: {say('points').lower()}", tuple(bars), result.lane)
    counts: dict[str, int | None] = dict(released.totals)
    if result.describes_people:
        counts = {each.name: each.answered for each in released.groups}
    most = max((each or 0 for each in counts.values()), default=0)
    answered = released.answered or 1
    bars = [
        Bar(
            say("together") if value == TOGETHER else asked.label(value),
            say("hidden") if count is None else with_share(count, answered),
            width(count or 0, most),
        )
        for value, count in counts.items()
    ]
    return Bars(asked.short, tuple(bars), result.lane)


def _by_group(result: QuestionResult, scale: Sequence[str], names: Mapping[str, str]) -> BothWays:
    """A scale for everybody and for each group of which every number is shown."""
    released = result.released
    everybody = ReleasedGroup(EVERYBODY, released.answered, dict(released.totals))
    lines = [(say("everybody"), everybody, False)]
    lines += [
        (_name(each.name, names), each, True)
        for each in released.groups
        if None not in each.people.values() and any(each.people[choice] for choice in scale)
    ]
    labels = [result.asked.label(choice) for choice in scale]
    return BothWays(
        say("by_group", short=result.asked.short), ends_of(labels), both_ways(scale, lines)
    )


def _numbers(
    result: QuestionResult, names: Mapping[str, str], without: QuestionResult | None
) -> list[Block]:
    """The numbers as a table, and which groups are too small to stand in it.

    There is none where it would only repeat what stands beside the bars.
    """
    groups = [each for each in result.released.groups if any(_known(each))]
    small = [_name(e.name, names) for e in result.released.groups if e not in groups]
    outside = _without(result, without)
    if not (groups or outside or result.standings):
        return []
    told = Paragraph(say("left_out_groups", groups="; ".join(small)))
    return [_table(result, names, groups, outside), *([told] if small else [])]


def _known(group: ReleasedGroup) -> list[bool]:
    """For each choice of a group, whether its number is shown and says anything."""
    return [number is not None and number > 0 for number in group.people.values()]


def _table(
    result: QuestionResult,
    names: Mapping[str, str],
    groups: Sequence[ReleasedGroup],
    outside: Mapping[str, str],
) -> Table:
    """The numbers: everybody, without campaigns where there are any, then each group."""
    released = result.released
    points = {each.choice: each for each in result.standings}
    rows = []
    for choice, total in released.totals.items():
        cells = [*([number(points[choice].points)] if points else []), number(total)]
        cells += [outside.get(choice, say("hidden"))] if outside else []
        cells += [shown(each.people.get(choice)) for each in groups]
        rows.append((result.asked.label(choice), *cells))
    last = [*([""] if points else []), number(released.answered or 0)]
    last += [outside.get("", say("hidden"))] if outside else []
    last += [shown(each.answered) for each in groups]
    head = [
        say("choice"),
        *([say("points"), say("first")] if points else [say("everybody")]),
        *([say("without")] if outside else []),
        *(_name(each.name, names) for each in groups),
    ]
    rows.append((say("answered_row"), *last))
    return Table(
        f"{result.asked.text} ({people(released.answered or 0)})", tuple(head), tuple(rows)
    )


def _without(result: QuestionResult, without: QuestionResult | None) -> dict[str, str]:
    """The numbers without campaigns, where enough people are in one and outside of it.

    Staff are never split so: what they said comes in fixed tables.
    """
    if without is None or result.lane is Lane.STAFF:
        return {}
    answered, outside = result.released.answered or 0, without.released.answered or 0
    smallest = RULES[result.lane].smallest
    if outside < smallest or answered - outside < smallest:
        return {}
    totals = {each: number(count) for each, count in without.released.totals.items()}
    return {**totals, "": number(outside)}


def _name(group: str, names: Mapping[str, str]) -> str:
    if group == TOGETHER:
        return say("together")
    return names.get(group, group) or say("not_said")
