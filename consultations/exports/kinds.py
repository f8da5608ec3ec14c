"""Which exports there are: what each is for, and whether it holds what people wrote."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from consultations.exports.consult import write_consult
from consultations.exports.long import write_long
from consultations.exports.made import Made
from consultations.exports.names import Kind
from consultations.exports.polis import write_polis
from consultations.exports.spss import write_spss
from consultations.exports.taking import Taking
from consultations.exports.talking import write_sensemaking, write_talk
from consultations.exports.themefinder import write_themefinder
from consultations.exports.wide import write_wide
from consultations.exports.workbook import write_workbook


class Holds(StrEnum):
    """Whether an export holds what people wrote."""

    IF_WANTED = "if wanted"
    ALWAYS = "always"
    NEVER = "never"


Writer = Callable[[Taking, Path], list[Made]]


class About(NamedTuple):
    """One kind of export."""

    name: str
    what_for: str
    words: Holds
    write: Writer | None


KINDS: dict[Kind, About] = {
    Kind.WIDE: About(
        "Spreadsheet (CSV)",
        "One row for each response, one column for each question. As Citizen Space gives it.",
        Holds.IF_WANTED,
        write_wide,
    ),
    Kind.XLSX: About(
        "Excel workbook",
        "The same rows in a workbook, with a sheet that says what each column means.",
        Holds.IF_WANTED,
        write_workbook,
    ),
    Kind.SPSS: About(
        "SPSS file",
        "Numbers with labels for every variable and value.",
        Holds.IF_WANTED,
        write_spss,
    ),
    Kind.LONG: About(
        "Tables for programs (CSV)",
        "One row for each choice and comment, with a data dictionary that programs can check.",
        Holds.IF_WANTED,
        write_long,
    ),
    Kind.CONSULT: About(
        "Consult, by i.AI",
        "The input folder of the Government's program that finds themes, and its workbook.",
        Holds.IF_WANTED,
        write_consult,
    ),
    Kind.THEMEFINDER: About(
        "ThemeFinder, by i.AI",
        "What people wrote, question by question, for whoever runs ThemeFinder themselves.",
        Holds.ALWAYS,
        write_themefinder,
    ),
    Kind.POLIS: About(
        "Votes on statements (Polis)",
        "Statements, votes and voters as Polis gives them out.",
        Holds.NEVER,
        write_polis,
    ),
    Kind.TALK: About(
        "Talk to the City",
        "One row for each comment.",
        Holds.ALWAYS,
        write_talk,
    ),
    Kind.SENSEMAKING: About(
        "Sensemaking tools",
        "One row for each person who wrote something.",
        Holds.ALWAYS,
        write_sensemaking,
    ),
    Kind.OPEN_DATA: About(
        "Open data",
        "Tables of results that anybody may have. Small numbers are hidden, and nobody is in it.",
        Holds.NEVER,
        None,
    ),
}


def holds_words(kind: Kind, *, with_words: bool) -> bool:
    """Whether an export will hold what people wrote, so that somebody else has to agree."""
    words = KINDS[kind].words
    return words is Holds.ALWAYS or (words is Holds.IF_WANTED and with_words)
