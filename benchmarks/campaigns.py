"""How many letters of a campaign are found, and how many other comments are taken for one.

``python -m benchmarks.campaigns`` hides 500 invented campaign letters among the public NHS comments
of eight words or more, with words swapped, left out or added here and there, and prints how many
are found. ``BENCH_DATA`` names the folder of the public data sets.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import sys
import time
from pathlib import Path
from typing import NamedTuple

from consultations.campaigns.alike import FEWEST_WORDS, Cluster, clusters, words_of

SEED = 20_261_122
LETTERS, EDITS, SECOND = 100, (0.0, 0.05, 0.15, 0.30), 0.10
MANY = 20_000
FIRST = (
    "I am writing to object to the plan to close the walk in centre on Mill Lane. Older people and "
    "families without a car would have to take two buses to the hospital, and the car park there "
    "is full before nine. The centre is busy every evening. Please keep it open, and ask the "
    "people who use it before anything is decided."
)
OTHER = (
    "Please do not move our nurses to the other site. We waited years for a local clinic, and it "
    "works well. Moving it saves little money and makes things harder for carers, for people who "
    "work shifts and for anybody who cannot drive. We ask you to think again and to leave the "
    "clinic where it is."
)
SPARE = [
    *("really", "truly", "also", "even", "just", "our", "the", "this", "very", "local", "sadly"),
    *("again", "still", "always", "many", "some", "never", "family", "friends", "street", "nurse"),
]


class Hidden(NamedTuple):
    """A letter that was hidden among the comments: of which kind."""

    kind: str
    text: str


def main() -> None:
    """Print recall by share of words changed, false alarms, and the time for 20,000 comments."""
    comments = long_comments()
    rng = random.Random(SEED)
    hidden = [
        Hidden(f"{share:.0%} of words changed", edited(FIRST, share, rng))
        for share in EDITS
        for _ in range(LETTERS)
    ]
    hidden += [
        Hidden(f"second letter, {SECOND:.0%} changed", edited(OTHER, SECOND, rng))
        for _ in range(LETTERS)
    ]
    texts = [*comments, *(each.text for each in hidden)]
    found = clusters(texts, people=range(len(texts)))
    print(f"{len(comments):,} comments of {FEWEST_WORDS} words or more, {len(hidden)} letters\n")
    print("| | flagged (0.4) | with suggestions (0.3) |\n| --- | --- | --- |")
    flagged, either = members(found, only_flagged=True), members(found, only_flagged=False)
    for kind in dict.fromkeys(each.kind for each in hidden):
        places = [len(comments) + n for n, each in enumerate(hidden) if each.kind == kind]
        print(f"| found: {kind} | {share(places, flagged)} | {share(places, either)} |")
    others = range(len(comments))
    print(f"| comments taken for a letter | {wrong(others, flagged)} | {wrong(others, either)} |")
    many = [edited(rng.choice(comments), 0.5, rng) for _ in range(MANY - 3 * LETTERS)]
    many += [edited(FIRST, 0.15, rng) for _ in range(3 * LETTERS)]
    began = time.perf_counter()
    clusters(many, people=range(len(many)))
    took = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{MANY:,} comments take {took:.1f} s on one core, with {memory} MB at the most.")


def long_comments() -> list[str]:
    """The public comments that are long enough to tell a campaign by. Ends when there are none."""
    folder = os.environ.get("BENCH_DATA")
    file = Path(folder or ".") / "nhs-fft" / "comments.csv"
    if not folder or not file.exists():
        sys.exit("Set BENCH_DATA to the folder that holds nhs-fft/comments.csv.")
    with file.open(encoding="utf-8", newline="") as opened:
        texts = [row["text"] for row in csv.DictReader(opened)]
    return [text for text in texts if len(words_of(text)) >= FEWEST_WORDS]


def edited(text: str, share: float, rng: random.Random) -> str:
    """The text with that share of its words swapped, left out or followed by another one."""
    words = []
    for word in text.split():
        if rng.random() >= share:
            words.append(word)
            continue
        how = rng.choice(("swap", "leave out", "add"))
        if how == "add":
            words.append(word)
        if how != "leave out":
            words.append(rng.choice(SPARE))
    return " ".join(words)


def members(found: list[Cluster], *, only_flagged: bool) -> set[int]:
    """Every text that is in a cluster."""
    return {each for one in found if one.flagged or not only_flagged for each in one.likeness}


def share(places: list[int], found: set[int]) -> str:
    return f"{len(found.intersection(places)) / len(places):.2f}"


def wrong(others: range, found: set[int]) -> str:
    count = len(found.intersection(others))
    return f"{count} ({count / len(others):.2%})"


if __name__ == "__main__":
    main()
