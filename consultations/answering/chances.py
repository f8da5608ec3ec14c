"""Turn how near the answers are into the chance that each is meant, or that none of them is.

A conditional logit: every answer has a worth, and so has "none of them"; the chances are their
shares. The numbers in ``weights.json`` belong to no pack. ``python -m benchmarks.calibrate`` makes
and prints them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from consultations.answering.embedding import Vectors

FILE = Path(__file__).parent / "weights.json"
# How an answer is near a question, and what speaks for there being none.
OF_ANSWERS = ("middle", "best_two", "passage", "whole", "letters", "other_kind", "data")
# How near an answer is to what was talked of last, where a question goes on from there.
RELATED, WEIGHT_OF_RELATED = "related", 5.0
# A question in another language shares no words with English answers, and is less near in meaning:
# that says nothing against them, and the differences between them count for more.
FOREIGN, STRETCHED_IF_FOREIGN = "foreign", 1.9
OF_NONE = ("constant", "not_known", "length")
# Answers beyond these are not compared: they would only water the chances down in a large pack.
COMPARED = 6
AT_FIRST = {"middle": 1.0, "best_two": 0.3, "passage": 0.5, "whole": 0.2, "letters": 0.3}


class Weights(NamedTuple):
    """How much each way of being near counts, and from which chance on an answer is given."""

    of_answers: Mapping[str, float]
    of_none: Mapping[str, float]
    sure: float
    near: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The numbers of this version."""
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(**read)


def to_compare(ways: Mapping[str, Vectors]) -> list[int]:
    """The places of the answers that may be meant, by a first look."""
    first = sum(AT_FIRST[name] * ways[name] for name in AT_FIRST)
    if RELATED in ways:
        first = first + ways[RELATED]
    return [int(place) for place in np.argsort(-np.asarray(first), kind="stable")[:COMPARED]]


def chances(
    ways: Mapping[str, Vectors], none: Mapping[str, float], compared: list[int], by: Weights
) -> tuple[Vectors, float]:
    """The chance of each of the compared answers, and the chance that it is none of them."""
    worth = np.zeros(len(compared) + 1)
    for name, weight in by.of_answers.items():
        worth[:-1] += weight * ways[name][compared]
    if RELATED in ways:
        worth[:-1] += WEIGHT_OF_RELATED * ways[RELATED][compared]
    worth[-1] = sum(weight * none[name] for name, weight in by.of_none.items())
    if none.get(FOREIGN):
        worth[:-1] *= STRETCHED_IF_FOREIGN
    shares = np.exp(worth - worth.max())
    shares = shares / shares.sum()
    return shares[:-1].astype(np.float32), float(shares[-1])
