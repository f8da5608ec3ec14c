"""How questions in people's own words end, next to BM25 alone.

``python -m benchmarks.answering`` asks the questions that the service was calibrated on, part by
part; ``python -m benchmarks.answering unseen`` asks those that nothing was chosen on, and prints
totals only. What is read as off topic, a joke, a slogan, anger or abuse is decided by the trained
Rasa model; every other question is looked up, whatever else Rasa would take it for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

from benchmarks.calibrate import Judged, near, sure
from benchmarks.intents import FOR_OURS
from benchmarks.measure import (
    QUIET,
    RASA_PYTHON,
    ROOT,
    Missing,
    about_the_machine,
    plain_ending,
    table,
)
from benchmarks.questions import ASKED, CALIBRATE, UNSEEN, Question, read_questions
from consultations.answering.index import PackIndex, index_of
from consultations.answering.meaning import MeaningMatch
from consultations.answering.replying import answer_parts
from consultations.answering.words import WordMatch, telling
from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.training import model_file

RIGHT, OFFERED, PASSED_ON = "told right", "right among three", "said not known"
OTHERS, WRONG = "other three", "told wrong"
GOOD = (RIGHT, OFFERED, PASSED_ON)
TALK = frozenset({"off_topic", "joke", "slogan", "angry", "abuse", "medical_advice"})
INSIDE_RASA = ROOT / "benchmarks" / "inside_rasa.py"
WHAT_COUNTS = """
What counts
- told right: the answer given outright is one of those that are right.
- right among three: "is it one of these?", and one of them is right.
- said not known: "I do not know, I have passed your question on". Also, for what is not about
  this, a reply that says so. For a question with an answer it is a miss, but an honest one.
- other three: three are offered, and none is right. "Something else" passes the question on. Also
  a part of a question that nothing is said about.
- told wrong: an answer that is not right, given as if it were.
- good: told right, right among three, or said not known. A question of two parts counts as two.
"""


class Reply(NamedTuple):
    """What somebody is told: answers given outright, those offered, and whether it is unknown."""

    told: tuple[str, ...]
    offered: tuple[str, ...]
    unknown: bool


Answerer = Callable[[Question], Reply]


def main() -> None:
    """Ask, count and print."""
    with plain_ending():
        print(about_the_machine())
        print(WHAT_COUNTS)
        calibration = [*read_questions(ASKED), *read_questions(CALIBRATE)]
        if not calibration:
            raise Missing("There are no questions to ask.")
        bm25 = by_words(calibration)
        if sys.argv[1:] == ["unseen"]:
            unseen = read_questions(UNSEEN)
            show("Unseen questions", "whose", unseen, product(unseen), bm25, lambda _: "all")
            return
        ours = product(calibration)
        show("Calibration, by kind", "kind", calibration, ours, bm25, lambda each: each.kind)
        show("Calibration, by pack", "pack", calibration, ours, bm25, lambda each: each.pack)
        show("Calibration", "whose", calibration, ours, bm25, lambda _: "all")


def product(questions: Sequence[Question]) -> Answerer:
    """What the service says, with the trained model for what is only talk."""
    read_as = dict(zip([each.text for each in questions], intents(questions), strict=True))

    def reply(question: Question) -> Reply:
        pack = pack_named(question.pack)
        if read_as[question.text] in TALK:
            return Reply((), (), unknown=True)
        parts = answer_parts(pack, question.text, after=question.before or None)
        told = [part.found.answer.id for part in parts if part.found.answer]
        unsure = [part for part in parts if not part.found.answer]
        offered = [each.id for part in unsure for each in part.found.nearest]
        unknown = any(not part.found.nearest for part in unsure)
        return Reply(tuple(told), tuple(offered), unknown)

    return reply


def intents(questions: Sequence[Question]) -> list[str]:
    """What the trained model takes each question for.

    Raises Missing when there is no model of the training files as they are, or Rasa fails.
    """
    if not model_file().exists():
        raise Missing("There is no trained model of these files. Run 'make train' first.")
    done = subprocess.run(
        [str(RASA_PYTHON), str(INSIDE_RASA), str(model_file()), "without-tensorflow"],
        input=json.dumps([each.text for each in questions]),
        capture_output=True,
        text=True,
        check=False,
        env={**QUIET, **FOR_OURS},
    )
    if done.returncode != 0:
        raise Missing(f"Rasa could not read the questions: {done.stderr[-800:]}")
    return [ranked[0][0] for ranked in json.loads(done.stdout.splitlines()[-1])]


class WordsAlone:
    """BM25 over the phrasings: the best phrasing of an answer counts."""

    def __init__(self, index: PackIndex) -> None:
        texts = [asks for each in index.answers for asks in each.asks]
        self.ids = [each.id for each in index.answers]
        self.words = WordMatch(texts)
        self.meaning: MeaningMatch = index.meaning

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """The best three, with how well their words match."""
        scores = self.meaning.best(self.words.match(telling(text)), 1)
        best = sorted(zip(self.ids, scores.tolist(), strict=True), key=lambda each: -each[1])
        return best[:3]


def by_words(calibration: Sequence[Question]) -> Answerer:
    """BM25 alone, with limits of its own that were chosen like ours, on the same questions."""
    found: dict[str, WordsAlone] = {}

    def ranked(question: Question) -> list[tuple[str, float]]:
        if question.pack not in found:
            found[question.pack] = WordsAlone(index_of(pack_named(question.pack)))
        return found[question.pack].ranked(question.text)

    outcomes = [
        Judged(
            best=best[0][1],
            is_right=best[0][0] in right,
            in_three=any(answer in right for answer, _ in best),
            some=best[0][1],
            has_answer=each.has_answer,
        )
        for each in calibration
        if len(each.gold) == 1 and not each.before
        for best, right in [(ranked(each), same(each, each.gold[0]))]
    ]
    surely, nearly = sure(outcomes), near(outcomes)

    def reply(question: Question) -> Reply:
        best = ranked(question)
        if best[0][1] >= surely:
            return Reply((best[0][0],), (), unknown=False)
        if best[0][1] >= nearly:
            return Reply((), tuple(each for each, _ in best), unknown=False)
        return Reply((), (), unknown=True)

    return reply


@lru_cache(maxsize=8)
def pack_named(slug: str) -> Pack:
    """A pack as it is shipped."""
    return read_pack(ROOT / "content", slug)


def same(question: Question, gold: frozenset[str]) -> frozenset[str]:
    """The right answers, with those that say almost the same."""
    index = index_of(pack_named(question.pack))
    return frozenset(each for right in gold for each in index.says_the_same(_whole(right)))


def ends(question: Question, reply: Reply) -> Iterator[str]:
    """How each part of a question ended."""
    rights = [same(question, gold) for gold in question.gold]
    told = [_whole(each) for each in reply.told]
    offered = {_whole(each) for each in reply.offered}
    stray = [each for each in told if not any(each in right for right in rights)]
    for right in rights:
        if any(each in right for each in told):
            yield RIGHT
        elif stray:
            stray.pop()
            yield WRONG
        elif offered & right:
            yield OFFERED
        else:
            yield PASSED_ON if reply.unknown else OTHERS
    yield from (WRONG for _ in stray)


def show(
    title: str,
    called: str,
    questions: Sequence[Question],
    ours: Answerer,
    bm25: Answerer,
    part_of: Callable[[Question], str],
) -> None:
    """One row for each part of the questions and each way of answering."""
    rows = []
    for part in sorted({part_of(each) for each in questions}):
        of_part = [each for each in questions if part_of(each) == part]
        for name, answerer in (("ours", ours), ("BM25 alone", bm25)):
            ended = Counter(end for each in of_part for end in ends(each, answerer(each)))
            total = sum(ended.values())
            rows.append(
                (
                    *(part, name, total),
                    *(ended[each] for each in (RIGHT, OFFERED, PASSED_ON, OTHERS, WRONG)),
                    f"{sum(ended[each] for each in GOOD) / total:.1%}",
                    f"{ended[WRONG] / total:.1%}",
                )
            )
    header = (called, "answered by", "asked", RIGHT, OFFERED, PASSED_ON, OTHERS, WRONG)
    table(title, (*header, "good", "wrong"), rows)


def _whole(answer_id: str) -> str:
    """The id of an answer from data, without the proposal that it is about."""
    return "/".join(answer_id.split("/")[:2])


if __name__ == "__main__":
    main()
