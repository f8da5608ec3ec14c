"""Numbers that stand for one person: NHS, hospital and National Insurance numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nhs_number

from consultations.privacy.finding import Finding

FIGURE = re.compile(r"\d")
APART = r"[ \t.\-\u2013/]{0,2}"
TEN = re.compile(rf"(?<![\w+.,\u00a3])\d(?:{APART}\d){{9}}(?![\d]|[.,]\d|%)")
GROUPINGS = frozenset(
    {(10,), (3, 3, 4), (3, 7), (6, 4), (3, 4, 3), (4, 3, 3), (5, 5), (3, 3, 2, 2), (1,) * 10}
)
SAID_TO_BE_NHS = re.compile(
    r"\b[nN]\.?\s?h\.?\s?s\.?\W{0,3}(?:patient\W)?(?:numbers?|numb?er|nubmer|num|no|nr|id|#)\b[^\d\n]{0,30}?"
    rf"([\dOo](?:{APART}[\dOo]){{8,10}})(?!\d)",
    re.IGNORECASE,
)
RECORD = re.compile(r"(?<![\d.,\u00a3])\d(?:[ \-]?\d){4,10}(?!\d|,\d)")
RECORD_BEFORE = re.compile(
    r"\b(?:(?:hospital|patient|unit|case|record|chi)\s?(?:number|num|no|id|ref(?:erence)?)|mrn)\b"
    r"\.?(?:\s(?:is|was|of))?[\s:#\-\u2013]{1,3}((?:[A-Z]{1,3}[\s-]?)?)$",
    re.IGNORECASE,
)
LONGEST_BEFORE = 40
INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s\-.]{0,2}"
    r"(?:\d[\s\-.]{0,2}){6}[A-D]\b",
    re.IGNORECASE,
)
SAID_TO_BE_INSURANCE = re.compile(
    r"\b(?:national\s+ins\w*(?:\s+(?:number|num|no))?|n\.?i\.?\s*(?:number|numb?er|num|no)|nino)\b"
    r"[^\d\n]{0,14}?([A-Z]{2}[\s\-.]{0,2}[\dO](?:[\s\-.]{0,2}[\dO]){4,6}(?:[\s\-.]{0,2}[A-Z])?)\b",
    re.IGNORECASE,
)


def numbers_in(text: str) -> Iterator[Finding]:
    """NHS numbers by their check digit or by what is said of them, and the other two kinds."""
    if not FIGURE.search(text):
        return
    for match in TEN.finditer(text):
        if _is_nhs_number(match[0]):
            yield Finding("nhs_number", *match.span())
    for match in SAID_TO_BE_NHS.finditer(text):
        yield Finding("nhs_number", *match.span(1))
    for match in RECORD.finditer(text):
        before = RECORD_BEFORE.search(text[max(0, match.start() - LONGEST_BEFORE) : match.start()])
        if before:
            yield Finding("record", match.start() - len(before[1]), match.end())
    for match in INSURANCE.finditer(text):
        yield Finding("insurance", *match.span())
    for match in SAID_TO_BE_INSURANCE.finditer(text):
        yield Finding("insurance", *match.span(1))


def _is_nhs_number(written: str) -> bool:
    """Ten digits that are grouped as people group them, and whose last one checks the others."""
    groups = tuple(len(each) for each in re.findall(r"\d+", written))
    digits = re.sub(r"\D", "", written)
    return (
        groups in GROUPINGS and not digits.startswith("0") and nhs_number.validate.is_valid(digits)
    )
