"""Find the numbers that turn nearness into chances, and print them.

``python -m benchmarks.calibrate`` prints what consultations/answering/weights.json should hold;
with ``--write`` it also writes it. Learned from:

- every phrasing of every pack but the first of each answer, asked of an index that does not have it
  (a fifth of them at a time), and of one that lacks a fifth of the answers: then none is right;
- the questions of benchmarks/data/asked.tsv and questions-calibrate.tsv;
- what our training examples call off topic: none is right.

The questions of questions-unseen.tsv are not read.
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
from benchmarks.questions import ASKED, CALIBRATE, read_questions
from consultations.answering.chances import FILE, OF_ANSWERS, OF_NONE, to_compare
from consultations.answering.index import Nearness, PackIndex
from consultations.content.loading import pack_slugs, read_pack
from consultations.content.schema import Pack, PackAnswer

Numbers = NDArray[np.float64]
FOLDS, STEPS, RATE, HELD_BACK = 5, 3000, 0.05, 0.002
WEIGHT_OF_REAL = 3.0
MOST_WRONG = 0.01


class Case(NamedTuple):
    """A question as the weights see it: what each answer is like, and which are right."""

    answers: Numbers
    none: Numbers
    right: NDArray[np.bool_]
    weight: float


def main() -> None:
    """Learn, and print."""
    with plain_ending():
        print(about_the_machine())
        packs = [read_pack(ROOT / "content", slug) for slug in pack_slugs(ROOT / "content")]
        made = [case for pack in packs for case in from_phrasings(pack)]
        real = [case for pack in packs for case in from_questions(pack)]
        learned = learn([*made, *real])
        sure = limit(real, learned)
        of_answers, of_none = named(learned)
        told = {"of_answers": of_answers, "of_none": of_none, "sure": sure, "near": near(real)}
        text = json.dumps(told, indent=2) + "\n"
        print(f"{len(made)} phrasings and {len(real)} questions\n{text}")
        if "--write" in sys.argv:
            FILE.write_text(text, encoding="utf-8")


def from_phrasings(pack: Pack) -> Iterator[Case]:
    """Each phrasing asked of an index without it, and each of some answers without the answer."""
    everything = PackIndex(pack).answers
    whole = PackIndex(pack, everything)
    for fold in range(FOLDS):
        index = PackIndex(pack, [_without(each, fold) for each in everything])
        for answer in everything:
            for asks in _held_out(answer, fold):
                yield case(index, asks, whole.says_the_same(answer.id), 1.0)
        gone = {each.id for at, each in enumerate(everything) if at % FOLDS == fold}
        index = PackIndex(pack, [each for each in everything if each.id not in gone])
        for answer in everything:
            if answer.id in gone and whole.says_the_same(answer.id) <= gone:
                for asks in answer.asks[:2]:
                    yield case(index, asks, frozenset(), 0.5)


def from_questions(pack: Pack) -> Iterator[Case]:
    """The questions that were written for the pack, and those that are about something else."""
    index = PackIndex(pack)
    for question in [*read_questions(ASKED), *read_questions(CALIBRATE)]:
        if question.pack == pack.slug and len(question.gold) == 1 and not question.before:
            right = {same for each in question.gold[0] for same in index.says_the_same(each)}
            yield case(index, question.text, frozenset(right), WEIGHT_OF_REAL)
    for text in off_topic():
        yield case(index, text, frozenset(), 1.0)


def off_topic() -> list[str]:
    """What our training examples call off topic."""
    file = ROOT / "rasa_project" / "data" / "nlu" / "out_of_scope.yml"
    blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    examples = next(each["examples"] for each in blocks if each["intent"] == "off_topic")
    return [line.removeprefix("- ") for line in examples.splitlines() if len(line.split()) > 3]


def case(index: PackIndex, text: str, right: frozenset[str], weight: float) -> Case:
    """One question with the answers that are compared."""
    near: Nearness = index.nearness(text)
    compared = to_compare(near.ways)
    return Case(
        np.array([[near.ways[name][at] for name in OF_ANSWERS] for at in compared], dtype=float),
        np.array([near.none[name] for name in OF_NONE]),
        np.array([index.answers[at].id in right for at in compared]),
        weight,
    )


def learn(cases: Sequence[Case]) -> Numbers:
    """The weights under which what is right is likeliest, by gradient descent (Adam)."""
    size = max(len(each.right) for each in cases) + 1
    width = len(OF_ANSWERS) + len(OF_NONE)
    told = np.zeros((len(cases), size, width))
    mask = np.full((len(cases), size), -1e9)
    right = np.zeros((len(cases), size))
    for at, each in enumerate(cases):
        count = len(each.right)
        told[at, :count, : len(OF_ANSWERS)] = each.answers
        told[at, count, len(OF_ANSWERS) :] = each.none
        mask[at, : count + 1] = 0
        right[at, :count] = each.right
        right[at, count] = not each.right.any()
    weight = np.array([each.weight for each in cases])
    weight /= weight.sum()
    found, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        worth = told @ found + mask
        shares = np.exp(worth - worth.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        hit = shares * right
        aim = hit / np.maximum(hit.sum(axis=1, keepdims=True), 1e-12)
        slope = np.einsum("n,nk,nkw->w", weight, shares - aim, told) + HELD_BACK * found
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        found -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return found


def shares_of(each: Case, found: Numbers) -> Numbers:
    """The chances of the compared answers, and of none, which is last."""
    worth = np.append(each.answers @ found[: len(OF_ANSWERS)], each.none @ found[len(OF_ANSWERS) :])
    shares = np.exp(worth - worth.max())
    told: Numbers = shares / shares.sum()
    return told


def limit(cases: Sequence[Case], found: Numbers) -> float:
    """The lowest chance from which on few enough answers are wrong."""
    outcomes = []
    for each in cases:
        shares = shares_of(each, found)
        best = int(shares[:-1].argmax())
        outcomes.append((float(shares[best]), bool(each.right[best])))
    for sure in np.arange(0.30, 0.95, 0.01):
        wrong = sum(chance >= sure and not right for chance, right in outcomes)
        if wrong <= MOST_WRONG * len(outcomes):
            return round(float(sure), 2)
    return 0.95


def near(cases: Sequence[Case]) -> float:
    """From which chance on that there is an answer at all, the nearest are offered."""
    return 0.3


def named(found: Numbers) -> tuple[dict[str, float], dict[str, float]]:
    """The weights by name."""
    rounded = [round(float(each), 3) for each in found]
    return (
        dict(zip(OF_ANSWERS, rounded[: len(OF_ANSWERS)], strict=True)),
        dict(zip(OF_NONE, rounded[len(OF_ANSWERS) :], strict=True)),
    )


def _held_out(answer: PackAnswer, fold: int) -> list[str]:
    return [asks for at, asks in enumerate(answer.asks[1:]) if at % FOLDS == fold]


def _without(answer: PackAnswer, fold: int) -> PackAnswer:
    out = _held_out(answer, fold)
    return answer.model_copy(update={"asks": tuple(a for a in answer.asks if a not in out)})


if __name__ == "__main__":
    main()
