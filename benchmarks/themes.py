"""How well themes and sentiment are learnt, on comments of the NHS Friends and Family Test.

The published figures are those of pxtextmining (NHS England) on a larger set that is not public:
four fifths of some 20,000 comments of six trusts, the same texts not taken out, and 32 classes, one
of which, "Labelling not possible", is always right. So they are shown without that class as well.
Settings were chosen without the fifth of the first split. The comments of the other splits were
partly seen then, so they show how far chance carries a figure, and no more.

    python -m benchmarks.themes           the model of the product, and how fast it codes
    python -m benchmarks.themes curve     how good it is after 100, 200, 400 and 800 comments
    python -m benchmarks.themes drafts    how far drafted themes are those that people gave
    python -m benchmarks.themes meaning   with vectors of whole comments, which takes minutes
"""

from __future__ import annotations

import csv
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score

from benchmarks.measure import about_the_machine, table
from consultations.coding.heap_names import name_of
from consultations.coding.heaps import heaps_of
from consultations.coding.learner import Learner
from consultations.coding.likeness import Meaning
from consultations.coding.scores import F1, Given, Numbers, f1_of, half_width
from consultations.coding.sounding import Sounding

NO_LABEL = "Labelling not possible"
FEWEST_OF_A_THEME = 5
SEED, SHARE_LEARNT = 20231, 0.8
MORE_SEEDS = (1, 2, 3, 4)
BINS = 15
SIZES, DRAWS = (100, 200, 400, 800), 3
HEADER = ("method", "micro F1", "macro F1", "samples F1", "by cross-validation, micro")
PUBLISHED = (
    ("pxtextmining, SVC (published)", "0.71", "0.64", "0.72", ""),
    ("the same without the easy class", "0.70", "0.63", "", ""),
    ("pxtextmining, DistilBERT (published)", "0.75", "0.67", "0.78", ""),
    ("the same without the easy class", "0.74", "0.66", "", ""),
    ("pxtextmining, ensemble of three (published)", "0.77", "0.71", "0.79", ""),
    ("the same without the easy class", "0.76", "0.70", "", ""),
)
# Which comment of a form it is; the rest of a name says which form and which question.
NUMBER = re.compile(r"\d+ - ")
THREE = {"1": "positive", "2": "positive", "3": "mixed", "4": "negative", "5": "negative"}
VECTORS = Path(tempfile.gettempdir()) / "sounding-board-benchmark-vectors.npy"


class Comments(NamedTuple):
    """Comments, what each answers, its themes, and how it sounds from 1 to 5."""

    themes: list[str]
    texts: list[str]
    questions: list[str]
    given: Given
    sounds: list[str]
    places: list[int]

    def some(self, rows: Sequence[int]) -> Comments:
        """Those of some rows."""
        return Comments(
            self.themes,
            [self.texts[row] for row in rows],
            [self.questions[row] for row in rows],
            self.given[list(rows)],
            [self.sounds[row] for row in rows],
            [self.places[row] for row in rows],
        )


def main(what: str = "themes") -> None:
    """Print the figures."""
    file = file_of_comments()
    print(about_the_machine())
    everything = read(file)
    learnt, tested = split(everything)
    print(f"{len(everything.texts):,} comments, {len(everything.themes)} themes")
    if what == "curve":
        _curve(learnt, tested)
    elif what == "drafts":
        _drafts(everything)
    elif what == "meaning":
        _themes(everything, "ours, with vectors of whole comments", _vectors(everything))
    else:
        _themes(everything, "ours (the product), told one of three kinds of questions")
        by_form = read(file, by_form=True)
        _themes(by_form, "ours (the product), told the form and the question")
        _sentiment(learnt, tested)


def file_of_comments() -> Path:
    """The public comments, in the folder that BENCH_DATA names. Ends the program without it."""
    file = Path(os.environ.get("BENCH_DATA", "")) / "nhs-fft" / "comments.csv"
    if not file.exists():
        sys.exit("Set BENCH_DATA to the folder that holds nhs-fft/comments.csv.")
    return file


def split(everything: Comments, seed: int = SEED) -> tuple[Comments, Comments]:
    """Four fifths to learn from, and the fifth that is held back."""
    order = np.random.RandomState(seed).permutation(len(everything.texts)).tolist()
    cut = int(SHARE_LEARNT * len(order))
    return everything.some(order[:cut]), everything.some(order[cut:])


def read(file: Path, *, by_form: bool = False) -> Comments:
    """The comments that have a theme, and the themes that five comments or more have.

    What a comment answers is one of three kinds of questions; ``by_form`` tells apart the forms
    that asked them too, as the product does.
    """
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
        names,
        [rows[place]["text"] for place in kept],
        [
            NUMBER.sub("", rows[place]["comment_id"]) if by_form else rows[place]["question_type"]
            for place in kept
        ],
        np.array([[name in themes[place] for name in names] for place in kept]),
        [rows[place]["sentiment_1_to_5"].partition(".")[0] for place in kept],
        kept,
    )


def _themes(everything: Comments, name: str, meaning: Meaning | None = None) -> None:
    (learnt, tested), start = split(everything), process_time()
    learner = learn(learnt, meaning)
    learning, start = process_time() - start, process_time()
    judged = learner.judge(tested.texts, tested.questions)
    coding, said = process_time() - start, judged.said
    row = _row(name, f1_of(tested.given, said), learner.figures.micro)
    table("Themes, on the fifth that was held back", HEADER, [row, *PUBLISHED])
    words = sum(len(text.split()) for text in tested.texts) / len(tested.texts)
    print(f"Micro F1 is sure to within {half_width(tested.given, said):.3f} (95 %, bootstrap).")
    off, square = calibration(judged.probabilities, tested.given)
    print(f"Probabilities are off by {off:.4f} on average (ECE); Brier score {square:.4f}.")
    print(f"Learning took {learning:.0f} s of one core, cross-validation and all.")
    print(
        f"It codes {len(tested.texts) / coding:,.0f} answers of {words:.0f} words a second a core."
    )
    drawn = [f1_of(tested.given, said), *(_split_again(everything, x, meaning) for x in MORE_SEEDS)]
    found = [
        (f"{np.mean(each):.3f}", f"{np.std(each, ddof=1):.3f}") for each in zip(*drawn, strict=True)
    ]
    averages = zip(("micro", "macro", "samples"), found, strict=True)
    rows = [(average, *figures) for average, figures in averages]
    table(f"Over {len(drawn)} splits", ("F1", "mean", "standard deviation"), rows)


def learn(comments: Comments, meaning: Meaning | None = None) -> Learner:
    """What the model learns from some comments and the names of the themes."""
    learner = Learner(meaning)
    return learner.learn(
        comments.texts, comments.questions, comments.given, described=comments.themes
    )


def calibration(sure: Numbers, truth: Given) -> tuple[float, float]:
    """How far off probabilities are in 15 bins (expected calibration error); Brier score."""
    chances, true = sure.ravel(), truth.ravel()
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    there = [bins == number for number in range(BINS) if (bins == number).any()]
    off = sum(abs(chances[each].mean() - true[each].mean()) * each.mean() for each in there)
    return float(off), float(((chances - true) ** 2).mean())


def _split_again(everything: Comments, seed: int, meaning: Meaning | None) -> F1:
    learnt, tested = split(everything, seed)
    said = learn(learnt, meaning).judge(tested.texts, tested.questions).said
    return f1_of(tested.given, said)


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
            said = learn(some).judge(tested.texts, tested.questions).said
            drawn.append(f1_of(tested.given, said))
        rows.append((f"{size:,}", *(f"{np.mean(each):.3f}" for each in zip(*drawn, strict=True))))
    heads = ("comments read", "micro F1", "macro F1", "samples F1")
    table(f"After so many comments, drawn by chance (mean of {DRAWS})", heads, rows)


def _drafts(everything: Comments) -> None:
    """Heaps against themes, by comments that have one theme: 0 is chance, 1 a perfect fit."""
    only = np.flatnonzero(everything.given.sum(axis=1) == 1).tolist()
    some = everything.some(only)
    heaps = heaps_of(some.texts)
    drawn = np.full(len(only), -1)
    for number, heap in enumerate(heaps):
        drawn[list(heap.members)] = number
    by_chance = np.random.default_rng(0).permutation(drawn)
    truth = some.given.argmax(axis=1)
    rows = [
        ("drafts", f"{adjusted_mutual_info_score(truth, drawn):.3f}"),
        ("the same heaps, filled by chance", f"{adjusted_mutual_info_score(truth, by_chance):.3f}"),
    ]
    heading = f"{len(heaps)} heaps of {len(only):,} comments with one theme"
    table(heading, ("method", "adjusted mutual information"), rows)
    for heap in heaps:
        print(len(heap.members), name_of(heap.terms), sep="\t")


def _vectors(everything: Comments) -> Meaning:
    """The vectors of comments; kept, as reading them all takes minutes."""
    from consultations.answering.embedding import embed

    made = np.load(VECTORS) if VECTORS.exists() else np.zeros((0, 0))
    if len(made) != len(everything.texts):
        start = process_time()
        made = np.stack([embed(text) for text in everything.texts])
        print(f"Vectors: {len(made) / (process_time() - start):,.0f} answers a second a core.")
        np.save(VECTORS, made)
    kept = dict(zip(everything.texts, made, strict=True))
    return lambda texts: np.stack([kept[x] if x in kept else embed(x) for x in texts])


def _row(name: str, figures: F1, by_validation: float) -> tuple[str, ...]:
    return (name, *(f"{each:.3f}" for each in figures), f"{by_validation:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
