"""What people wrote for ThemeFinder (i-dot-ai/themefinder): the folder of Consult, in other words.

ThemeFinder reads a table with the columns ``response_id`` and ``response`` for each question.
"""

from __future__ import annotations

from pathlib import Path

from consultations.exports.consult import (
    QUESTION,
    RESPONSES,
    Part,
    parts,
    write_lines,
    write_question,
    write_respondents,
)
from consultations.exports.made import Made
from consultations.exports.taking import Taking

NUMBER, WORDS = "response_id", "response"


def write_themefinder(out: Taking, folder: Path) -> list[Made]:
    """One table for each question that people answered in their own words."""
    made = [write_respondents(out, folder, name=NUMBER)]
    for part in parts(out):
        if part.takes_words:
            made += _question(part, out, folder)
    return made


def _question(part: Part, out: Taking, folder: Path) -> list[Made]:
    """The files of one question; none at all when nobody wrote anything."""
    written = enumerate(out.own_words(part.asking), 1)
    rows = [{NUMBER: number, WORDS: words} for number, words in written if words]
    if not rows:
        return []
    path = f"{part.folder}/{RESPONSES}"
    told = Made(path, write_lines(folder / path, rows), "one answer in words")
    described = {"question_number": part.number, "question_text": part.asking.header}
    return [told, write_question(folder, f"{part.folder}/{QUESTION}", described)]
