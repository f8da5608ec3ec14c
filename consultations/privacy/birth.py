"""Dates of birth: a date with a word for birth beside it. The dates of events are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.privacy.finding import Finding

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}"
YEAR = r"(?:19|20)\d{2}|['\u2019]?\d{2}"
AND_THEN = r"(?:st|nd|rd|th)?"
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    "twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|"
    "thirty[ -]first"
)
DATE = (
    r"(?:(?:19|20)\d{2}[-/. ]\d{1,2}[-/. ]\d{1,2}(?!\d)"
    rf"|\d{{1,2}}\s?[-/.\\, \u2013]\s?\d{{1,2}}\s?[-/.\\, \u2013]\s?(?:{YEAR})(?!\d)"
    rf"|(?:\d{{1,2}}{AND_THEN}|{ORDINALS})(?:\s?of)?[\s.\-/,]{{0,2}}(?:{MONTH})"
    rf"(?:[\s.,\-/]{{0,3}}(?:{YEAR})(?!\d))?"
    rf"|(?:{MONTH})[\s.\-/]{{1,2}}(?:the\s)?\d{{1,2}}{AND_THEN}(?!\d)(?:[\s.,\-/]{{1,3}}(?:{YEAR})(?!\d))?"
    r"|(?<!\d)(?:\d{8}|\d{6})(?!\d))"
)
WORD_FOR_BIRTH = (
    r"(?:born|bron|\bb\.|\bd\.?\s?o\.?\s?b\b\.?|\bdbo\b|(?<=\bof )b(?:irth|rith)\b|"
    r"b(?:irth|rith)\s?(?:day|date)|\bb-?day|\bb'day)"
)
BORN = re.compile(
    rf"{WORD_FOR_BIRTH}(?:[^\d.;!?\n]|\.(?=\S)|d\.o\.b\.){{0,40}}?[\s:=(\-.]{{1,3}}({DATE})",
    re.IGNORECASE,
)
ANY_WORD = re.compile(
    r"\b(?:b(?:orn|ron|irth|rith|'?-?day|\.)|d(?:\.?\s?o\.?\s?b|bo))", re.IGNORECASE
)
BORN_AFTER = re.compile(
    rf"(?<![\d/.])({DATE})[\s,()\-:]{{1,3}}(?:is |was |being |as )?(?:when |the day |the date )?"
    r"(?:my |his |her |our |their |i was |he was |she was )?"
    r"(?:d\.?o\.?b|date of birth|birthday|birth date|born)",
    re.IGNORECASE,
)
NEAR = 60
NO_PERSON = re.compile(
    r"\b(?:nhs|service|trust|idea|hospital|unit|scheme|plan|system|programme|board|project|ward|group)s?"
    r"(?:\s\w+){0,3}\s$",
    re.IGNORECASE,
)
NUMERIC = re.compile(r"[\s,()\-:]{0,4}(\d{1,2}[/.\-]\d{1,2}[/.\-](?:(?:19|20)\d{2}|\d{2}))(?!\d)")


def births_in(text: str) -> Iterator[Finding]:
    """Dates that are said to be those of a birth."""
    for word in ANY_WORD.finditer(text):
        match = BORN.match(text, word.start())
        before = text[max(0, word.start() - NEAR) : word.start()]
        if match and not NO_PERSON.search(before):
            yield Finding("birth", *_trimmed(text, *match.span(1)))
        match = BORN_AFTER.search(text, max(0, word.start() - NEAR), word.end() + len(" of birth"))
        if match:
            yield Finding("birth", *_trimmed(text, *match.span(1)))


def birth_after(text: str, end: int) -> Finding | None:
    """A date in figures right after a name: "Joan Hibbert (12/05/1943)"."""
    match = NUMERIC.match(text, end)
    return Finding("birth", *match.span(1)) if match else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
