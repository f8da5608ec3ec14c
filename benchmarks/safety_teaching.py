"""Teach the safety screen: logistic regression, one card against everything else.

Run ``python -m benchmarks.safety_teaching`` after any change to the texts, the rules' examples or
the way a sentence is read. It writes ``consultations/safety/learned.npz``. How sure the screen has
to be is set by cross-validation on the texts written by hand; the blind set is never read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.safety_texts import NONE, Taught, digest, taught
from consultations.safety.features import PLACES, places_of
from consultations.safety.learned import WEIGHTS, parts_of
from consultations.safety.reading import sentences
from consultations.safety.rulebook import CARDS
from consultations.safety.screen import calls

FOLDS = 5
# How strongly large weights are held down (L2), and how long the search goes on.
HELD_DOWN, STEPS = 0.03, 100
# The share of ordinary texts that each card may be shown for, without and with a rule.
ALARMS = dict(zip(CARDS, (0.005, 0.0015, 0.005, 0.004, 0.0025, 0.0025), strict=True))
# With a rule, a card is held back only when the learned half speaks as plainly against it as this.
# From the same cross-validation: lower lets figures of speech through, higher loses real calls.
WITH_RULE = -2.0
Numbers = NDArray[np.float64]


def main() -> None:
    """Teach, set how sure is sure enough, and write the file."""
    everything = taught()
    alone = sure_enough(everything)
    rarity, weights, base = teach(everything)
    scale = np.abs(weights).max(axis=0) / 127
    np.savez_compressed(
        WEIGHTS,
        rarity=(rarity * 16).round().astype(np.uint8),
        weights=(weights / scale).round().astype(np.int8).T,
        scale=scale.astype(np.float32),
        base=base.astype(np.float32),
        alone=np.array([alone[card] for card in CARDS]),
        with_rule=np.array(WITH_RULE),
        digest=np.array(digest()),
    )
    print(f"Taught with {len(everything)} texts. {WEIGHTS.stat().st_size // 1000} kB.")
    for card in CARDS:
        print(f"{card}: shown above {alone[card]:.2f}")


def teach(texts: Sequence[Taught]) -> tuple[Numbers, Numbers, Numbers]:
    """The rarity of each place, its weight for each card, and where each card starts from."""
    seen = table(["".join(sentences(each.case.text)) for each in texts])
    rarity = np.zeros(PLACES)
    often = np.asarray(seen.sum(axis=0)).ravel()
    rarity[often > 0] = np.log((1 + len(texts)) / (1 + often[often > 0])) + 1
    used = np.flatnonzero(often)
    found = fit(weighed(seen, rarity)[:, used], [each.case.card for each in texts])
    weights = np.zeros((PLACES, len(CARDS)))
    weights[used] = found[:-1]
    return rarity, weights, found[-1]


def fit(read: csr_matrix, called: Sequence[str]) -> Numbers:
    """Logistic regression for all cards at once; the last row is where each starts from."""
    sign = np.array([[1.0 if name == card else -1.0 for card in CARDS] for name in called])
    turned, shape = read.T.tocsr(), (read.shape[1] + 1, len(CARDS))

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        at = flat.reshape(shape)
        right = sign * (read @ at[:-1] + at[-1])
        pull = -sign / (1 + np.exp(np.clip(right, -50, 50)))
        slope = np.vstack([turned @ pull + HELD_DOWN * at[:-1], pull.sum(axis=0)])
        held = HELD_DOWN / 2 * float((at[:-1] ** 2).sum())
        return float(np.logaddexp(0, -right).sum()) + held, slope.ravel()

    search = {"maxiter": STEPS, "maxcor": 6}
    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=search)
    best: Numbers = found.x.reshape(shape)
    return best


def table(read: Sequence[str]) -> csr_matrix:
    """Which places each text has."""
    places = [places_of(each) for each in read]
    ends = np.cumsum([0, *map(len, places)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(places), ends), shape=(len(read), PLACES))


def weighed(seen: csr_matrix, rarity: Numbers) -> csr_matrix:
    """Each text as a vector of length one, rare places first (TF-IDF)."""
    by_rarity = seen.multiply(rarity[None, :]).tocsr()
    length = np.sqrt(np.asarray(by_rarity.multiply(by_rarity).sum(axis=1)).ravel())
    return by_rarity.multiply(1 / np.maximum(length, 1e-9)[:, None]).tocsr()


def sure_enough(texts: Sequence[Taught]) -> dict[str, float]:
    """How high a card must score without a rule, from texts that were left out of the teaching."""
    hand = [each for each in texts if each.by_hand]
    scores = np.vstack([left_out(texts, fold) for fold in range(FOLDS)])
    order = [each for fold in range(FOLDS) for each in hand if fold_of(each) == fold]
    ordinary = np.array([each.case.card == NONE for each in order])
    ruled = [{call.card for call in calls(each.case.text)} for each in order]
    alone = {}
    for place, card in enumerate(CARDS):
        by_rule = np.array([card in each for each in ruled])
        alone[card] = nth(scores[ordinary & ~by_rule, place], int(ALARMS[card] * ordinary.sum()))
    report(order, scores, ruled, alone)
    return alone


def nth(values: Numbers, place: int) -> float:
    """The value above which so many lie."""
    return float(np.sort(values)[::-1][place])


def left_out(texts: Sequence[Taught], fold: int) -> Numbers:
    """The scores of the texts of one part, taught with all the others."""
    rarity, weights, base = teach([each for each in texts if fold_of(each) != fold])
    rows = []
    for each in texts:
        if each.by_hand and fold_of(each) == fold:
            parts = weighed(table(parts_of(each.case.text) or [""]), rarity)
            rows.append((parts @ weights + base).max(axis=0))
    return np.array(rows)


def fold_of(each: Taught) -> int:
    """The part that a text is in, the same every time, and the same for all that are alike."""
    return crc32(each.group.encode()) % FOLDS


def report(
    order: Sequence[Taught],
    scores: Numbers,
    ruled: Sequence[set[str]],
    alone: dict[str, float],
) -> None:
    """Print what would have been shown for the texts that were left out."""
    found: dict[str, list[bool]] = {"explicit": [], "veiled": [], "alarm": []}
    for each, row, rules in zip(order, scores, ruled, strict=True):
        shown = {
            card
            for card, score in zip(CARDS, row, strict=True)
            if score > (WITH_RULE if card in rules else alone[card])
        }
        if each.case.card == NONE:
            found["alarm"].append(bool(shown))
        else:
            found[each.case.kind].append(each.case.card in shown)
    for name, which in found.items():
        print(f"cross-validation, {name}: {sum(which)} of {len(which)} ({np.mean(which):.3f})")


if __name__ == "__main__":
    main()
