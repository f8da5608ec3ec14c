"""Mark on a page which of its texts are still in English.

Templates need do nothing for it: whatever they put out is looked up among the texts of the pack
that have no translation. A text in an attribute goes through ``plain``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from consultations.content.words import words
from consultations.languages.packs import NEWER, Wording
from consultations.languages.speaking import language_now

LATIN = Markup('<span lang="en" dir="ltr">{}</span>')
TOLD = Markup(
    '<span lang="en" dir="ltr">{}</span> '
    '<span class="app-in-english" lang="{}" dir="auto">{}</span>'
)


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
    """What a template puts out, with a mark if it is a text that is still in English."""
    marks = _marks.get()
    if marks is None or not isinstance(value, str) or isinstance(value, Markup):
        return value
    why = marks.texts.get(value.strip())
    if why is None:
        return value
    return told_english(escape(value), why) if marks.each_says_so else in_english(escape(value))


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
    """A part of a page that is marked as a whole: nothing in it is marked again."""
    token = _marks.set(None)
    try:
        return caller()
    finally:
        _marks.reset(token)


def in_english(text: Markup) -> Markup:
    """A text that a screen reader has to read in English."""
    return LATIN.format(text)


def told_english(text: Markup, why: str) -> Markup:
    """The same, with a word about it for everybody."""
    return TOLD.format(text, language_now().tag, mark_for(why))
