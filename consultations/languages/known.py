"""The languages of the service, from ``locale/languages.yml``."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from consultations.content.parts import Part
from consultations.quick_yaml import read_yaml
from consultations.settings import ROOT

LOCALE = ROOT / "locale"
SOURCE = "en"
POLITE_WORDS = """please thanks thank you i want would like to speak can do this have it os gwelwch
yn dda proszę"""
POLITE = frozenset(POLITE_WORDS.split())


class Review(Part):
    """Who read a translation, and when."""

    by: str
    on: date


class Language(Part):
    """A language: its name in itself, the way it runs, and who made its sentences."""

    code: str
    tag: str
    name: str
    in_english: str
    direction: Literal["ltr", "rtl"]
    made_by: Literal["source", "machine", "person"]
    reviewed: Review | None = None
    offered: bool
    asked_for: tuple[str, ...] = ()

    @property
    def is_source(self) -> bool:
        """Whether it is the language that everything is written in first."""
        return self.code == SOURCE


def languages() -> tuple[Language, ...]:
    """Every language that has sentences here, in the order of the file."""
    file = LOCALE / "languages.yml"
    return _read(file.stat().st_mtime_ns)


def offered_languages() -> tuple[Language, ...]:
    """The languages that people can choose."""
    return tuple(each for each in languages() if each.offered)


def language_with(code: str | None) -> Language:
    """The language with a code; the one that everything is written in when there is no such."""
    known = {each.code: each for each in languages()}
    return known.get(code or SOURCE, known[SOURCE])


def is_offered(code: str | None) -> bool:
    """Whether people can choose the language with this code."""
    return any(each.code == code for each in offered_languages())


def language_named(text: str) -> Language | None:
    """The language that somebody asks for, when that is all that they say: "in Polish please"."""
    said = _plain(text)
    for each in languages():
        for words in each.asked_for:
            asked = _plain(words)
            if said == asked or (asked and _without_polite(said) == _without_polite(asked)):
                return each
    return None


def language_in(text: str) -> Language | None:
    """The first language that a text names anywhere: "can I have this in Welsh"."""
    said = f" {' '.join(_plain(text))} "
    for each in languages():
        if any(f" {' '.join(_plain(words))} " in said for words in each.asked_for):
            return each
    return None


@lru_cache(maxsize=2)
def _read(_changed: int) -> tuple[Language, ...]:
    rows = read_yaml((LOCALE / "languages.yml").read_text(encoding="utf-8"))
    return tuple(Language.model_validate(row) for row in rows)


def _plain(text: str) -> list[str]:
    return re.sub(r"[^\w\s\u0A00-\u0A7F]", " ", text.casefold()).split()


def _without_polite(words: list[str]) -> list[str]:
    return [word for word in words if word not in POLITE]
