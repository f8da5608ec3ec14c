"""Words that people typed, made fit for files: what no file can hold goes, what cannot be drawn."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import manimgx_fonts

from consultations.reporting.blocks import Report
from consultations.reporting.words import say

T = TypeVar("T")
# Control characters, halves of characters, what is no character, and what turns lines around.
NO_PLACE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufdd0-\ufdef\ufffe\uffff]"
)
NEVER_DRAWN = re.compile(
    "[\n\t\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
# What stands for a letter that no font has, by its kind: spaces, and marks on another letter.
INSTEAD = {"Zs": " ", "Zl": "\n", "Zp": "\n", "Mn": "", "Me": "", "Cf": ""}
A_SQUARE = "\u25fb"


def fit(report: Report) -> Report:
    """The report without characters that XML and HTML have no place for."""
    return _each(report, lambda words: NO_PLACE.sub("", words))


def fit_to_print(report: Report) -> Report:
    """The report with a square for each letter that no font of ours has, and a notice that says so.

    One such letter would stop the whole file, because a printed page must not leave any out.
    """
    missing = False

    def drawn(words: str) -> str:
        nonlocal missing
        shown = "".join(map(_shown, words))
        missing = missing or shown != words
        return shown

    printed = _each(fit(report), drawn)
    return replace(printed, notices=(*printed.notices, say("no_letter"))) if missing else printed


def _each(value: T, change: Any) -> T:
    """The same thing with every text in it changed."""
    found: Any = value
    if isinstance(found, str):
        found = change(found)
    elif isinstance(found, tuple):
        found = tuple(_each(each, change) for each in found)
    elif isinstance(found, dict):
        found = {name: _each(each, change) for name, each in found.items()}
    elif is_dataclass(found) and not isinstance(found, type):
        changed = {each.name: _each(getattr(found, each.name), change) for each in fields(found)}
        found = replace(found, **changed)
    changed_value: T = found
    return changed_value


def _shown(letter: str) -> str:
    if letter < "\x7f" or ord(letter) in _letters() or NEVER_DRAWN.match(letter):
        return letter
    return INSTEAD.get(unicodedata.category(letter), A_SQUARE)


@cache
def _letters() -> frozenset[int]:
    """The number of every letter that one of the fonts that came with us has."""
    folder = Path(manimgx_fonts.__file__).parent
    return frozenset(
        letter for file in folder.glob("*.ttf") for letter in _letters_of(file.read_bytes())
    )


def _letters_of(font: bytes) -> Iterator[int]:
    """The letters of one font, by the table in which it lists them."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * tables, 16):
        if font[place : place + 4] == b"cmap":
            (start,) = struct.unpack_from(">I", font, place + 8)
            (lists,) = struct.unpack_from(">H", font, start + 2)
            for each in range(lists):
                (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * each)
                yield from _listed(font, start + offset)


def _listed(font: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif form == 4:
        (twice,) = struct.unpack_from(">H", font, at + 6)
        count = twice // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + twice)
        for first, last in zip(starts, ends, strict=True):
            yield from range(first, last + (last != 0xFFFF))
