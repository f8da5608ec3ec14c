"""The texts that the safety screen is taught with and measured on. Nobody's real words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from random import Random
from typing import NamedTuple
from zlib import crc32

from benchmarks.measure import OWN_DATA
from consultations.safety.rulebook import rule_files

NONE = "none"
TAUGHT = tuple(f"taught-{number}" for number in range(1, 7))
PATTERNS = OWN_DATA / "safety-taught.txt"
EACH_PATTERN, TRIES = 24, 72
CHOICE = re.compile(r"\(([^()]*)\)")
SLOT = re.compile(r"\{(\w+)\}")
OF_ONE_KIND = frozenset({"he", "his", "him"})


class Case(NamedTuple):
    """A text, the card that it should call for ("none"), and its kind."""

    card: str
    kind: str
    text: str


class Taught(NamedTuple):
    """A case to teach with. Cases of one group are alike, and are never on both sides of a test."""

    case: Case
    group: str
    by_hand: bool


def cases(name: str) -> list[Case]:
    """The cases of one set."""
    lines = (OWN_DATA / f"safety-{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Case(*row) for row in rows[1:]]


def taught() -> list[Taught]:
    """Everything that the screen is taught with, each text once: by hand, by pattern, by rule."""
    found: dict[str, Taught] = {}
    for name in TAUGHT:
        for case in cases(name):
            found.setdefault(case.text.casefold(), Taught(case, case.text, by_hand=True))
    for line, case in by_pattern():
        found.setdefault(case.text.casefold(), Taught(case, line, by_hand=False))
    for case in by_rule():
        found.setdefault(case.text.casefold(), Taught(case, case.text, by_hand=False))
    return list(found.values())


def by_rule() -> Iterator[Case]:
    """The examples that stand with the rules. What one card leaves may be meant for another."""
    for file in rule_files():
        for rule in file.rules:
            yield from (Case(file.card, "explicit", text) for text in rule.matches)


def by_pattern() -> Iterator[tuple[str, Case]]:
    """What the patterns say, some of all the ways, always the same ones."""
    slots: dict[str, list[str]] = {}
    card = kind = ""
    for line in PATTERNS.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name, ways = line[1:].split(" = ")
            slots[name] = ways.split("|")
        elif line.startswith("## "):
            card, kind = line[3:].split()
        elif line and not line.startswith("# "):
            for text in _ways(line, slots):
                yield line, Case(card, kind, text)


def _ways(line: str, slots: dict[str, list[str]]) -> list[str]:
    chance, made = Random(crc32(line.encode())), set[str]()
    for _ in range(TRIES):
        if len(made) < EACH_PATTERN:
            made.add(_one_way(line, slots, chance))
    return sorted(made)


def _one_way(line: str, slots: dict[str, list[str]], chance: Random) -> str:
    """One way to say a pattern, with one "he" or "she" throughout."""
    which = chance.randrange(2)

    def slot(match: re.Match[str]) -> str:
        ways = slots[match[1]]
        return ways[which] if match[1] in OF_ONE_KIND else chance.choice(ways)

    while CHOICE.search(line) or SLOT.search(line):
        line = CHOICE.sub(lambda match: chance.choice(match[1].split("|")), line)
        line = SLOT.sub(slot, line)
    return re.sub(r"\s+(?=[,']|\s)", "", line).strip()


def digest() -> str:
    """A fingerprint of everything that is taught. It stands in the shipped file as well."""
    rows = ("\t".join(each.case) for each in taught())
    return sha256("\n".join(rows).encode()).hexdigest()
