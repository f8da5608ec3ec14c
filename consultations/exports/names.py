"""What exports are called, for those who need no more than that."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an export is called on the command line and in addresses."""

    WIDE = "wide"
    XLSX = "xlsx"
    SPSS = "spss"
    LONG = "long"
    CONSULT = "consult"
    THEMEFINDER = "themefinder"
    POLIS = "polis"
    TALK = "talk-to-the-city"
    SENSEMAKING = "sensemaking"
    OPEN_DATA = "open-data"
