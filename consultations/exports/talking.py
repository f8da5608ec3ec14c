"""What people wrote, for two tools that find topics: Talk to the City, and sensemaking-tools."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from consultations.exports.cells import write_csv
from consultations.exports.made import Made
from consultations.exports.taking import Person, Taking
from consultations.exports.wide import LANES

TALK, SENSEMAKING = "talk-to-the-city.csv", "sensemaking.csv"
LONGEST = 10_000  # Talk to the City refuses a comment that is longer.
CUT = " [cut: the rest is in the other files]"
BETWEEN = "\n\n"


def write_talk(out: Taking, folder: Path) -> list[Made]:
    """One row for each comment, with whose it is by the name of the response."""
    rows = (
        [str(number), person.name, _fitting(words), asking.key, LANES[person.lane]]
        for number, (person, asking, words) in enumerate(out.comments(), 1)
    )
    columns = ("id", "interview", "comment", "question", "lane")
    return [Made(TALK, write_csv(folder / TALK, columns, rows), "one comment")]


def write_sensemaking(out: Taking, folder: Path) -> list[Made]:
    """One row for each person who wrote anything, with what may be told of them."""
    about = [each for each in out.questions if each.fills]
    header = ["participant_id", "survey_text", "demo:Asked as"]
    header += [f"demo:{each.asked.short} ({each.key})" for each in about]
    rows = write_csv(folder / SENSEMAKING, header, _participants(out))
    return [Made(SENSEMAKING, rows, "one person who wrote something")]


def _participants(out: Taking) -> Iterator[list[str]]:
    about = [each for each in out.questions if each.fills]
    for person, comments in groupby(out.comments(), key=_whose):
        text = BETWEEN.join(words for _, _, words in comments)
        said = [out.said(person, each) for each in about]
        groups = [
            each.label(one.choices[0]) if one.choices else ""
            for each, one in zip(about, said, strict=True)
        ]
        yield [person.name, text, LANES[person.lane], *groups]


def _whose(comment: tuple[Person, object, str]) -> Person:
    return comment[0]


def _fitting(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - len(CUT)] + CUT
