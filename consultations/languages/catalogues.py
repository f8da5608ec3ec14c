"""The sentences of the service in each language, read from the .po files as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from consultations.languages.known import LOCALE


class Catalogue:
    """What there is in one language. What is missing is said in English."""

    def __init__(self, code: str, file: Path) -> None:
        self.code = code
        self.known: set[str] = set()
        self._translations: GNUTranslations | None = None
        if file.exists():
            with file.open("rb") as opened:
                messages = read_po(opened, locale=code, abort_invalid=True)
            compiled = BytesIO()
            write_mo(compiled, messages)
            compiled.seek(0)
            self._translations = GNUTranslations(compiled)
            self.known = {
                each.id if isinstance(each.id, str) else each.id[0]
                for each in messages
                if each.id and each.string and not each.fuzzy and all(_forms(each.string))
            }

    def say(self, text: str) -> str:
        """A sentence in this language, or as it is when it has not been translated."""
        return self._translations.gettext(text) if self.has(text) and self._translations else text

    def count(self, one: str, many: str, number: int) -> str:
        """A sentence with a number, in the form that the number asks for."""
        if self._translations and self.has(one):
            return self._translations.ngettext(one, many, number)
        return one if number == 1 else many

    def has(self, text: str) -> bool:
        """Whether a sentence has been translated."""
        return text in self.known

    def of(self, value: Any) -> Any:
        """Every text in a file, in this language. Lists are words that people type: they stay."""
        if isinstance(value, str):
            return self.say(value.strip())
        if isinstance(value, Mapping):
            return {name: self.of(each) for name, each in value.items()}
        return value


def catalogue(code: str) -> Catalogue:
    """The sentences in one language, read again when the file has changed."""
    file = LOCALE / f"{code}.po"
    return _read(code, file, file.stat().st_mtime_ns if file.exists() else 0)


@lru_cache(maxsize=16)
def _read(code: str, file: Path, _changed: int) -> Catalogue:
    return Catalogue(code, file)


def _forms(string: Any) -> list[str]:
    return [string] if isinstance(string, str) else list(string)
