"""The ways in which a response can come, beside the chat and the form."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a response came that staff bring in."""

    PAPER = "paper"
    TELEPHONE = "telephone"
    LETTER = "letter"
    IMPORT = "import"


NAMES = {
    Channel.PAPER: "Paper",
    Channel.TELEPHONE: "Telephone",
    Channel.LETTER: "Letter or e-mail",
    Channel.IMPORT: "Another website",
}
