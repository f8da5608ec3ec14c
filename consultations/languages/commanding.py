"""What people type to be understood in every language: a command, or the name of a language."""

from __future__ import annotations

import re

from consultations.content.words import words
from consultations.languages.known import SOURCE, language_named
from consultations.languages.speaking import speaking

CHOOSE_LANGUAGE = "choose_language"


def intent_typed(text: str, *, language: str) -> str | None:
    """The intent of a text that is a command and nothing else; None when it is something else.

    Rasa knows the commands in English, however they are put.
    """
    if language_named(text) is not None:
        return CHOOSE_LANGUAGE
    said = _plain(text)
    if language == SOURCE or not said:
        return None
    with speaking(language):
        commands = words().commands.model_dump()
    for intent, ways in commands.items():
        if said in (_plain(way) for way in re.split("[,\u060c]", ways)):
            return str(intent)
    return None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s\u0A00-\u0A7F'\u2019]", " ", text.casefold()).split())
