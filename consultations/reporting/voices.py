"""What people wrote: themes with their quotes and minority views, and other ideas."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.asked import pack_question
from consultations.content.asking import StatementQuestion
from consultations.content.schema import ANOTHER_IDEA, NONE_OF_THESE, Question
from consultations.disclosure import RULES
from consultations.ledger.themes import LedgerTheme
from consultations.reporting.blocks import Block, Bullets, Paragraph, Quote, Section, Table
from consultations.reporting.gathered import Gathered
from consultations.reporting.quotes import PickedQuote
from consultations.reporting.short import theme_bars, theme_table
from consultations.reporting.words import lane_name, number, percent, say, shown, who
from consultations.types import Lane, QuestionKind

MOST_QUOTES = 12
SMALLEST = RULES[Lane.PUBLIC].smallest


def themes_section(known: Gathered) -> Section:
    """Each theme: how many raised it, whose views, in whose words, and what became of it."""
    themes = [each for each in known.facts.ledger.themes if each.raised.people]
    if not themes:
        return Section("themes", say("themes"), (Paragraph(say("said_no_themes")),))
    lanes = [lane for lane in known.numbers if any(known.numbers[lane].people.values())]
    opening: list[Block] = [Paragraph(say("themes_what"))]
    opening += [theme_bars(known, lane) for lane in lanes]
    if len(lanes) > 1 or any(each.decision for each in themes):
        opening.append(theme_table(known))
    if not any(each.decision for each in themes):
        opening.append(Paragraph(say("none_decided")))
    if Lane.STAFF in known.pack.consultation.lanes and Lane.STAFF not in lanes:
        opening.append(Paragraph(say("staff_left_out")))
    opening += _views_of_all(known, themes)
    if not known.quotes:
        opening.append(Paragraph(say("no_quotes")))
    quoted = {each.theme_id for each in known.quotes}
    told = [each for each in themes if each.decision or each.theme_id in quoted]
    if others := [each.raised for each in themes if each not in told]:
        opening.append(Paragraph(say("themes_mean")))
        opening.append(Bullets(tuple(f"{each.name}. {each.description}" for each in others)))
    each_of_them = tuple(_theme(known, each, lanes) for each in told)
    return Section("themes", say("themes"), tuple(opening), each_of_them)


def quote_block(quote: PickedQuote) -> Quote:
    """A quote with whose it is, as widely as it must be."""
    return Quote(quote.words, quote.whose or lane_name(quote.lane))


def _theme(known: Gathered, theme: LedgerTheme, lanes: Sequence[Lane]) -> Section:
    raised, decision = theme.raised, theme.decision
    blocks: list[Block] = [Paragraph(raised.description)] if raised.description else []
    blocks.append(Paragraph(" ".join(_how_many(known, theme, lane) for lane in lanes)))
    quotes = [each for each in known.quotes if each.theme_id == theme.theme_id]
    fewer = _others(known, theme)
    if quotes and fewer:
        blocks.append(Paragraph(say("minority", number=fewer)))
    blocks += [quote_block(each) for each in quotes[:MOST_QUOTES]]
    if decision is not None:
        said = [say(f"outcome_{decision.outcome}"), decision.what]
        said += [say("because", text=decision.because)] if decision.because else []
        blocks.append(Paragraph(" ".join(each for each in said if each)))
    return Section(f"theme-{theme.theme_id}", raised.name, tuple(blocks))


def _how_many(known: Gathered, theme: LedgerTheme, lane: Lane) -> str:
    """How many of one lane raised it, with the base of the lane."""
    numbers = known.numbers[lane]
    people, base = numbers.people.get(theme.theme_id), numbers.base or 0
    if people is None:
        return say("raised_few", who=who(lane))
    return say("raised_by", number=people, of=base, who=who(lane), share=percent(people, base))


def _views_of_all(known: Gathered, themes: Sequence[LedgerTheme]) -> list[Block]:
    """For each view that the public alone was asked for: which view those of each theme hold."""
    tables: list[Block] = []
    for question in known.pack.questions:
        if Lane.PUBLIC not in question.lanes or Lane.STAFF in question.lanes:
            continue
        held = [(each, _held(each, question)) for each in themes]
        told = [(each, views) for each, views in held if sum(views.values()) >= SMALLEST]
        if not told:
            continue
        values = [each for each in question.choices if any(each.value in v for _, v in told)]
        rows = tuple(
            (
                each.raised.name,
                *(shown(_large(views.get(one.value, 0), Lane.PUBLIC)) for one in values),
            )
            for each, views in told
        )
        caption = say("views_of_themes", short=pack_question(known.pack, question).short)
        tables.append(Table(caption, (say("theme"), *(one.label for one in values)), rows))
    return tables


def _held(theme: LedgerTheme, question: Question) -> dict[str, int]:
    """How many of those who raised a theme hold each view."""
    views = [each for each in theme.raised.views if each.question_key == question.key]
    return {each.value: each.people for each in views}


def _others(known: Gathered, theme: LedgerTheme) -> int:
    """How many do not share the view of most of those who raised a theme; 0 if that is not told."""
    for question in known.pack.questions:
        held = _held(theme, question)
        if Lane.PUBLIC in question.lanes and Lane.STAFF not in question.lanes and held:
            fewer = sum(held.values()) - max(held.values())
            hidden = min(held.values()) < SMALLEST
            return fewer if not hidden and SMALLEST <= fewer < max(held.values()) else 0
    return 0


def ideas_section(known: Gathered) -> Section:
    """Who wants none of the ideas or has another one, and what people put forward themselves."""
    keys = {
        each.key
        for each in known.pack.questions
        if each.choices_from == "options" and each.kind is QuestionKind.SINGLE
    }
    rows = tuple(
        (
            f"{result.asked.text} ({lane_name(result.lane)})",
            *(
                shown(_large(result.released.totals.get(value, 0), result.lane))
                for value in (NONE_OF_THESE, ANOTHER_IDEA)
            ),
            number(result.released.answered or 0),
        )
        for result in known.results
        if result.asked.key in keys and result.released.answered
    )
    blocks: list[Block] = [Paragraph(say("ideas_what"))]
    head = tuple(
        say(each) for each in ("ideas_question", "ideas_none_of", "ideas_another", "answered_row")
    )
    blocks.append(Table(say("ideas_table"), head, rows) if rows else Paragraph(say("ideas_no")))
    put_forward = [
        each.statement.text
        for each in known.pack.questions
        if isinstance(each, StatementQuestion) and each.statement.id.startswith("said-")
    ]
    if put_forward:
        blocks += [Paragraph(say("ideas_statements")), Bullets(tuple(dict.fromkeys(put_forward)))]
    own = [each for each in known.quotes if each.theme_id is None]
    if own:
        blocks.append(Paragraph(say("ideas_quotes")))
        blocks += [quote_block(each) for each in own[:MOST_QUOTES]]
    return Section("ideas", say("ideas"), tuple(blocks))


def _large(count: int, lane: Lane) -> int | None:
    return count if count >= RULES[lane].smallest else None
