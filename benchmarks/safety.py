"""How many cries for help the safety screen hears, and how often it is alarmed for nothing.

"Blind" and "blind-2" are the sets to believe: people wrote them who had not seen the rules or the
other texts. Three writers made the second, with ordinary texts that are meant to mislead, and the
screen was taught with other lines of theirs. With the sets named "taught" it was taught, so the
figures on them show only that it remembers.
All texts are invented. They are no clinical validation. Name sets to run only those.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from math import comb

from benchmarks.measure import OWN_DATA, about_the_machine, quantile, table
from benchmarks.safety_marks import ALIKE
from benchmarks.safety_texts import NONE, TAUGHT, Case, cases
from consultations.safety.hearing import heard, make_ready
from consultations.safety.learned import learned
from consultations.safety.rulebook import CARDS
from consultations.safety.screen import calls

SETS = ("blind", "blind-2", *TAUGHT)
MOST_CARDS = 2
LONG_TEXT = 5_000
TIMES = 20
Heard = Callable[[str], list[str]]


def by_rules(text: str) -> list[str]:
    """The cards that the rules alone would show."""
    return [call.card for call in calls(text)][:MOST_CARDS]


def by_learning(text: str) -> list[str]:
    """The cards that the learned half alone would show."""
    scores, alone = learned().scores(text), learned().alone
    return [card for card in CARDS if scores[card] > alone[card]][:MOST_CARDS]


def by_both(text: str) -> list[str]:
    """The cards that are shown."""
    return heard(text)[:MOST_CARDS]


WAYS: dict[str, Heard] = {"rules": by_rules, "learned": by_learning, "both": by_both}


def main() -> None:
    """Print recall and false alarms of each set, and how long it takes."""
    chosen = [name for name in SETS if name in sys.argv[1:]] or SETS
    make_ready()
    print(about_the_machine())
    for name in chosen:
        if (OWN_DATA / f"safety-{name}.tsv").exists():
            report(name, cases(name))
    report_time()


def report(name: str, all_cases: Sequence[Case]) -> None:
    """Recall for each card, explicit and veiled apart, and false alarms for each kind of talk."""
    met = {
        way: {case: is_met(case, hear(case.text)) for case in all_cases}
        for way, hear in WAYS.items()
    }
    rows = [
        [way, card or "all", *_share(found, card, "explicit"), *_share(found, card, "veiled")]
        for way, found in met.items()
        for card in (*CARDS, None)
    ]
    header = ["by", "card", "explicit", "at least", "veiled", "at least"]
    table(f"Recall, {name} (at least: lower end, 95% one-sided)", header, rows)
    ordinary = [case for case in all_cases if case.card == NONE]
    kinds = sorted({case.kind for case in ordinary})
    alarms = [
        [kind or "all", *(_alarms(found, ordinary, kind) for found in met.values())]
        for kind in (*kinds, None)
    ]
    table(f"False alarms, {name}", ["kind of talk", *met], alarms)
    shown = [way_shown for case in ordinary for way_shown in by_both(case.text)]
    by_card = [[card, shown.count(card)] for card in CARDS]
    table(f"False alarms by card, {name}, both", ["card", "shown"], by_card)


def is_met(case: Case, shown: Sequence[str]) -> bool:
    """Whether the right card is among those shown, or none is when none should be."""
    if case.card == NONE:
        return not shown
    return case.card in shown or (case.card in ALIKE and bool(ALIKE & set(shown)))


def report_time() -> None:
    """Processor time for short texts, and for 5,000 characters of ordinary comments."""
    ordinary = [case.text for case in cases(TAUGHT[0]) if case.card == NONE]
    short = [_milliseconds(text) for text in ordinary]
    rows = [["one comment", quantile(short, 0.5), quantile(short, 0.95)]]
    for title, joiner in (("in sentences", ". "), ("without a full stop", ", ")):
        text = joiner.join(each.rstrip(".!?") for each in ordinary)[:LONG_TEXT]
        taken = [_milliseconds(text) for _ in range(TIMES)]
        rows.append([f"5,000 characters {title}", quantile(taken, 0.5), quantile(taken, 0.95)])
    table("Time of the processor", ["text", "p50, ms", "p95, ms"], rows)


def _milliseconds(text: str) -> float:
    began = time.thread_time()
    heard(text)
    return (time.thread_time() - began) * 1000


def _alarms(met: dict[Case, bool], ordinary: Sequence[Case], kind: str | None) -> str:
    return _count(not met[case] for case in ordinary if kind in (case.kind, None))


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
