"""Questions in people's own words, with the answers that are right for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import OWN_DATA

ASKED = OWN_DATA / "asked.tsv"
CALIBRATE = OWN_DATA / "questions-calibrate.tsv"
UNSEEN = OWN_DATA / "questions-unseen.tsv"
ASKED_OF = "new-models-of-care"
NONE, OFF = "NONE", "OFF"
# The answer that says so when something is not about the consultation, where a pack has one.
OFF_TOPIC = "off-topic"
PLAIN = "plain"


class Question(NamedTuple):
    """One question: of which pack, what was said before it, and which answers are right.

    ``gold`` holds one set for each part of the question: one of the set is a right answer to it.
    An empty set means that the pack does not say.
    """

    pack: str
    text: str
    gold: tuple[frozenset[str], ...]
    kind: str
    before: str = ""
    off_topic: bool = False

    @property
    def has_answer(self) -> bool:
        """Whether the pack can answer it, or a part of it."""
        return any(self.gold) and not self.off_topic


def read_questions(file: Path) -> list[Question]:
    """The questions of a file with tabs; lines that begin with # are notes.

    The first other line names the columns: pack, kind, question, gold, and "asked after": the
    answer that was given before it. A file without such a line has questions and ids of answers.
    """
    if not file.exists():
        return []
    return list(_read(file))


def _read(file: Path) -> Iterator[Question]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    names = [name.strip() for name in rows[0]]
    if "question" not in names:
        names, rows = ["question", "gold"], [[], *rows]
    for row in rows[1:]:
        told = dict(zip(names, (cell.strip() for cell in row), strict=False))
        gold = OFF_TOPIC if told["gold"] == OFF else told["gold"]
        yield Question(
            pack=told.get("pack", ASKED_OF),
            text=told["question"],
            gold=tuple(_ids(part) for part in gold.split("+")),
            kind=told.get("kind", PLAIN),
            before=told.get("asked after", ""),
            off_topic=gold == OFF_TOPIC,
        )


def _ids(gold: str) -> frozenset[str]:
    """The ids of one part, of which each is right."""
    ids = {each.strip() for each in gold.split("|")}
    return frozenset(ids - {"", NONE, OFF})
