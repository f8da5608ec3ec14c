"""Next steps that are no answer: those offered beside the question, and those of the menu."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from consultations.asked import Asked
from consultations.content.schema import Choice
from consultations.content.words import words
from consultations.types import QuestionKind
from consultations.understanding import choices_in
from consultations.understanding.words import plain

EASIER, USUAL, REVIEW, STOP = "menu:easier", "menu:usual", "menu:review", "menu:stop"
# The menu stands in every state of a conversation, so its values are always accepted.
MENU = {
    EASIER: "easier_words",
    USUAL: "standard_words",
    REVIEW: "review_answers",
    STOP: "stop",
}
# What may be named by words that are close to those offered, not by the very same words alone.
NAMED_LOOSELY = ("pick_effect", "choose")
YES = re.compile(r"(?:yes|yep|yeah|yup|aye)(?: (?:please|that one|that is it|i did|i do|it is))?")


def is_of_menu(choices: Sequence[str]) -> bool:
    """Whether somebody used the menu."""
    return len(choices) == 1 and choices[0] in MENU


def is_next_step(offered: Sequence[Mapping[str, Any]], value: str) -> bool:
    """Whether a choice is a next step that is offered now, or one of the menu."""
    return value in MENU or any(each["value"] == value for each in offered)


def intent_of_step(offered: Sequence[Mapping[str, Any]], value: str) -> str | None:
    """What a next step is for; None when it is no next step."""
    return next((str(each["intent"]) for each in offered if each["value"] == value), None) or (
        MENU.get(value)
    )


def step_named(offered: Sequence[Mapping[str, Any]], text: str) -> str | None:
    """The next step that somebody types instead of tapping it."""
    wanted = text.strip().casefold()
    for each in offered:
        if str(each["label"]).casefold() == wanted:
            return str(each["value"])
    loose = tuple(
        Choice(value=str(each["value"]), label=str(each["label"]))
        for each in offered
        if each["intent"] in NAMED_LOOSELY
    )
    if not loose:
        return None
    if len(loose) == 1 and YES.fullmatch(plain(text)):
        return loose[0].value
    asked = Asked(key="", kind=QuestionKind.SINGLE, text="", choices=loose)
    named = choices_in(asked, text)
    return named[0] if named else None


def menu_labels() -> dict[str, str]:
    """The words of the menu, by value."""
    menu, easier = words().menu, words().easier
    return {EASIER: easier.turn_on, USUAL: easier.turn_off, REVIEW: menu.review, STOP: menu.stop}
