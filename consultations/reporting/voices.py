"""What people wrote: themes with their quotes and minority views, and other ideas."""

from __future__ import annotations

from consultations.content.asking import StatementQuestion
from consultations.content.schema import ANOTHER_IDEA, NONE_OF_THESE
from consultations.disclosure import RULES
from consultations.ledger.themes import LedgerTheme
from consultations.reporting.blocks import Block, Bullets, Paragraph, Quote, Section, Table
from consultations.reporting.gathered import Gathered
from consultations.reporting.quotes import PickedQuote
from consultations.reporting.short import theme_bars, theme_table
from consultations.reporting.words import lane_name, number, say, shown
from consultations.types import Lane, QuestionKind

MOST_QUOTES = 12


def themes_section(known: Gathered) -> Section:
    """Each theme: how many raised it, whose views, in whose words, and what became of it."""
    themes = known.facts.ledger.themes
    if not themes:
        return Section("themes", say("themes"), (Paragraph(say("said_no_themes")),))
    opening: tuple[Block, ...] = (
        Paragraph(say("themes_what")),
        *(theme_bars(known, lane) for lane in known.numbers),
        theme_table(known),
    )
    each_of_them = tuple(_theme(known, each) for each in themes if each.raised.people)
    return Section("themes", say("themes"), opening, each_of_them)


def quote_block(quote: PickedQuote) -> Quote:
    """A quote with whose it is, as widely as it must be."""
    return Quote(quote.words, quote.whose or lane_name(quote.lane))


def _theme(known: Gathered, theme: LedgerTheme) -> Section:
    raised, decision = theme.raised, theme.decision
    blocks: list[Block] = [Paragraph(raised.description)] if raised.description else []
    blocks.append(_numbers(known, theme))
    blocks += _views(known, theme)
    quotes = [each for each in known.quotes if each.theme_id == theme.theme_id]
    blocks += [quote_block(each) for each in quotes[:MOST_QUOTES]] or [Paragraph(say("no_quote"))]
    if decision is None:
        blocks.append(Paragraph(say("outcome_none")))
    else:
        said = [say(f"outcome_{decision.outcome}"), decision.what]
        said += [say("because", text=decision.because)] if decision.because else []
        blocks.append(Paragraph(" ".join(each for each in said if each)))
    return Section(f"theme-{theme.theme_id}", raised.name, tuple(blocks))


def _numbers(known: Gathered, theme: LedgerTheme) -> Table:
    """By lane, as it may be shown, with the base of each lane."""
    rows = tuple(
        (lane_name(lane), shown(each.people.get(theme.theme_id)), number(each.base or 0))
        for lane, each in known.numbers.items()
    )
    head = (say("theme"), say("people"), say("responses_head"))
    return Table(f"{say('themes_table')}: {theme.raised.name}", head, rows)


def _views(known: Gathered, theme: LedgerTheme) -> list[Block]:
    """The views of those who raised it, of the public alone, and who is in the minority."""
    asked = {
        (question.key, choice.value): choice.label
        for question in known.pack.questions
        if Lane.PUBLIC in question.lanes and Lane.STAFF not in question.lanes
        for choice in question.choices
    }
    held = {
        (each.question_key, each.value): each.people
        for each in theme.raised.views
        if (each.question_key, each.value) in asked
    }
    smallest = RULES[Lane.PUBLIC].smallest
    if sum(held.values()) < smallest:
        return []
    order = [each for each in asked if each in held]
    rows = tuple(
        (asked[each], shown(held[each] if held[each] >= smallest else None)) for each in order
    )
    table = Table(
        f"{say('views_of_theme')}: {theme.raised.name}", (say("choice"), say("people")), rows
    )
    fewer = sum(held.values()) - max(held.values())
    hidden = any(held[each] < smallest for each in order)
    if hidden or fewer < smallest:
        return [table]
    return [table, Paragraph(say("minority", number=fewer))]


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
