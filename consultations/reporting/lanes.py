"""The chapter of a lane: every closed question of which something may be shown, then the others."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.reporting.blocks import Block, Bullets, Paragraph, Section
from consultations.reporting.closed import question_blocks
from consultations.reporting.gathered import Gathered
from consultations.reporting.words import say
from consultations.results.questions import QuestionResult, group_names
from consultations.types import Lane, QuestionKind


def lane_section(known: Gathered, lane: Lane) -> Section:
    """What one lane answered. Questions without a figure are listed, and get no heading."""
    heading = say("lane_staff" if lane is Lane.STAFF else "lane_public")
    opening: list[Block] = [Paragraph(say("self_selected"))]
    if lane is Lane.STAFF:
        opening = [Paragraph(say("lane_staff_what")), Paragraph(say("staff_small")), *opening]
    results = [each for each in known.results_of(lane) if each.asked.kind is not QuestionKind.VOTE]
    told = [each for each in results if each.released.answered]
    if not results:
        opening.append(Paragraph(say("lane_none")))
    elif not told and lane is Lane.STAFF:
        opening.append(Paragraph(say("waits_all")))
    else:
        opening += _without_figure(lane, results)
    return Section(
        f"lane-{lane}", heading, tuple(opening), tuple(_question(known, each) for each in told)
    )


def _question(known: Gathered, result: QuestionResult) -> Section:
    """One question with its figures, and without those of campaigns where there are any."""
    lane, key = result.lane, result.asked.key
    without = {(each.lane, each.asked.key): each for each in known.without_campaigns}
    return Section(
        f"{lane}-{key}{'-before' if result.is_no_longer_asked else ''}",
        result.asked.text,
        question_blocks(
            result,
            took_part=known.took_part[lane],
            groups=group_names(known.pack, lane),
            without=without.get((lane, key)),
        ),
    )


def _without_figure(lane: Lane, results: Sequence[QuestionResult]) -> list[Block]:
    """The questions of which nothing can be shown, by the reason for it."""
    hidden = tuple(each.asked.text for each in results if each.released.answered is None)
    empty = tuple(each.asked.text for each in results if each.released.answered == 0)
    why = "waits_some" if lane is Lane.STAFF else "too_few_some"
    blocks: list[Block] = []
    if hidden:
        blocks += [Paragraph(say(why)), Bullets(hidden)]
    if empty:
        blocks += [Paragraph(say("nobody_some")), Bullets(empty)]
    return blocks
