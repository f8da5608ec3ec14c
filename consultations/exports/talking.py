"""What people wrote, for two tools that find topics: Talk to the City, and sensemaking-tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from consultations.exports.cells import write_csv
from consultations.exports.made import Made
from consultations.exports.taking import Person, Taking
from consultations.exports.wide import LANES

TALK, SENSEMAKING = "talk-to-the-city.csv", "sensemaking.csv"
TALK_COLUMNS = ("id", "interview", "comment", "question", "lane")
LONGEST = 10_000  # Talk to the City refuses a comment that is longer,
MOST_LINES, MOST_BYTES = 9_000, 145_000  # and files of more than 10,000 lines or 150 KB.
CUT = " [cut: the rest is in the other files]"
BETWEEN = "\n\n"
REFUSED = (
    (re.compile(r"(data|javascript|vbscript):", re.IGNORECASE), r"\1 :"),
    (re.compile(r"(dde)(\s*)\(", re.IGNORECASE), r"\1\2-("),
    (re.compile(r"(cmd)(\s*)\|", re.IGNORECASE), r"\1\2-|"),
    (re.compile(r"(power)(shell)", re.IGNORECASE), r"\1-\2"),
    (re.compile(r"<(script)", re.IGNORECASE), r"< \1"),
    (re.compile(r"([\",\r\n])\1{3,}"), r"\1\1\1"),
)


def write_talk(out: Taking, folder: Path) -> list[Made]:
    """One row for each comment, with whose it is by the name of the response.

    Where that is more than Talk to the City takes at a time, there are parts as well.
    """
    rows = [
        [str(number), person.name, taken_by_talk(words), asking.key, LANES[person.lane]]
        for number, (person, asking, words) in enumerate(out.comments(), 1)
    ]
    made = [Made(TALK, write_csv(folder / TALK, TALK_COLUMNS, rows), "one comment")]
    parts = in_parts(rows)
    for number, part in enumerate(parts, 1) if len(parts) > 1 else ():
        path = f"parts/talk-to-the-city-{number:03}.csv"
        (folder / path).parent.mkdir(exist_ok=True)
        count = write_csv(folder / path, TALK_COLUMNS, part)
        made.append(Made(path, count, "one comment, again"))
    return made


def taken_by_talk(words: str) -> str:
    """A comment as Talk to the City lets it in.

    Its check refuses every comment of a file when one holds what looks like the code of a page,
    such as "data:", or very many of the same sign in a row. So these are taken apart.
    """
    for refused, instead in REFUSED:
        words = refused.sub(instead, words)
    return words if len(words) <= LONGEST else words[: LONGEST - len(CUT)] + CUT


def in_parts(rows: list[list[str]]) -> list[list[list[str]]]:
    """The rows in parts that Talk to the City takes, as it counts lines and bytes."""
    parts: list[list[list[str]]] = []
    lines, size = MOST_LINES, 0
    for row in rows:
        more = 1 + sum(cell.count("\n") for cell in row)
        larger = sum(len(cell.encode()) + cell.count('"') + 4 for cell in row)
        if lines + more > MOST_LINES or size + larger > MOST_BYTES:
            parts.append([])
            lines, size = 0, 0
        parts[-1].append(row)
        lines, size = lines + more, size + larger
    return parts


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
