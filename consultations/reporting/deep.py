"""The deep part: method, accounting, campaigns, a chapter for each lane, and what else was said."""

from __future__ import annotations

from consultations.disclosure import RULES, release
from consultations.reporting.blocks import Block, Bullets, Paragraph, Section, Table
from consultations.reporting.closed import question_blocks
from consultations.reporting.gathered import Gathered
from consultations.reporting.lanes import lane_section
from consultations.reporting.short import accounting_table
from consultations.reporting.views import moved_section, statements_section
from consultations.reporting.voices import ideas_section, themes_section
from consultations.reporting.words import day, number, say, with_share
from consultations.results.questions import QuestionResult
from consultations.small_numbers import Table as Counted
from consultations.types import Lane

MOST_WAITING = 50
PERSONAL = "personal"


def deep_part(known: Gathered) -> Section:
    """Everything else, chapter by chapter."""
    return Section(
        "deep",
        say("part_deep"),
        (),
        (
            _method(known),
            Section("accounting", say("accounting"), (accounting_table(known), _channels(known))),
            _campaigns(known),
            *(lane_section(known, lane) for lane in Lane if lane in known.pack.consultation.lanes),
            moved_section(known),
            statements_section(known),
            themes_section(known),
            ideas_section(known),
            _equality(known),
            _questions(known),
            _petitions(known),
        ),
    )


def _method(known: Gathered) -> Section:
    so_far = known.facts.coded
    items = (
        say("method_collect"),
        say("method_versions", number=len(known.facts.versions)),
        say(
            "method_coding",
            comments=so_far.comments,
            person=so_far.by_person,
            respondent=so_far.by_respondent,
            model=so_far.by_model,
            uncoded=so_far.uncoded,
        ),
        say("method_themes"),
        say("method_rounding"),
        say("method_late", number=known.facts.late),
        say("self_selected"),
        say("channels_apart"),
    )
    return Section("method", say("method"), (Bullets(items),))


def _channels(known: Gathered) -> Table:
    """How responses of the public came. A way that few took is named without its number."""
    public = known.people.of_lane(Lane.PUBLIC)
    base = known.took_part[Lane.PUBLIC]
    counts = {
        name.capitalize() or say("not_said"): each
        for name, each in known.people.channel.counts(public).items()
    }
    table = Counted(
        tuple(counts),
        {"": base},
        {"": base},
        {(name, ""): each for name, each in counts.items()},
    )
    totals = release(table, lane=Lane.PUBLIC).totals
    rows = tuple(
        (name, with_share(totals[name], base))
        if totals[name] >= RULES[Lane.PUBLIC].smallest
        else (name, say("hidden"))
        for name in sorted(totals, key=lambda each: -totals[each])
    )
    return Table(say("channel_table"), (say("channel"), say("responses_head")), rows)


def _campaigns(known: Gathered) -> Section:
    inside = int(known.people.in_campaign.sum())
    counts = Table(
        say("campaign_counts"),
        (say("campaigns"), say("responses_head")),
        (
            (say("campaign_all"), number(known.people.n)),
            (say("campaign_unique"), number(known.people.n - inside)),
            (say("campaign_inside"), number(inside)),
        ),
    )
    confirmed = [each for each in known.campaigns if each.standing == "confirmed"]
    listed: Block = Paragraph(say("campaign_none"))
    if confirmed:
        rows = tuple((each.name, number(each.people)) for each in confirmed)
        head = (say("campaign_name"), say("responses_head"))
        listed = Table(say("campaign_list"), head, rows)
    blocks = (Paragraph(say("campaigns_what")), counts, listed)
    return Section("campaigns", say("campaigns"), blocks)


def _equality(known: Gathered) -> Section:
    shown = [each for each in known.equality if each.released.answered]
    blocks: tuple[Block, ...] = (Paragraph(say("equality_what")),)
    if not shown:
        return Section("equality", say("equality"), (*blocks, Paragraph(say("equality_none"))))
    questions = tuple(_of_themselves(known, each) for each in shown)
    return Section("equality", say("equality"), blocks, questions)


def _of_themselves(known: Gathered, result: QuestionResult) -> Section:
    heading = f"{result.asked.short} ({say('staff' if result.lane is Lane.STAFF else 'public')})"
    names = {value: value for value in result.asked.values}
    blocks = question_blocks(result, took_part=known.took_part[result.lane], groups=names)
    return Section(f"equality-{result.lane}-{result.asked.key}", heading, blocks)


def _questions(known: Gathered) -> Section:
    queue = known.facts.queue
    blocks: list[Block] = [
        Paragraph(
            say("questions_what", all=queue.in_all, answered=queue.answered, closed=queue.closed)
        )
    ]
    if queue.median_days is not None:
        blocks.append(Paragraph(say("questions_median", days=f"{queue.median_days:g}")))
    if known.waiting:
        blocks.append(Paragraph(say("questions_waiting", number=queue.waiting)))
        blocks.append(
            Bullets(
                tuple(
                    say(
                        "questions_asked",
                        text=each.text,
                        times=say(
                            "times_one" if each.times == 1 else "times_many", number=each.times
                        ),
                    )
                    for each in known.waiting[:MOST_WAITING]
                )
            )
        )
    elif queue.in_all:
        blocks.append(Paragraph(say("questions_none")))
    return Section("questions", say("questions"), tuple(blocks))


def _petitions(known: Gathered) -> Section:
    opening = Paragraph(say("petitions_what"))
    if not known.petitions:
        blocks: tuple[Block, ...] = (opening, Paragraph(say("petitions_none")))
        return Section("petitions", say("petitions"), blocks)
    rows = tuple(
        (each.title, each.from_whom, number(each.signatures), day(each.received_on))
        for each in known.petitions
    )
    head = (say("petition"), say("from_whom"), say("signatures"), say("received_on"))
    return Section("petitions", say("petitions"), (opening, Table(say("petitions"), head, rows)))
