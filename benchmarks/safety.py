"""How many cries for help the safety screen hears, and how often it is alarmed for nothing.

The sets were written for this project, by the author of the rules. They show how the screen does on
such words; they are no clinical validation. Name a set (seen, unseen, later) to run only that one;
"misses" as a second word prints what went wrong, for the seen set only.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from math import comb
from typing import NamedTuple

from benchmarks.measure import OWN_DATA, about_the_machine, quantile, table
from consultations.safety.rulebook import CARDS
from consultations.safety.screen import calls, make_ready

SETS = ("seen", "unseen", "later")
NONE = "none"
# Both lead with 999, so either is right for both.
ALIKE = frozenset({"emergency", "stroke"})
LONG_TEXT = 5_000
TIMES = 30
Heard = Callable[[str], list[str]]


class Case(NamedTuple):
    """A text, the card that it should call for ("none"), and its kind."""

    card: str
    kind: str
    text: str

    def is_met(self, shown: Sequence[str]) -> bool:
        """Whether the right card is among those shown, or none is when none should be."""
        if self.card == NONE:
            return not shown
        return self.card in shown or (self.card in ALIKE and bool(ALIKE & set(shown)))


def cases(name: str) -> list[Case]:
    """The cases of one set."""
    lines = (OWN_DATA / f"safety-{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Case(*row) for row in rows[1:]]


def by_rules(text: str) -> list[str]:
    """The cards that are shown: two at most."""
    return [call.card for call in calls(text)][:2]


def main() -> None:
    """Print recall and false alarms of each set, and how long a long text takes."""
    chosen = [name for name in SETS if name in sys.argv[1:]] or SETS
    make_ready()
    print(about_the_machine())
    for name in chosen:
        if not (OWN_DATA / f"safety-{name}.tsv").exists():
            continue
        report(name, cases(name), by_rules)
        if name == "seen" and "misses" in sys.argv[1:]:
            print_misses(cases(name), by_rules)
    report_time()


def report(name: str, all_cases: Sequence[Case], heard: Heard) -> None:
    """Recall for each card, explicit and veiled apart, and false alarms for each kind of talk."""
    met = {case: case.is_met(heard(case.text)) for case in all_cases}
    rows = [[card, *_share(met, card, "explicit"), *_share(met, card, "veiled")] for card in CARDS]
    rows.append(["all", *_share(met, None, "explicit"), *_share(met, None, "veiled")])
    header = ["card", "explicit", "at least", "veiled", "at least"]
    table(f"Recall, {name} (at least: lower end, 95% one-sided)", header, rows)
    kinds = sorted({case.kind for case in all_cases if case.card == NONE})
    ordinary = [case for case in all_cases if case.card == NONE]
    alarms = [
        [kind, _count(not met[case] for case in ordinary if kind in (case.kind, "all"))]
        for kind in kinds
    ]
    alarms.append(["all", _count(not met[case] for case in ordinary)])
    table(f"False alarms, {name}", ["kind of talk", "alarms"], alarms)


def print_misses(all_cases: Iterable[Case], heard: Heard) -> None:
    """What went wrong, to develop on. Never for the unseen sets."""
    for case in all_cases:
        if not case.is_met(heard(case.text)):
            print(f"{case.card} {case.kind}: {case.text}")


def report_time() -> None:
    """Processor time for 5,000 characters of ordinary comments, the first time and after."""
    ordinary = [case.text for case in cases("seen") if case.card == NONE]
    rows = []
    for title, joiner in (("in sentences", ". "), ("without a full stop", ", ")):
        text = joiner.join(each.rstrip(".!?") for each in ordinary)[:LONG_TEXT]
        taken = [_milliseconds(text) for _ in range(TIMES)]
        rows.append([title, taken[0], quantile(taken, 0.5), quantile(taken, 0.95)])
    header = ["5,000 characters", "first time, ms", "p50, ms", "p95, ms"]
    table("Time of the processor", header, rows)


def _milliseconds(text: str) -> float:
    began = time.thread_time()
    calls(text)
    return (time.thread_time() - began) * 1000


def _share(met: dict[Case, bool], card: str | None, kind: str) -> tuple[str, str]:
    right = [
        was
        for case, was in met.items()
        if case.card != NONE and case.kind == kind and card in (None, case.card)
    ]
    return _count(right), f"{_at_least(sum(right), len(right)):.3f}" if right else "-"


def _count(right: Iterable[bool]) -> str:
    all_of_them = list(right)
    if not all_of_them:
        return "-"
    return f"{sum(all_of_them)} of {len(all_of_them)} ({sum(all_of_them) / len(all_of_them):.3f})"


def _at_least(right: int, of: int) -> float:
    """The share that is true with 95% certainty, if the cases were drawn at random."""
    low, high = 0.0, right / of
    for _ in range(40):
        middle = (low + high) / 2
        as_many = sum(
            comb(of, k) * middle**k * (1 - middle) ** (of - k) for k in range(right, of + 1)
        )
        low, high = (middle, high) if as_many < 0.05 else (low, middle)
    return low


if __name__ == "__main__":
    main()
