"""Put a turn reply into the language of its conversation, and mark what is still in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consultations.content.words import words
from consultations.languages.known import SOURCE
from consultations.languages.packs import NEWER, Wording
from consultations.languages.speaking import language_now

# Parts of a message that are no words of the pack: names, and what the person said.
LEFT_ALONE = {"id", "kind", "content", "sources", "answers", "lang"}


def worded(reply: dict[str, Any], wording: Wording) -> dict[str, Any]:
    """A turn reply in a language. ``lang`` stands at the parts that are in another."""
    notice = notice_of(wording)
    return {
        **reply,
        "messages": [_message(each, wording) for each in reply["messages"]],
        "question": None if reply["question"] is None else _question(reply["question"], wording),
        "suggestions": [
            _marked(dict(each), wording.why_in_english(each["label"]))
            for each in reply["suggestions"]
        ],
        "language": wording.code,
        **({"translation": notice} if notice else {}),
    }


def notice_of(wording: Wording | None) -> dict[str, Any] | None:
    """What has to be said of the translation that is shown: who made it, and who has read it.

    Without a pack it is about the sentences of the service alone. None in English.
    """
    language = language_now()
    if language.is_source:
        return None
    translation = wording.translation if wording is not None else None
    of_service = language.made_by == "machine" and language.reviewed is None
    is_draft = of_service or (translation is not None and translation.is_draft)
    return {
        "made_by": "machine" if is_draft else "person",
        "reviewed": not is_draft,
        "notice": words().language.draft if is_draft else "",
        "partly": wording is not None and bool(wording.in_english),
    }


def _message(message: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    """One message. A read-back holds the words of the person, so it is never said to be English."""
    if wording.code == SOURCE:
        return dict(message)
    said = {
        name: each if name in LEFT_ALONE else wording.say_all(each)
        for name, each in message.items()
    }
    why = (
        None
        if message.get("answers")
        else wording.why_in_english(said["text"], said.get("heading"))
    )
    return _marked(said, why) if "lang" not in said else said


def _question(question: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    said = _marked(dict(question), wording.why_in_english(question["text"], question.get("hint")))
    if wording.code == SOURCE:
        return said
    said["choices"] = [
        _marked(dict(each), wording.why_in_english(each["label"])) for each in question["choices"]
    ]
    said["terms"] = wording.say_all(question.get("terms", []))
    return said


def _marked(part: dict[str, Any], why: str | None) -> dict[str, Any]:
    if why is None:
        return part
    return {**part, "lang": SOURCE, **({"newer": True} if why == NEWER else {})}
