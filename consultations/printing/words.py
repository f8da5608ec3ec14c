"""The words on paper beside those of the pack, each with the language that it is in."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel.dates import format_date

from consultations.content.parts import LONDON, Part
from consultations.languages.known import SOURCE
from consultations.languages.packs import Wording
from consultations.languages.speaking import catalogue_now, language_now
from consultations.quick_yaml import read_yaml

WORDS = Path(__file__).with_name("words.yml")


class FormWords(Part):
    """The words of a paper form."""

    title: str
    for_whom: str
    minutes: str
    leave_out: str
    no_names: str
    about: str
    ideas: str
    questions: str
    number: str
    tick_one: str
    tick_any: str
    tick_most: str
    put_in_order: str
    own_words: str
    say_more: str
    only_if: str
    only_if_more: str
    only_if_moved: str
    gain: str
    loss: str
    how_it_is: str
    how_it_is_for: str
    send_back: str
    by_post: str
    by_email: str
    by_phone: str
    before: str
    other_ways: str
    foot: str


class PrintedWords(Part):
    """The words of everything that is printed."""

    have_your_say: str
    asked_by: str
    open_until: str
    scan: str
    square: str
    no_phone: str
    version: str
    form: FormWords


class Said(NamedTuple):
    """Some words, and the language that they are in."""

    text: str
    lang: str


def printed_words() -> PrintedWords:
    """The words as they were written, in English."""
    return _read(WORDS.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(_changed: int) -> PrintedWords:
    return PrintedWords.model_validate(read_yaml(WORDS.read_text(encoding="utf-8")))


def ours(text: str, /, **filled: object) -> Said:
    """Words of the service in the language that is spoken now, or in English if it has none.

    A day among them is written in the same language.
    """
    catalogue, now = catalogue_now(), language_now()
    lang = now.code if now.is_source or catalogue.has(text) else SOURCE
    whole = {
        name: _day(each, lang) if isinstance(each, datetime) else each
        for name, each in filled.items()
    }
    return Said(catalogue.say(text).format(**whole), lang)


def _day(when: datetime, code: str) -> str:
    locale = "en_GB" if code == SOURCE else code
    return format_date(when.astimezone(LONDON).date(), format="long", locale=locale)


def theirs(wording: Wording, text: str) -> Said:
    """Words of the pack, which may still be in English."""
    return Said(text, SOURCE if text.strip() in wording.in_english else wording.code)
