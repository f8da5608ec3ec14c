"""Whether reading what the model is least sure of teaches it more than reading by chance.

    python -m benchmarks.themes_reading     after 100, 200, 400 and 800 comments, some minutes

The first hundred are drawn by chance. Then the model learns, orders the others, and a hundred more
are read, again and again. ``BENCH_DATA`` names the folder that holds nhs-fft/comments.csv.
"""

from __future__ import annotations

import numpy as np

from benchmarks.measure import about_the_machine, table
from benchmarks.themes import Comments, file_of_comments, learn, read, split
from consultations.coding.scores import F1, f1_of
from consultations.coding.waiting import doubt_of

BATCH, SHOWN, DRAWS = 100, (100, 200, 400, 800), 3


def main() -> None:
    """Print both curves."""
    print(about_the_machine())
    learnt, tested = split(read(file_of_comments()))
    rows = []
    for name, by_doubt in (("by chance", False), ("least sure next", True)):
        drawn = [_curve(learnt, tested, by_doubt, draw) for draw in range(DRAWS)]
        for size, figures in zip(SHOWN, zip(*drawn, strict=True), strict=True):
            means = (f"{np.mean(each):.3f}" for each in zip(*figures, strict=True))
            rows.append((name, f"{size}", *means))
    heads = ("read", "comments", "micro F1", "macro F1", "samples F1")
    table(f"What more reading brings (mean of {DRAWS})", heads, rows)


def _curve(learnt: Comments, tested: Comments, by_doubt: bool, draw: int) -> list[F1]:
    chance = np.random.RandomState(draw).permutation(len(learnt.texts)).tolist()
    read_so_far, waiting, figures = chance[:BATCH], chance[BATCH:], []
    while True:
        shown = len(read_so_far) in SHOWN
        if shown or by_doubt:
            learner = learn(learnt.some(read_so_far))
        if shown:
            said = learner.judge(tested.texts, tested.questions).said
            figures.append(f1_of(tested.given, said))
        if len(read_so_far) == SHOWN[-1]:
            return figures
        if by_doubt:
            some = learnt.some(waiting)
            sure, given = learner.judge(some.texts, some.questions)
            order = np.argsort(-doubt_of(np.where(given, sure, 2)), kind="stable")
            waiting = [waiting[place] for place in order]
        read_so_far, waiting = read_so_far + waiting[:BATCH], waiting[BATCH:]


if __name__ == "__main__":
    main()
