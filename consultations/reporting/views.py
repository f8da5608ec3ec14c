"""Views before and after reading, and statements that people agree on across groups."""

from __future__ import annotations

from collections import Counter

from consultations.asked import pack_question
from consultations.content.schema import SKIP, Question
from consultations.deliberation.statements import AGREE, DISAGREE, PASS
from consultations.disclosure import release
from consultations.reporting.blocks import Block, Paragraph, Section, Table
from consultations.reporting.gathered import Gathered
from consultations.reporting.words import number, say, shown
from consultations.small_numbers import Table as Counted
from consultations.types import Lane


def moved_section(known: Gathered) -> Section:
    """For each view that was asked for twice: who gave which answer before and after."""
    twice = [each for each in known.pack.questions if each.again and Lane.PUBLIC in each.lanes]
    blocks: list[Block] = [Paragraph(say("moved_what"))]
    for question in twice:
        blocks += _moved(known, question)
    if not twice:
        blocks = [Paragraph(say("moved_none"))]
    return Section("moved", say("moved"), tuple(blocks))


def _moved(known: Gathered, question: Question) -> list[Block]:
    """The flow from the first to the second view, as it may be shown."""
    public = known.people.of_lane(Lane.PUBLIC)
    before = known.people.answers(question.again or "")
    after = known.people.answers(question.key)
    asked = pack_question(known.pack, question)
    values = [each for each in asked.values if each != SKIP]
    cells: Counter[tuple[str, str]] = Counter()
    sizes = Counter(dict.fromkeys(values, 0))
    for first in values:
        for second in values:
            both = int((before.chosen(first) & after.chosen(second) & public).sum())
            cells[second, first] = both
            sizes[first] += both
    released = release(Counted(tuple(values), sizes, sizes, cells), lane=Lane.PUBLIC)
    if not released.answered:
        return [Paragraph(say("moved_few"))]
    same = sum(cells[value, value] for value in values)
    said = Paragraph(say("moved_share", moved=released.answered - same, both=released.answered))
    if not released.groups:
        return [said]
    head = (say("moved_head"), *(asked.label(each) for each in values), say("people"))
    rows = tuple(
        (
            asked.label(group.name),
            *(shown(group.people[value]) for value in values),
            shown(group.answered),
        )
        for group in released.groups
    )
    total = (
        say("everybody"),
        *(number(released.totals[value]) for value in values),
        number(released.answered),
    )
    return [said, Table(question.text, head, (*rows, total))]


def statements_section(known: Gathered) -> Section:
    """Every statement with its votes: those that all groups support first."""
    voted = [each for each in known.statements if each.seen]
    if not voted:
        return Section("statements", say("statements"), (Paragraph(say("statements_none")),))

    def support(place: int) -> tuple[float, float]:
        each = voted[place]
        least = each.least(AGREE)
        return (-(least.share(AGREE) if least else -1.0), -each.share(AGREE))

    rows = []
    for place in sorted(range(len(voted)), key=support):
        each = voted[place]
        least = each.least(AGREE) if len(each.counted) > 1 else None
        rows.append(
            (
                f"“{each.text}”",
                number(each.votes[AGREE]),
                number(each.votes[DISAGREE]),
                number(each.votes[PASS]),
                f"{100 * least.share(AGREE):.0f}%" if least else say("lowest_none"),
            )
        )
    head = tuple(say(each) for each in ("statement", "agree", "disagree", "pass", "lowest"))
    blocks = (Paragraph(say("statements_what")), Table(say("statements"), head, tuple(rows)))
    return Section("statements", say("statements"), blocks)
