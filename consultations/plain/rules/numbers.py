"""Figures: where they come from, and how they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.passages import Passage, Role
from consultations.plain.vocabulary import Vocabulary

PERCENT = re.compile(r"\d\s*%|\bper ?cent\b|\bpercent(?:age)?s?\b|%")
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# Figures that say when, where or how to reach somebody, and need no source.
NOT_A_FIGURE = re.compile(
    rf"\b\d{{1,2}} (?:to \d{{1,2}} )?(?:{MONTH})(?: \d{{4}})?|\b(?:{MONTH}) \d{{4}}"
    r"|\b(?:19|20)\d\ds?\b|\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b|\b\d\d?:\d\d\b"
    r"|(?<!\d)0\d{2,4}[ \d]{5,}\d|\b(?:999|111|116 123|18001)\b|\bCOVID-19\b"
    r"|\b(?:option|page|paragraph|part|step|question|section|press|form|room|bus|route) \d+\b"
    r"|\b[A-Z]{1,2}\d+\w*\b|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+\b(?<!\d)",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d")
# What is said about taking part is the word of those who ask: it needs no source beside them.
OWN_WORD = re.compile(
    r"consultation#(?:asked_by|bodies|contact|criteria|dates|for_whom|help|how_to_challenge|interests"
    r"|lanes|other_ways|privacy|reading|who_decides)\b|questions#|glossary#"
)


def percentage(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """No percentages: say how many people out of 10 or 100.

    Source: NHS digital service manual, "Numbers, measurements, dates and time": it is often better
    not to use one, and 1 in 2 or half is clearer.
    """
    if PERCENT.search(passage.text):
        yield Finding(
            "There is a percentage.", "Say it in people: '6 out of 10 people', '12 in every 100'."
        )


def figure_without_source(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A figure has a source beside it, or names one in its words.

    Source: the second Gunning principle, that people get enough to think about a proposal, and
    section 2.5 of the field rules: every number has a source.
    """
    if passage.sourced or passage.role is Role.LABEL or OWN_WORD.match(passage.where):
        return
    if has_figure(passage.text):
        named = any(name in passage.text for name in vocabulary.authors)
        if not named and passage.role is Role.VIEW:
            yield Finding("A view has a figure in it.", "Take it out: a view has no source.")
        elif not named:
            yield Finding("A figure has no source.", "Add 'sources', or take the figure out.")


def has_figure(text: str) -> bool:
    """Whether a text has a figure that is not a date, a time, or a way to reach somebody."""
    return bool(FIGURE.search(NOT_A_FIGURE.sub(" ", text)))
