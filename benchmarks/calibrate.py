"""Find the numbers that turn nearness into chances, and print them.

``python -m benchmarks.calibrate`` prints what consultations/answering/weights.json should hold;
with ``--write`` it also writes it. It learns from the questions of benchmarks/data/asked.tsv and
questions-calibrate.tsv, and from what our training examples call off topic. The questions of
questions-unseen.tsv are not read. The limits are chosen on questions that were left out of the
learning: it is done once for each half, and the other half is judged.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.measure import ROOT, about_the_machine, plain_ending
from benchmarks.questions import ASKED, CALIBRATE, OFF_TOPIC, read_questions
from consultations.answering.chances import FILE, OF_ANSWERS, OF_NONE, to_compare
from consultations.answering.index import PackIndex
from consultations.content.loading import pack_slugs, read_pack
from consultations.content.schema import Pack

Numbers = NDArray[np.float64]
STEPS, RATE, HELD_BACK = 3000, 0.05, 0.001
WEIGHT_OF_OFF_TOPIC = 0.33
MOST_WRONG, OFFERED = 0.012, 3
SHORTEST_OFF_TOPIC = 4
LIMITS = np.arange(0.10, 0.96, 0.01)


class Case(NamedTuple):
    """A question as the weights see it: what each answer is like, and which are right."""

    answers: Numbers
    none: Numbers
    right: NDArray[np.bool_]
    has_answer: bool
    weight: float


class Judged(NamedTuple):
    """How a question that was left out of the learning ended."""

    best: float
    is_right: bool
    in_three: bool
    some: float
    has_answer: bool


def main() -> None:
    """Learn, and print."""
    with plain_ending():
        print(about_the_machine())
        packs = [read_pack(ROOT / "content", slug) for slug in pack_slugs(ROOT / "content")]
        asked = [case for pack in packs for case in from_questions(pack)]
        off = [case for pack in packs for case in from_off_topic(pack)]
        outcomes = [
            judged(each, learned)
            for half in (0, 1)
            for learned in [learn([*asked[1 - half :: 2], *off])]
            for each in asked[half::2]
        ]
        of_answers, of_none = named(learn([*asked, *off]))
        told = {
            "of_answers": of_answers,
            "of_none": of_none,
            "sure": sure(outcomes),
            "near": near(outcomes),
        }
        text = json.dumps(told, indent=2) + "\n"
        print(f"{len(asked)} questions, {len(off)} that are off topic\n{text}")
        if "--write" in sys.argv:
            FILE.write_text(text, encoding="utf-8")


def from_questions(pack: Pack) -> Iterator[Case]:
    """The questions that were written for a pack, of one part and with nothing before them."""
    index = PackIndex(pack)
    for question in [*read_questions(ASKED), *read_questions(CALIBRATE)]:
        if question.pack == pack.slug and len(question.gold) == 1 and not question.before:
            right = {same for each in question.gold[0] for same in index.says_the_same(each)}
            yield case(index, question.text, frozenset(right), 1.0)


def from_off_topic(pack: Pack) -> Iterator[Case]:
    """What our training examples call off topic: nothing in the pack answers it."""
    index = PackIndex(pack)
    file = ROOT / "rasa_project" / "data" / "nlu" / "out_of_scope.yml"
    blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    examples = next(each["examples"] for each in blocks if each["intent"] == "off_topic")
    for line in examples.splitlines():
        if len(line.split()) > SHORTEST_OFF_TOPIC:
            yield case(index, line.removeprefix("- "), frozenset({OFF_TOPIC}), WEIGHT_OF_OFF_TOPIC)


def case(index: PackIndex, text: str, right: frozenset[str], weight: float) -> Case:
    """One question with the answers that are compared."""
    near = index.nearness(text)
    compared = to_compare(near.ways)
    return Case(
        np.array([[near.ways[name][at] for name in OF_ANSWERS] for at in compared], dtype=float),
        np.array([near.none[name] for name in OF_NONE]),
        np.array([index.answers[at].id in right for at in compared]),
        bool(right - {OFF_TOPIC}),
        weight,
    )


def learn(cases: Sequence[Case]) -> Numbers:
    """The weights under which what is right is likeliest, by gradient descent (Adam)."""
    size = max(len(each.right) for each in cases) + 1
    width = len(OF_ANSWERS) + len(OF_NONE)
    told = np.zeros((len(cases), size, width))
    absent = np.full((len(cases), size), -1e9)
    right = np.zeros((len(cases), size))
    for at, each in enumerate(cases):
        count = len(each.right)
        told[at, :count, : len(OF_ANSWERS)] = each.answers
        told[at, count, len(OF_ANSWERS) :] = each.none
        absent[at, : count + 1] = 0
        right[at, :count] = each.right
        right[at, count] = not each.right.any()
    weight = np.array([each.weight for each in cases])
    weight /= weight.sum()
    found, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        worth = told @ found + absent
        shares = np.exp(worth - worth.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        hit = shares * right
        aim = hit / np.maximum(hit.sum(axis=1, keepdims=True), 1e-12)
        slope = np.einsum("n,nk,nkw->w", weight, shares - aim, told) + HELD_BACK * found
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        found -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return found


def judged(each: Case, learned: Numbers) -> Judged:
    """How a question ends by some weights."""
    told = each.answers @ learned[: len(OF_ANSWERS)]
    worth = np.append(told, each.none @ learned[len(OF_ANSWERS) :])
    shares = np.exp(worth - worth.max())
    shares /= shares.sum()
    order = np.argsort(-shares[:-1], kind="stable")[:OFFERED]
    return Judged(
        best=float(shares[order[0]]),
        is_right=bool(each.right[order[0]]),
        in_three=bool(each.right[order].any()),
        some=float(1 - shares[-1]),
        has_answer=each.has_answer,
    )


def sure(outcomes: Sequence[Judged]) -> float:
    """The lowest chance from which on few enough of the answers given would be wrong."""
    for limit in LIMITS:
        wrong = sum(each.best >= limit and not each.is_right for each in outcomes)
        if wrong <= MOST_WRONG * len(outcomes):
            return round(float(limit), 2)
    return 1.0


def near(outcomes: Sequence[Judged]) -> float:
    """The chance of there being an answer from which on offering three helps most people."""

    def helped(limit: float) -> int:
        return sum(
            each.in_three if each.some >= limit else not each.has_answer for each in outcomes
        )

    return round(float(max(LIMITS, key=helped)), 2)


def named(learned: Numbers) -> tuple[dict[str, float], dict[str, float]]:
    """The weights by name."""
    rounded = [round(float(each), 3) for each in learned]
    return (
        dict(zip(OF_ANSWERS, rounded[: len(OF_ANSWERS)], strict=True)),
        dict(zip(OF_NONE, rounded[len(OF_ANSWERS) :], strict=True)),
    )


if __name__ == "__main__":
    main()
