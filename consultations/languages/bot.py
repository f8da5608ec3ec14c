"""The sentences of the bot, for languages in which Rasa does not say them itself.

Rasa says the responses of its domain in English. In any other language the action says them, from
the same files and the catalogue, so that no model has to be trained for a translation.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any, NamedTuple

from consultations.languages.known import SOURCE
from consultations.languages.speaking import catalogue_now
from consultations.quick_yaml import read_yaml
from consultations.settings import ROOT

DOMAIN = ROOT / "rasa_project" / "domain"


class BotSentence(NamedTuple):
    """One way to say a response, with its places unfilled, and the kind of message that it is."""

    kind: str
    text: str


def said_by_bot(response: str, **values: Any) -> dict[str, Any]:
    """A response of the domain as a message in the language spoken now.

    Raises KeyError when the domain has no such response.
    """
    sentence = random.choice(_responses(_stamp())[response])
    catalogue = catalogue_now()
    return {
        "kind": sentence.kind,
        "text": catalogue.say(sentence.text).format(**values),
        "sources": [],
        **({} if catalogue.has(sentence.text) else {"lang": SOURCE}),
    }


def has_response(response: str) -> bool:
    """Whether the domain has a response of this name."""
    return response in _responses(_stamp())


def unfilled(response: str) -> str:
    """The words of a response in the language spoken now, with its places still open.

    Raises KeyError when the domain has no such response.
    """
    return catalogue_now().say(_responses(_stamp())[response][0].text)


def _stamp() -> tuple[int, ...]:
    return tuple(file.stat().st_mtime_ns for file in sorted(DOMAIN.glob("*.yml")))


@lru_cache(maxsize=2)
def _responses(_changed: tuple[int, ...]) -> dict[str, list[BotSentence]]:
    found: dict[str, list[BotSentence]] = {}
    for file in sorted(DOMAIN.glob("*.yml")):
        said = read_yaml(file.read_text(encoding="utf-8")) or {}
        for name, variants in (said.get("responses") or {}).items():
            found[name] = [
                BotSentence(
                    str((each.get("metadata") or {}).get("kind", "text")), each["text"].strip()
                )
                for each in variants
            ]
    return found
