"""What other models make of the same comments, and what each part of the product's adds.

    python -m benchmarks.themes_variants     some minutes: give it ``nice``

Only the four fifths are used from which settings may be chosen. Each model is judged by comments
that it was not learnt from, and has the best threshold for them. ``BENCH_DATA`` names the folder
that holds nhs-fft/comments.csv.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from time import process_time
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from benchmarks.measure import about_the_machine, table
from benchmarks.themes import Comments, file_of_comments, read, split
from consultations.coding import learner, likeness, sureness
from consultations.coding.features import Features
from consultations.coding.scores import F1, Given, Numbers, f1_by_theme, f1_of
from consultations.coding.strengths import SHARES
from consultations.coding.sureness import Scores

FOLDS = KFold(5, shuffle=True, random_state=7)
HEADER = ("tried", "micro F1", "macro F1", "samples F1", "Brier score", "CPU s")
NEVER = -3.0
# How far the threshold of a theme may go from the common one, by how many comments have it.
HELD_BY = 40
TRIED = learner.THRESHOLDS.tolist()
Row = tuple[str, ...]


def main() -> None:
    """Print the table, a line at a time."""
    print(about_the_machine())
    some, _ = split(read(file_of_comments()))
    rows = []
    for row in chain(_linear(some), _kernel(some)):
        print("\t".join(row), flush=True)
        rows.append(row)
    table("Comments that were not learnt from, within the four fifths", HEADER, rows)


def _linear(some: Comments) -> Iterator[Row]:
    """One linear model for each theme, on words and parts of words."""
    numbers = Features().learn(some.texts, some.questions)
    makers: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("logistic regression", lambda: _logistic(None)),
        ("logistic regression, rare themes weighted up", lambda: _logistic("balanced")),
        ("linear support vector machine", lambda: LinearSVC(C=0.3)),
        ("naive Bayes (complement)", lambda: ComplementNB(alpha=0.3)),
    )
    found = {}
    for name, make in makers:
        start = process_time()
        found[name] = _alone(_held_back(numbers, some.given, make))
        yield _row(name, found[name], some.given, start)
    start, three = process_time(), [*list(found)[0::2], list(found)[3]]
    mean = np.mean([sureness.unseen(found[name], some.given) for name in three], axis=0)
    yield _figures("the mean of the first, third and fourth", mean, some.given, start)
    start, first = process_time(), sureness.unseen(found["logistic regression"], some.given)
    stacked = csr_matrix(hstack([numbers, csr_matrix(first)]))
    second = _alone(_held_back(stacked, some.given, lambda: _logistic(None)))
    yield _row("the first, then again with what it made of all themes", second, some.given, start)


def _kernel(some: Comments) -> Iterator[Row]:
    """The product with parts of it taken out, and with a threshold for each theme."""
    without: tuple[tuple[str, tuple[tuple[Any, str, Any], ...]], ...] = (
        ("kernel ridge, words and parts of words alone", (*_plain(), *_meanings(0))),
        ("and the meanings of words", _plain()),
        ("and comments on the same question are more alike", _plain()[1:]),
        ("and the best clause", ((sureness, "_best_other", np.zeros_like),)),
        ("and the likeliest other theme (the product)", ()),
    )
    for name, changes in without:
        start = process_time()
        scores = _scores(some, changes)
        yield _row(name, scores, some.given, start, changes)
    start = process_time()
    yield _by_theme("a threshold for each theme, held near the common one", scores, some, start)


def _plain() -> tuple[tuple[Any, str, Any], ...]:
    """The product before comments were cut into clauses and themes weighed against each other."""
    return (
        (likeness, "SAME_QUESTION", 0.0),
        (learner, "clauses_of", lambda text: [text]),
        (sureness, "_best_other", np.zeros_like),
    )


def _meanings(weight: float) -> tuple[tuple[Any, str, Any], ...]:
    shares = {**SHARES, "mean": weight, "nearest": weight}
    return ((likeness, "SHARES", shares),)


def _scores(some: Comments, changes: tuple[tuple[Any, str, Any], ...]) -> Scores:
    """The scores of comments by a model without them."""
    kept: list[Scores] = []

    def keep(scores: Scores, given: Given) -> Numbers:
        kept.append(scores)
        return np.zeros(given.shape)

    with _changed((*changes, (learner, "unseen", keep))):
        made = learner.Learner()
        made.learn(some.texts, some.questions, some.given, described=some.themes)
    return kept[0]


@contextmanager
def _changed(changes: tuple[tuple[Any, str, Any], ...]) -> Iterator[None]:
    with ExitStack() as until_then:
        for module, name, value in changes:
            until_then.enter_context(patch.object(module, name, value))
        yield


def _logistic(weights: str | None) -> LogisticRegression:
    return LogisticRegression(C=5, max_iter=200, solver="liblinear", class_weight=weights)


def _held_back(numbers: csr_matrix, given: Given, make: Callable[[], Any]) -> Numbers:
    """The score of each theme of each comment, by a model of the other four fifths."""
    scores = np.full(given.shape, NEVER)
    for some, rest in FOLDS.split(numbers):
        for theme in np.flatnonzero(given[some].sum(axis=0) > 1):
            model = make().fit(numbers[some], given[some, theme])
            if hasattr(model, "decision_function"):
                scores[rest, theme] = model.decision_function(numbers[rest])
            else:
                chances = model.predict_log_proba(numbers[rest])
                scores[rest, theme] = chances[:, 1] - chances[:, 0]
    return scores


def _alone(scores: Numbers) -> Scores:
    return Scores(scores, scores, np.zeros(len(scores)))


def _row(
    name: str,
    scores: Scores,
    given: Given,
    start: float,
    changes: tuple[tuple[Any, str, Any], ...] = ((sureness, "_best_other", np.zeros_like),),
) -> Row:
    with _changed(changes):
        sure = sureness.unseen(scores, given)
    return _figures(name, sure, given, start)


def _figures(name: str, sure: Numbers, given: Given, start: float) -> Row:
    said = learner._said(sure, *learner._best(sure, given))
    return _shown(name, f1_of(given, said), float(((sure - given) ** 2).mean()), start)


def _shown(name: str, figures: F1, brier: float, start: float) -> Row:
    taken = process_time() - start
    return (name, *(f"{each:.3f}" for each in figures), f"{brier:.4f}", f"{taken:.0f}")


def _by_theme(name: str, scores: Scores, some: Comments, start: float) -> Row:
    """Thresholds chosen on four parts of the comments and used on the fifth, again and again."""
    given = some.given
    sure = sureness.unseen(scores, given)
    said = np.zeros(given.shape, dtype=bool)
    for rest_of_them, part in FOLDS.split(given):
        common, _ = learner._best(sure[rest_of_them], given[rest_of_them])
        fits = [f1_by_theme(given[rest_of_them], sure[rest_of_them] >= x) for x in TRIED]
        own = np.array(TRIED)[np.argmax(fits, axis=0)]
        number = given[rest_of_them].sum(axis=0)
        share = number / (number + HELD_BY)
        said[part] = sure[part] >= share * own + (1 - share) * common
    return _shown(name, f1_of(given, said), float(((sure - given) ** 2).mean()), start)


if __name__ == "__main__":
    main()
