"""The language in which the service speaks now: one for each page, and one for each turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from consultations.languages.catalogues import Catalogue, catalogue
from consultations.languages.known import SOURCE, Language, language_with

_code: ContextVar[str] = ContextVar("language", default=SOURCE)


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak a language for a while. An unknown one is English."""
    language = language_with(code)
    before = _code.set(language.code)
    try:
        yield language
    finally:
        _code.reset(before)


def speak(code: str) -> None:
    """Go on in another language until the end of what is being said."""
    _code.set(language_with(code).code)


def language_now() -> Language:
    """The language that is being spoken."""
    return language_with(_code.get())


def catalogue_now() -> Catalogue:
    """The sentences of the language that is being spoken."""
    return catalogue(_code.get())


def say(text: str) -> str:
    """A sentence of the service in the language that is being spoken."""
    return catalogue_now().say(text)
