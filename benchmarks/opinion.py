"""Agreement and groups of opinion, next to what Polis published and next to red-dwarf.

``python -m benchmarks.opinion`` does it all; ``conversations``, ``peer`` or ``time`` do one part.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import adjusted_rand_score

from benchmarks.measure import (
    ROOT,
    about_the_machine,
    find_uv,
    plain_ending,
    public_data,
    run,
    table,
)
from consultations.opinion.clear import opinion_groups, steadiness
from consultations.opinion.counting import Labels, Votes, count, votes_each
from consultations.opinion.formulas import group_aware_consensus, representativeness
from consultations.opinion.grouping import group
from consultations.opinion.mapping import cast, draw_map

RED_DWARF = ROOT / ".venvs" / "red-dwarf" / "bin" / "python"
CONVERSATIONS = (
    "austria-climate.5twd2jsnkf.2022-08-08",
    "scoop-hivemind.taxes",
    "vtaiwan.uberx",
    "london.youth.policing",
)
LARGE, SAME_SIZE, STATEMENTS = 20_000, 2_000, 200
REPEATS = 3


class Conversation(NamedTuple):
    """One public conversation: its votes, the statements taken out, the groups that Polis found."""

    name: str
    votes: Votes
    out: NDArray[np.int64]
    published: Labels

    @property
    def moderated(self) -> Votes:
        """The votes with nothing said on what moderators took out, as Polis does it."""
        votes = self.votes.copy()
        votes[:, self.out] = 0
        return votes


def main() -> None:
    """Print what was asked for."""
    parts = sys.argv[1:] or ["conversations", "peer", "time"]
    with plain_ending():
        print(about_the_machine())
        for part in parts:
            PARTS[part]()


def read(name: str) -> Conversation:
    """A conversation as it was published."""
    rows = _rows(public_data(f"polis/{name}/participants-votes.csv"))
    comments = _rows(public_data(f"polis/{name}/comments.csv"))
    removed = {each["comment-id"] for each in comments if each["moderated"] == "-1"}
    ids = [key for key in rows[0] if key.isdigit()]
    votes = np.array([[float(row[key] or "nan") for key in ids] for row in rows])
    published = np.array([int(row["group-id"] or -1) for row in rows])
    out = np.array([place for place, key in enumerate(ids) if key in removed], dtype=np.int64)
    return Conversation(name, votes, out, published)


def conversations() -> None:
    """Our groups and our ranking beside the published ones."""
    shown = []
    for conversation in map(read, CONVERSATIONS):
        labels, steady = _grouped(conversation)
        both = (labels >= 0) & (conversation.published >= 0)
        verdict = opinion_groups(conversation.moderated[labels >= 0])
        kept = np.setdiff1d(np.arange(conversation.votes.shape[1]), conversation.out)
        theirs, ours = (
            group_aware_consensus(count(conversation.votes, each, groups=int(each.max()) + 1))[kept]
            for each in (conversation.published, labels)
        )
        shown.append(
            (
                conversation.name,
                f"{int((labels >= 0).sum()):,} of {len(labels):,}",
                int(conversation.published.max()) + 1,
                int(labels.max()) + 1,
                float(adjusted_rand_score(conversation.published[both], labels[both])),
                float(spearmanr(theirs, ours).statistic),
                _same_top(theirs, ours),
                steady,
                f"{verdict.apart:.2f}, {_or_not(verdict.by_chance)}",
                "clear groups" if verdict.clear else f"no clear groups: {verdict.why_not}",
            )
        )
    head = ("conversation", "grouped of people", "published k", "our k", "ARI")
    more = ("rank rho of consensus", "top 10 the same", "steadiness (worst of 8)")
    last = ("apart, by chance", "verdict")
    table("Next to what Polis published", (*head, *more, *last), shown)


def peer() -> None:
    """The same votes through red-dwarf: the same consensus, the same directions, like groups."""
    shown = []
    for conversation in map(read, CONVERSATIONS):
        theirs = _red_dwarf(conversation)
        labels, _ = _grouped(conversation)
        counts = count(
            conversation.votes, conversation.published, groups=int(conversation.published.max()) + 1
        )
        counted = theirs["counted"]
        consensus = np.abs(group_aware_consensus(counts)[counted] - theirs["consensus"]).max()
        z = np.abs(representativeness(counts)[1][:, counted] - np.array(theirs["z"])).max()
        drawn = draw_map(cast(conversation.moderated))
        parts = np.array(theirs["components"])
        cosine = [
            float(abs(parts[each] @ drawn.directions[each][theirs["statements"]]))
            for each in range(2)
        ]
        found = np.array([theirs["labels"].get(str(each), -1) for each in range(len(labels))])
        both = (labels >= 0) & (found >= 0)
        shown.append(
            (
                conversation.name,
                f"{consensus:.1e}",
                f"{z:.1e}",
                f"{cosine[0]:.4f}, {cosine[1]:.4f}",
                f"{int(found.max()) + 1}, {int(labels.max()) + 1}",
                float(adjusted_rand_score(found[both], labels[both])),
            )
        )
    head = ("conversation", "consensus, largest difference", "z, largest difference")
    table(
        "Next to red-dwarf 0.4.0, on the published groups and on its own",
        (*head, "cosine of the two directions", "k, theirs and ours", "ARI with its groups"),
        shown,
    )


def time_taken() -> None:
    """How long everything takes, with the groupings that tell whether groups are clear."""
    large, same = invented(LARGE), invented(SAME_SIZE)
    ours_large, ours_same = _ours(large), _ours(same)
    theirs = [(each["seconds"], each["busy"]) for each in map(_red_dwarf, [same] * REPEATS)]
    seconds, busy = (median(each) for each in zip(*theirs, strict=True))
    table(
        f"Time, {STATEMENTS} statements, invented votes, half of them cast (median of {REPEATS})",
        ("people and whose", "seconds", "of them busy", "ours / red-dwarf, busy", "aim, s"),
        [
            (f"{LARGE:,}, ours", *ours_large, "", "5"),
            (f"{SAME_SIZE:,}, ours", *ours_same, ours_same[1] / busy, ""),
            (f"{SAME_SIZE:,}, red-dwarf", seconds, busy, "", ""),
        ],
    )
    print("Busy is processor time: what is left when other work on the machine is taken away.")
    print("Ours draws the groups 14 times, to see whether they hold and beat chance; theirs once.")


def invented(people: int) -> Conversation:
    """Votes of two made-up camps who differ on some statements, half of all votes cast."""
    draw = np.random.default_rng(1)
    first = draw.uniform(0.1, 0.9, STATEMENTS)
    second = np.clip(first + draw.normal(0, 0.35, STATEMENTS), 0.05, 0.95)
    camp = draw.random(people) < 0.6
    agrees = np.where(camp[:, None], first, second)
    votes = np.where(draw.random((people, STATEMENTS)) < agrees, 1.0, -1.0)
    votes[draw.random(votes.shape) < 0.15] = 0
    votes[draw.random(votes.shape) < 0.5] = np.nan
    return Conversation(f"invented {people}", votes, np.array([], np.int64), camp.astype(np.int64))


def _ours(conversation: Conversation) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    taken = []
    for _ in range(REPEATS):
        began, busy = time.perf_counter(), time.process_time()
        found = opinion_groups(conversation.votes)
        counts = count(conversation.votes, found.labels, groups=len(found.sizes))
        group_aware_consensus(counts)
        representativeness(counts)
        taken.append((time.perf_counter() - began, time.process_time() - busy))
    seconds, busy = (median(each) for each in zip(*taken, strict=True))
    return seconds, busy


def _grouped(conversation: Conversation) -> tuple[Labels, float]:
    """The groups of all who cast 7 votes, clear or not, and how steady they are."""
    able = np.flatnonzero(votes_each(conversation.votes) >= 7)
    ready = cast(conversation.moderated)
    found = group(draw_map(ready).points[able])
    labels = np.full(len(conversation.votes), -1)
    labels[able] = found.labels
    return labels, steadiness(ready.of(able), found)


def _or_not(number: float | None) -> str:
    return "not tried" if number is None else f"{number:.2f}"


def _same_top(theirs: NDArray[np.float64], ours: NDArray[np.float64]) -> int:
    return len(set(np.argsort(-theirs)[:10]) & set(np.argsort(-ours)[:10]))


def _red_dwarf(conversation: Conversation) -> dict[str, Any]:
    _install()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "votes.npz"
        np.savez(
            file, votes=conversation.votes, out=conversation.out, labels=conversation.published
        )
        script = ROOT / "benchmarks" / "inside_red_dwarf.py"
        printed = run([str(RED_DWARF), str(script), str(file)])
    answer: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return answer


def _install() -> None:
    if RED_DWARF.exists():
        return
    uv, lock = find_uv(), str(ROOT / "requirements" / "red-dwarf.txt")
    run([uv, "venv", "--quiet", "--python", "3.11", str(RED_DWARF.parent.parent)])
    options = ("--python", str(RED_DWARF), "--require-hashes", "-r", lock)
    run([uv, "pip", "install", "--quiet", *options])


def _rows(file: Path) -> Sequence[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


PARTS = {"conversations": conversations, "peer": peer, "time": time_taken}

if __name__ == "__main__":
    main()
