"""Go on in another language, or say which there are."""

from __future__ import annotations

from actions.this_turn import Turn, TurnAction
from consultations.content.words import words
from consultations.languages.choosing import choose_language
from consultations.languages.detecting import language_of
from consultations.languages.known import SOURCE, is_offered, language_in, offered_languages
from consultations.languages.speaking import speak
from consultations.types import MessageKind

LANGUAGE = "language:"


class ActionChooseLanguage(TurnAction):
    """Speak the language that was picked or named; else offer those that there are."""

    def name(self) -> str:
        return "action_choose_language"

    def take(self, turn: Turn) -> None:
        code = turn.picked or asked_for(turn)
        if code is not None and is_offered(code):
            choose_language(turn.session, conversation=turn.conversation, code=code)
            speak(code)
            turn.show(MessageKind.TEXT, words().language.chosen)
            return
        said = words().language
        turn.show(MessageKind.TEXT, said.not_offered if code else said.which)
        for each in offered_languages():
            turn.offer(f"{LANGUAGE}{each.code}", each.name, "pick_language")


def asked_for(turn: Turn) -> str | None:
    """The language that is named, or else the one that is written: "I do not speak English"."""
    named = language_in(turn.text)
    if named is not None and named.code != turn.conversation.language:
        return named.code
    written = language_of(turn.text)
    return None if written in (SOURCE, turn.conversation.language) else written
