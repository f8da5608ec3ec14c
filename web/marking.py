"""Mark on a page which of its texts are still in English.

Templates need do nothing for it: whatever they put out is looked up among the texts of the pack
that have no translation. A text that is found is put between signs that no one types, and the signs
become marks when the page is whole: only then it is known what stands in an attribute or in the
title, where there can be none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from consultations.content.words import words
from consultations.languages.packs import NEWER, UNTRANSLATED, Wording
from consultations.languages.speaking import language_now

# Unicode keeps these for the use of programs: they are in no text.
SILENT, TOLD, TOLD_NEWER, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
REASONS = {TOLD: UNTRANSLATED, TOLD_NEWER: NEWER}
SIGN = re.compile(f"[{SILENT}{TOLD}{TOLD_NEWER}{END}]")
# Tags with their attributes, and the elements that hold words and no other elements.
NO_MARKS = re.compile(r"<(title|option|textarea)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Marks:
    """The texts that are in English on a page, and whether each one says so."""

    texts: Mapping[str, str] = field(default_factory=dict)
    each_says_so: bool = True


_marks: ContextVar[Marks | None] = ContextVar("marks", default=None)


@contextmanager
def marking(wordings: list[Wording]) -> Iterator[None]:
    """Mark the English texts of some packs for a while.

    Where nothing of a pack is translated, the page says so once and not at each text.
    """
    texts = {text: why for each in wordings for text, why in each.in_english.items()}
    is_translated = any(each.translation is not None for each in wordings)
    token = _marks.set(Marks(texts, is_translated) if texts else None)
    try:
        yield
    finally:
        _marks.reset(token)


def marked(value: object) -> object:
    """What a template puts out, between signs if it is a text that is still in English."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return marked_as(value, SIGN.sub("", value))


def marked_as(known: str, said: str) -> str:
    """What is made of a text of the pack, such as one with links, marked like that text."""
    marks, why = _marks.get(), why_in_english(known)
    if marks is None or why is None:
        return said
    sign = (TOLD_NEWER if why == NEWER else TOLD) if marks.each_says_so else SILENT
    return Markup(f"{sign}{escape(said)}{END}")


def in_english(text: Markup) -> Markup:
    """A sentence of the service that a screen reader has to read in English."""
    return Markup(f"{SILENT}{text}{END}")


def why_in_english(text: str) -> str | None:
    """Why a passage is in English: not translated, or newer. None when it is not, or not now."""
    marks = _marks.get()
    return None if marks is None else marks.texts.get(str(text).strip())


def mark_for(why: str | None) -> str:
    """What a passage in English says about itself, if it says something."""
    marks = _marks.get()
    if why is None or (marks is not None and not marks.each_says_so):
        return ""
    return words().language.newer if why == NEWER else words().language.in_english


def quiet(caller: Callable[[], Markup]) -> Markup:
    """A part of a page that says once that it is in English, and not at each of its texts."""
    marks = _marks.get()
    token = _marks.set(None if marks is None else replace(marks, each_says_so=False))
    try:
        return caller()
    finally:
        _marks.reset(token)


def with_marks(page: str) -> str:
    """A whole page with a mark in place of each pair of signs, where there can be one."""
    if language_now().is_source:
        return page
    without = NO_MARKS.sub(lambda found: SIGN.sub("", found[0]), page)
    return SIGN.sub(_Marker(), without)


class _Marker:
    """Turns signs into marks, each end into that of the last one that is open."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def __call__(self, found: re.Match[str]) -> str:
        sign = found[0]
        if sign != END:
            self.opened.append(sign)
            return '<span lang="en" dir="ltr">'
        said = mark_for(REASONS.get(self.opened.pop() if self.opened else SILENT))
        return f'</span> <span class="app-in-english">{escape(said)}</span>' if said else "</span>"
