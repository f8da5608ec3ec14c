"""How much personal data the screen finds, by kind, and how often it asks without need.

``python -m benchmarks.privacy`` prints both halves. With the word ``seen`` it also lists what went
wrong in the seen half. What went wrong in the unseen half is counted and never shown.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from consultations.content.loading import pack_slugs, read_pack
from consultations.content.schema import Pack
from consultations.privacy import Finding, findings_in
from consultations.settings import ROOT

DATA = Path(__file__).parent / "data"
CONTENT = ROOT / "content"
MARK = re.compile(r"\[\[(\w+)\|(.+?)\]\]")
SEED = 20_261_122
HALVES = ("seen", "unseen")
NAMES = "name"
LONG, TIMES = 5_000, 100
T = TypeVar("T")


class Part(NamedTuple):
    """Something personal in a text, and where it stands."""

    kind: str
    start: int
    end: int


class Personal(NamedTuple):
    """A text with what has to be found in it."""

    text: str
    parts: tuple[Part, ...]


class Ordinary(NamedTuple):
    """A text in which nothing has to be found, and the pack that it is about."""

    pack: str
    text: str


def main() -> None:
    """Print recall by kind, false alarms, and the time for a long text."""
    listed = "seen" in sys.argv[1:]
    packs = {slug: read_pack(CONTENT, slug) for slug in pack_slugs(CONTENT)}
    pack = packs["riverside-hospitals"]
    personal = halves(personal_texts())
    ordinary = halves(ordinary_texts())
    found = {
        half: recall(personal[half], pack, listed=listed and half == "seen") for half in HALVES
    }
    print("| what is found | seen | unseen |\n| --- | --- | --- |")
    kinds = sorted({kind for half in HALVES for kind, _ in found[half]})
    for kind in kinds:
        print(f"| {kind} | " + " | ".join(share(found[half], [kind]) for half in HALVES) + " |")
    structured = [kind for kind in kinds if kind != NAMES]
    print("| all but names | " + " | ".join(share(found[h], structured) for h in HALVES) + " |")
    alarms = [
        false_alarms(ordinary[half], packs, listed=listed and half == "seen") for half in HALVES
    ]
    print("| asked without need | " + " | ".join(alarms) + " |")
    print(f"\n{LONG:,} characters take {milliseconds(pack):.1f} ms (the best of {TIMES}).")


def halves(rows: Sequence[T]) -> dict[str, list[T]]:
    """The rows in two halves, always the same ones."""
    mixed = list(rows)
    random.Random(SEED).shuffle(mixed)
    middle = len(mixed) // 2
    return {"seen": mixed[:middle], "unseen": mixed[middle:]}


def personal_texts() -> list[Personal]:
    """The texts with personal data, with the marks taken out."""
    return [_unmarked(line) for line in _lines("privacy-personal.tsv")]


def ordinary_texts() -> list[Ordinary]:
    """The ordinary comments and questions."""
    return [Ordinary(*line.split("\t")) for line in _lines("privacy-ordinary.tsv")]


def recall(rows: Sequence[Personal], pack: Pack, *, listed: bool) -> Counter[tuple[str, bool]]:
    """How many parts of each kind were found as a whole, and how many were not."""
    counts: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        found = findings_in(row.text, pack=pack)
        for part in row.parts:
            is_found = covered(row.text, part, found)
            counts[part.kind, is_found] += 1
            if listed and not is_found:
                print(f"missed {part.kind} {row.text[part.start : part.end]!r} in {row.text!r}")
    return counts


def covered(text: str, part: Part, found: Sequence[Finding]) -> bool:
    """Whether every letter and figure of a part was found."""
    inside = {place for each in found for place in range(each.start, each.end)}
    return all(place in inside for place in range(part.start, part.end) if text[place].isalnum())


def false_alarms(rows: Sequence[Ordinary], packs: dict[str, Pack], *, listed: bool) -> str:
    """How many ordinary texts would be asked about."""
    wrong = 0
    for row in rows:
        found = findings_in(row.text, pack=packs[row.pack])
        wrong += bool(found)
        if listed and found:
            parts = [(each.kind, row.text[each.start : each.end]) for each in found]
            print(f"false alarm {parts} in {row.text!r}")
    return f"{wrong} of {len(rows)} ({wrong / len(rows):.3f})"


def share(counts: Counter[tuple[str, bool]], kinds: Sequence[str]) -> str:
    """The share of some kinds that was found, with the numbers it comes from."""
    found = sum(counts[kind, True] for kind in kinds)
    every = found + sum(counts[kind, False] for kind in kinds)
    return f"{found} of {every} ({found / every:.3f})" if every else "none"


def milliseconds(pack: Pack) -> float:
    """How long a text of the greatest length keeps the processor busy."""
    text = " ".join(row.text for row in ordinary_texts())[:LONG]
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        findings_in(text, pack=pack)
        taken.append(time.process_time() - began)
    return min(taken) * 1000


def _unmarked(line: str) -> Personal:
    text, parts, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        parts.append(Part(match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return Personal(text + line[at:], tuple(parts))


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines[2:] if line]


if __name__ == "__main__":
    main()
