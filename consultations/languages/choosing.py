"""Go on in another language. What was said before stays as it was said."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.words import words
from consultations.languages.known import is_offered
from consultations.languages.packs import wording_of
from consultations.languages.speaking import speaking
from consultations.models import Conversation
from consultations.versions import pack_shown


class NotALanguage(Exception):
    """Nobody can choose this language here."""


def choose_language(session: Session, *, conversation: Conversation, code: str) -> None:
    """Speak another language in a conversation from now on.

    Its answers, its question and the next steps that it offers stay. Raises NotALanguage.
    """
    if not is_offered(code):
        raise NotALanguage(code)
    if conversation.language == code:
        return
    before, conversation.language = conversation.language, code
    conversation.offered = [
        {**each, "label": _in_other_words(session, conversation, each["label"], before)}
        for each in conversation.offered
    ]
    note(
        session,
        actor="respondent",
        what="language chosen",
        subject=conversation.id,
        language=code,
    )


def _in_other_words(session: Session, conversation: Conversation, label: str, before: str) -> Any:
    """What a next step is called, if it is a text of the service or of the pack."""
    pack = pack_shown(session, conversation.content_version)
    with speaking(before):
        old = words().suggestions.model_dump()
    with speaking(conversation.language):
        new = words().suggestions.model_dump()
    for name, each in old.items():
        if each == label:
            return new[name]
    english = next(
        (text for text, said in wording_of(pack, before).by_english.items() if said == label), label
    )
    return wording_of(pack, conversation.language).say(english)
