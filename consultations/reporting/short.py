"""The short part, of about two pages: what was asked, who answered, what they said, what it cannot
tell."""

from __future__ import annotations

from consultations.ledger.themes import LedgerTheme
from consultations.reporting.blocks import Bar, Bars, Block, Bullets, Paragraph, Section, Table
from consultations.reporting.closed import base_of, chart_of
from consultations.reporting.gathered import Gathered
from consultations.reporting.words import day, lane_name, number, people, say, shown, width
from consultations.results.questions import QuestionResult
from consultations.types import ConsultationStatus, Lane, QuestionKind

MOST_THEMES = 5


def short_part(known: Gathered) -> Section:
    """What everybody should read, before the rest."""
    sections = (_asked(known), _who(known), _said(known), cannot_tell(known))
    return Section("short", say("part_short"), (), sections)


def accounting_table(known: Gathered) -> Table:
    """Received, set apart with the reason, taken back, counted."""
    made = known.facts.accounting
    rows = [
        (say("received"), number(made.received)),
        *((f"{say('removed')}: {reason}", number(count)) for reason, count in made.removed),
        *([] if made.removed else [(say("removed"), "0")]),
        (say("withdrawn"), number(made.withdrawn)),
        (say("analysed"), number(made.analysed)),
    ]
    head = (say("accounting_head"), say("responses_head"))
    return Table(say("accounting"), head, tuple(rows))


def theme_bars(known: Gathered, lane: Lane, *, most: int | None = None) -> Bars:
    """How many people of one lane raised each theme, as it may be shown."""
    numbers = known.numbers[lane].people
    order = sorted(numbers, key=lambda theme: -(numbers[theme] or 0))[:most]
    names = {each.theme_id: each.raised.name for each in known.facts.ledger.themes}
    largest = max((numbers[each] or 0 for each in order), default=0)
    bars = (
        Bar(
            names[each],
            say("hidden") if numbers[each] is None else people(numbers[each] or 0),
            width(numbers[each] or 0, largest),
        )
        for each in order
    )
    return Bars(f"{say('said_themes')} {lane_name(lane)}", tuple(bars), lane)


def _asked(known: Gathered) -> Section:
    about = known.pack.consultation
    decided = known.facts.last(ConsultationStatus.DECIDED)
    closed = known.facts.last(ConsultationStatus.CLOSED) or about.closes
    blocks: list[Block] = [
        Paragraph(say("asked_by", body=about.asked_by.name, title=about.title)),
        Paragraph(about.summary),
        Paragraph(say("asked_until", opens=day(about.opens), closes=day(closed))),
        Paragraph(say("asked_options")),
        Bullets(tuple(f"{each.title}. {each.in_one_line}" for each in known.pack.options)),
        Paragraph(say("decided", when=day(decided)) if decided else about.nothing_decided),
    ]
    return Section("asked", say("asked"), tuple(blocks))


def _who(known: Gathered) -> Section:
    if not known.people.n:
        return Section("who", say("who"), (Paragraph(say("who_none")), accounting_table(known)))
    said = say(
        "who_all",
        all=known.people.n,
        public=known.took_part[Lane.PUBLIC],
        staff=known.took_part[Lane.STAFF],
    )
    if Lane.STAFF in known.pack.consultation.lanes:
        said = f"{said} {say('who_staff')}"
    return Section("who", say("who"), (Paragraph(said), accounting_table(known)))


def _said(known: Gathered) -> Section:
    blocks: list[Block] = [
        theme_bars(known, lane, most=MOST_THEMES)
        for lane in known.numbers
        if any(known.numbers[lane].people.values())
    ] or [Paragraph(say("said_no_themes"))]
    for result in _headlines(known):
        blocks.append(Paragraph(f"{lane_name(result.lane)}: {result.asked.text}"))
        blocks.append(Paragraph(base_of(result, took_part=known.took_part[result.lane])))
        blocks += [chart_of(result)] if result.released.answered else []
    return Section("said", say("said"), tuple(blocks))


def _headlines(known: Gathered) -> list[QuestionResult]:
    """The choice between the ideas, in each lane that was asked for it."""
    keys = {
        each.key
        for each in known.pack.questions
        if each.choices_from == "options" and each.kind is QuestionKind.SINGLE
    }
    return [
        each for each in known.results if each.asked.key in keys and not each.is_no_longer_asked
    ]


def cannot_tell(known: Gathered) -> Section:
    """What nobody may read out of this."""
    so_far = known.facts.coded
    items = [
        say("self_selected"),
        say("no_vote"),
        say("unchecked"),
        say("staff_small"),
        *([say("machine", number=so_far.by_model)] if so_far.by_model else []),
        *([say("uncoded", number=so_far.uncoded)] if so_far.uncoded else []),
    ]
    return Section("cannot", say("cannot"), (Bullets(tuple(items)),))


def theme_table(known: Gathered) -> Table:
    """How many people of each lane raised each theme, as it may be shown, and what became of it.

    A lane of which nothing may be shown has no column, and neither has what is not decided yet.
    """
    themes = known.facts.ledger.themes
    lanes = [lane for lane in known.numbers if any(known.numbers[lane].people.values())]
    decided = any(each.decision for each in themes)
    rows = [
        (
            each.raised.name,
            *(shown(known.numbers[lane].people.get(each.theme_id)) for lane in lanes),
            *([say(f"outcome_{_outcome(each)}")] if decided else []),
        )
        for each in themes
    ]
    head = (say("theme"), *map(lane_name, lanes), *([say("became")] if decided else []))
    return Table(say("themes_table"), head, tuple(rows))


def _outcome(theme: LedgerTheme) -> str:
    return theme.decision.outcome if theme.decision else "none"
