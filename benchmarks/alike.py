"""How often questions that the queue puts together do ask the same, and how many it finds.

A queue is drawn from the phrasings of our packs: 40 answers, each asked for by 1 to 6 people.
Two phrasings ask the same when they belong to one answer, or to two that say almost the same.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from itertools import combinations

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

from benchmarks.measure import about_the_machine, table
from consultations.answering.embedding import embed_all
from consultations.answering.index import index_of
from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.models import AskedQuestion
from consultations.queue import alike
from consultations.settings import ROOT

PACKS = ("new-models-of-care", "riverside-hospitals")
HEADER = ("pack", "pairs put together", "of these, ask the same", "of all that do, found")
QUEUES, TOPICS, MOST_PEOPLE = 10, 40, 6


def main() -> None:
    """Print the figures of both packs."""
    print(about_the_machine())
    table("Questions that the queue puts together", HEADER, [_measured(slug) for slug in PACKS])


def _measured(slug: str) -> tuple[str, int, str, str]:
    pack = read_pack(ROOT / "content", slug)
    owner = {phrasing: answer.id for answer in pack.answers for phrasing in answer.asks}
    alike._remembered.update(zip(owner, embed_all(list(owner)), strict=True))
    same_as = {answer.id: index_of(pack).says_the_same(answer.id) for answer in pack.answers}

    def same(one: AskedQuestion, other: AskedQuestion) -> bool:
        return owner[other.text] in same_as[owner[one.text]]

    together, right, there = 0, 0, 0
    for seed in range(QUEUES):
        queue = _queue(pack, random.Random(seed))
        there += _pairs_that(queue, same)
        for group in alike.put_together(pack, queue):
            together += len(group) * (len(group) - 1) // 2
            right += _pairs_that(group, same)
    return slug, together, f"{right / max(together, 1):.0%}", f"{right / max(there, 1):.0%}"


def _queue(pack: Pack, chance: random.Random) -> list[AskedQuestion]:
    topics = chance.sample([each for each in pack.answers if len(each.asks) >= 5], TOPICS)
    texts = [
        text
        for each in topics
        for text in chance.sample(each.asks, chance.randint(1, min(MOST_PEOPLE, len(each.asks))))
    ]
    chance.shuffle(texts)
    return [AskedQuestion(text=text) for text in texts]


def _pairs_that(
    questions: list[AskedQuestion], hold: Callable[[AskedQuestion, AskedQuestion], bool]
) -> int:
    return sum(hold(one, other) for one, other in combinations(questions, 2))


if __name__ == "__main__":
    main()
