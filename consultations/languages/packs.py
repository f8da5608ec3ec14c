"""A pack as it is shown in a language, and which of its texts are still in English."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from consultations.content.schema import Pack
from consultations.content.texts import with_texts
from consultations.content.translation import Translation, digest_of
from consultations.content.translations import english_texts
from consultations.languages.known import SOURCE

REMEMBERED = 32
# A text as short as this may stand inside another by chance.
LONG_ENOUGH_TO_TELL = 25
NAME_OF_A_BODY = re.compile(r"/(?:asked_by|contact|bodies/[^/]+)/name$")
UNTRANSLATED, NEWER = "untranslated", "newer"


@dataclass(frozen=True)
class Wording:
    """A pack in one language: what it says, and what it could not say in that language."""

    pack: Pack
    code: str
    translation: Translation | None = None
    by_english: Mapping[str, str] = field(default_factory=dict)
    in_english: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """A text of the pack, which may be in English, in this language if it has it."""
        return self.by_english.get(text.strip(), text)

    def say_all(self, value: Any) -> Any:
        """Every text in the parts of a message."""
        if isinstance(value, str):
            return self.say(value)
        if isinstance(value, Mapping):
            return {name: self.say_all(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.say_all(each) for each in value]
        return value

    def why_in_english(self, *texts: str | None) -> str | None:
        """Why one of some texts is in English: not translated, or newer. None when none is."""
        if self.code == SOURCE:
            return None
        reasons = {reason for text in texts if text for reason in self._reasons(text.strip())}
        return NEWER if NEWER in reasons else next(iter(reasons), None)

    def _reasons(self, text: str) -> Iterable[str]:
        """A text of the pack has one; one that was put together may hold several."""
        if text in self.in_english:
            return [self.in_english[text]]
        return [
            reason
            for each, reason in self.in_english.items()
            if len(each) >= LONG_ENOUGH_TO_TELL and each in text
        ]


_known: OrderedDict[tuple[str, str], Wording] = OrderedDict()
_lock = Lock()


def wording_of(pack: Pack, code: str) -> Wording:
    """How a pack is worded in a language, worked out once for each of its versions."""
    pack = pack.original
    if code == SOURCE:
        return Wording(pack, code)
    key = (pack.version, code)
    with _lock:
        if key not in _known:
            _known[key] = _worded(pack, code)
        _known.move_to_end(key)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
        return _known[key]


def in_language(pack: Pack, code: str) -> Pack:
    """A pack with its texts in a language, and in English where it has no other.

    Its ids, values and version are those of the pack as it was written.
    """
    return wording_of(pack, code).pack


def _worded(pack: Pack, code: str) -> Wording:
    english = english_texts(pack)
    translation = pack.translations.get(code)
    if translation is None:
        return Wording(pack, code, in_english=_left(english, {}, ()))
    said = {
        name: each.text
        for name, each in translation.texts.items()
        if name in english and each.of == digest_of(english[name])
    }
    left = _left(english, said, translation.texts)
    whole = {
        part: with_texts(value, part, said)
        for part, value in pack.model_dump(by_alias=True).items()
    }
    shown = Pack.model_validate(whole)
    vars(shown).update(version=pack.version, written=pack)
    by_english = {english[name]: text for name, text in said.items()}
    spoken = {*by_english.values(), *by_english}
    in_english = {text: why for text, why in left.items() if text not in spoken}
    return Wording(shown, code, translation, by_english, in_english)


def _left(
    english: Mapping[str, str], said: Collection[str], translated: Collection[str]
) -> dict[str, str]:
    """The texts that are still in English, and why. The name of a body is the same everywhere."""
    names = {text for name, text in english.items() if NAME_OF_A_BODY.search(name)}
    return {
        text: NEWER if name in translated else UNTRANSLATED
        for name, text in english.items()
        if name not in said and text not in names
    }
