"""One row for each response, with the words of every question: as Citizen Space does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from consultations.exports.asking import Asking
from consultations.exports.cells import write_csv
from consultations.exports.made import A_RESPONSE, Made
from consultations.exports.taking import CHANNEL, VERIFIED, Taking
from consultations.types import Lane

FILE = "responses.csv"
RESPONSE_ID, SUBMITTED = "Response ID", "Submitted date"
LANE, CHANNEL_HEADER, LATE = "Asked as", "Channel", "After the close"
STAFF_CODE, VERSION = "Staff code used", "Version of the text"
FIRST = (RESPONSE_ID, SUBMITTED, LANE, CHANNEL_HEADER, LATE, STAFF_CODE, VERSION)
LANES = {Lane.PUBLIC: "Public", Lane.STAFF: "Staff"}
BETWEEN = "; "


def write_wide(out: Taking, folder: Path) -> list[Made]:
    """A file for a spreadsheet: headers are the questions in full, cells the words of choices."""
    rows = write_csv(folder / FILE, headers(out), lines(out), for_excel=True)
    return [Made(FILE, rows, A_RESPONSE, of_people=True)]


def headers(out: Taking) -> list[str]:
    """What stands above each column: one for the choices and one for the own words."""
    return [*FIRST, *(header for each in out.questions for header in _headers(each, out))]


def lines(out: Taking) -> Iterator[list[str]]:
    """The rows, in the order of their days."""
    columns = [column for each in out.questions for column in _columns(each, out)]
    for person, *cells in zip(out.people, *columns, strict=True):
        yield [
            person.name,
            person.day,
            LANES[person.lane],
            person.about[CHANNEL],
            person.after_close,
            person.about[VERIFIED],
            person.content_version,
            *cells,
        ]


def cell_of_choices(asking: Asking, choices: tuple[str, ...]) -> str:
    """The words of what was chosen. Those of a ranking stand in their order."""
    return BETWEEN.join(one_choice(asking.label(value)) for value in choices)


def one_choice(label: str) -> str:
    """The words of a choice without the sign that stands between two of them."""
    return label.replace(BETWEEN.strip(), ",")


def _headers(asking: Asking, out: Taking) -> Iterator[str]:
    if asking.has_choices:
        yield asking.header
    if asking.takes_words and out.with_words:
        yield asking.words_header


def _columns(asking: Asking, out: Taking) -> Iterator[Sequence[str]]:
    if asking.has_choices:
        yield out.in_words(asking, lambda chosen: cell_of_choices(asking, chosen))
    if asking.takes_words and out.with_words:
        yield out.own_words(asking)
