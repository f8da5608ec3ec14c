"""How well themes and sentiment are learnt, on comments of the NHS Friends and Family Test.

The published figures are those of pxtextmining (NHS England) on a larger set that is not public:
other comments, six trusts, and a class "Labelling not possible" that is easy to get right.

    python -m benchmarks.themes           the model of the product, and how fast it codes
    python -m benchmarks.themes curve     how good it is after 100, 200, 400 and 800 comments
    python -m benchmarks.themes meaning   the same with vectors of meaning, which takes minutes
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from benchmarks.measure import about_the_machine, table
from consultations.coding.learner import Learner
from consultations.coding.scores import F1, Given, Numbers, f1_of, half_width
from consultations.coding.sounding import Sounding

NO_LABEL = "Labelling not possible"
FEWEST_OF_A_THEME = 5
SEED, SHARE_LEARNT = 20231, 0.8
SIZES, DRAWS = (100, 200, 400, 800), 3
HEADER = ("method", "micro F1", "macro F1", "samples F1", "by cross-validation, micro")
PUBLISHED = (
    ("pxtextmining, SVC (published)", "0.71", "0.64", "0.72", ""),
    ("pxtextmining, DistilBERT (published)", "0.75", "0.67", "0.78", ""),
    ("pxtextmining, ensemble of three (published)", "0.77", "0.71", "0.79", ""),
)
THREE = {"1": "positive", "2": "positive", "3": "mixed", "4": "negative", "5": "negative"}
VECTORS = Path(tempfile.gettempdir()) / "sounding-board-benchmark-vectors.npy"


class Comments(NamedTuple):
    """Comments, what each answers, its themes, and how it sounds from 1 to 5."""

    texts: list[str]
    questions: list[str]
    given: Given
    sounds: list[str]
    places: list[int]

    def some(self, rows: Sequence[int]) -> Comments:
        """Those of some rows."""
        return Comments(
            [self.texts[row] for row in rows],
            [self.questions[row] for row in rows],
            self.given[list(rows)],
            [self.sounds[row] for row in rows],
            [self.places[row] for row in rows],
        )


def main(what: str = "themes") -> None:
    """Print the figures."""
    folder = os.environ.get("BENCH_DATA")
    if not folder or not (Path(folder) / "nhs-fft" / "comments.csv").exists():
        sys.exit("Set BENCH_DATA to the folder that holds nhs-fft/comments.csv.")
    print(about_the_machine())
    everything = _read(Path(folder) / "nhs-fft" / "comments.csv")
    order = np.random.RandomState(SEED).permutation(len(everything.texts)).tolist()
    cut = int(SHARE_LEARNT * len(order))
    learnt, tested = everything.some(order[:cut]), everything.some(order[cut:])
    print(f"{len(order):,} comments, {everything.given.shape[1]} themes: {cut:,} learnt from")
    if what == "curve":
        _curve(learnt, tested)
    elif what == "meaning":
        _with_meaning(everything, learnt, tested)
    else:
        _themes(learnt, tested)
        _sentiment(learnt, tested)


def _read(file: Path) -> Comments:
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["text"].strip()]
    themes = [set(row["themes"].split("|")) - {NO_LABEL} for row in rows]
    found: dict[str, int] = {}
    for each in themes:
        for theme in each:
            found[theme] = found.get(theme, 0) + 1
    names = sorted(theme for theme, number in found.items() if number >= FEWEST_OF_A_THEME)
    kept = [place for place, each in enumerate(themes) if each & set(names)]
    return Comments(
        [rows[place]["text"] for place in kept],
        [rows[place]["question_type"] for place in kept],
        np.array([[name in themes[place] for name in names] for place in kept]),
        [rows[place]["sentiment_1_to_5"].partition(".")[0] for place in kept],
        kept,
    )


def _themes(learnt: Comments, tested: Comments) -> None:
    start = process_time()
    learner = Learner().learn(learnt.texts, learnt.questions, learnt.given)
    learning = process_time() - start
    start = process_time()
    said = learner.judge(tested.texts, tested.questions).said
    coding = process_time() - start
    row = _row("ours, TF-IDF (the product)", f1_of(tested.given, said), learner.figures.micro)
    table("Themes, on the fifth that was held back", HEADER, [row, *PUBLISHED])
    words = sum(len(text.split()) for text in tested.texts) / len(tested.texts)
    print(f"Micro F1 is sure to within {half_width(tested.given, said):.3f} (95 %, bootstrap).")
    print(f"Learning took {learning:.0f} s of one core, cross-validation and all.")
    print(
        f"It codes {len(tested.texts) / coding:,.0f} answers of {words:.0f} words a second a core."
    )


def _sentiment(learnt: Comments, tested: Comments) -> None:
    rows = []
    for name, to in (("three classes", THREE), ("five classes", {each: each for each in THREE})):
        some, rest = (_with_sound(each) for each in (learnt, tested))
        sounding = Sounding().learn(some.texts, some.questions, [to[each] for each in some.sounds])
        said = [code for code, _ in sounding.of(rest.texts, rest.questions)]
        truth = [to[each] for each in rest.sounds]
        right = sum(one == other for one, other in zip(said, truth, strict=True)) / len(truth)
        rows.append((name, f"{right:.3f}", f"{_macro(truth, said):.3f}"))
    table("Sentiment", ("classes", "accuracy", "macro F1"), rows)
    print("Published for five classes, on other data: DistilBERT 0.70 and 0.65.")


def _with_sound(comments: Comments) -> Comments:
    return comments.some([row for row, sound in enumerate(comments.sounds) if sound in THREE])


def _macro(truth: Sequence[str], said: Sequence[str]) -> float:
    names = sorted(set(truth))
    one, other = (np.array([[each == name for name in names] for each in x]) for x in (truth, said))
    return f1_of(one, other).macro


def _curve(learnt: Comments, tested: Comments) -> None:
    rows = []
    for size in SIZES:
        drawn = []
        for draw in range(DRAWS):
            chosen = np.random.RandomState(draw).permutation(len(learnt.texts))[:size].tolist()
            some = learnt.some(chosen)
            learner = Learner().learn(some.texts, some.questions, some.given)
            said = learner.judge(tested.texts, tested.questions).said
            drawn.append(f1_of(tested.given, said))
        rows.append((f"{size:,}", *(f"{np.mean(each):.3f}" for each in zip(*drawn, strict=True))))
    heads = ("comments read", "micro F1", "macro F1", "samples F1")
    table(f"After so many comments, drawn by chance (mean of {DRAWS})", heads, rows)


def _with_meaning(everything: Comments, learnt: Comments, tested: Comments) -> None:
    vectors = dict(zip(everything.texts, _vectors(everything), strict=True))
    middle = np.mean([vectors[text] for text in learnt.texts], axis=0)

    def meaning(texts: Sequence[str]) -> Numbers:
        found = np.array([vectors[text] for text in texts]) - middle
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))

    start = process_time()
    learner = Learner(meaning).learn(learnt.texts, learnt.questions, learnt.given)
    print(f"Learning took {process_time() - start:.0f} s of one core, without the vectors.")
    said = learner.judge(tested.texts, tested.questions).said
    figures = f1_of(tested.given, said)
    row = _row("ours, TF-IDF and vectors of meaning", figures, learner.figures.micro)
    table("Themes, on the fifth that was held back", HEADER, [row, *PUBLISHED])
    print(f"Micro F1 is sure to within {half_width(tested.given, said):.3f} (95 %, bootstrap).")


def _vectors(everything: Comments) -> Numbers:
    """The vector of each comment; kept, as reading them all takes minutes."""
    from consultations.answering.embedding import embed

    if VECTORS.exists():
        kept = np.load(VECTORS)
        if len(kept) == len(everything.texts):
            return np.asarray(kept, dtype=float)
    start = process_time()
    made = np.stack([embed(text) for text in everything.texts])
    print(f"Vectors: {len(made) / (process_time() - start):,.0f} answers a second a core.")
    np.save(VECTORS, made)
    return np.asarray(made, dtype=float)


def _row(name: str, figures: F1, by_validation: float) -> tuple[str, ...]:
    return (name, *(f"{each:.3f}" for each in figures), f"{by_validation:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
