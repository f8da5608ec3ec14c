"""Find what could identify somebody in a text, before anything of it is kept.

Structured identifiers only: NHS numbers by their check digit, telephone numbers, e-mail addresses,
full postcodes, National Insurance numbers and dates of birth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import nhs_number
import phonenumbers

from consultations.asked import Asked
from consultations.content.schema import Choice
from consultations.content.words import words
from consultations.types import QuestionKind
from consultations.understanding import check_choices

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d\s?){6}[A-D]\b",
    re.IGNORECASE,
)
TEN_DIGITS = re.compile(r"(?<![\d+])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
BIRTH = re.compile(
    r"\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth)\W{0,4}(?:is |was )?"
    r"(\d{1,2}(?:st|nd|rd|th)?[\s/.-](?:\d{1,2}|[A-Za-z]{3,9})[\s/.-]\d{2,4})",
    re.IGNORECASE,
)
SHORTEST_PHONE_NUMBER = 10
PRIVACY, LEAVE_OUT, KEEP = "privacy", "keep-out", "keep"


class Finding(NamedTuple):
    """Something that could identify a person: what it is, and where it stands in the text."""

    kind: str
    start: int
    end: int


def findings_in(text: str) -> list[Finding]:
    """What could identify somebody, in the order in which it stands, without overlaps."""
    found: list[Finding] = []
    for finding in sorted(_all(text), key=lambda each: (each.start, -each.end)):
        if not found or finding.start >= found[-1].end:
            found.append(finding)
    return found


def left_out(text: str) -> str:
    """The text with every finding replaced by a word for it."""
    names, parts, at = words().privacy.kinds, [], 0
    for finding in findings_in(text):
        parts += [text[at : finding.start], f"[{names[finding.kind]}]"]
        at = finding.end
    return "".join([*parts, text[at:]])


def what_was_found(text: str) -> str:
    """A sentence that names the kinds of things found, and says that nothing is kept yet."""
    ask = words().privacy
    kinds = dict.fromkeys(ask.kinds[each.kind] for each in findings_in(text))
    return ask.found.format(kinds=f" {ask.joined_by} ".join(kinds))


def how_to_keep() -> Asked:
    """The question that comes before anything personal is kept."""
    ask = words().privacy
    return Asked(
        key=PRIVACY,
        kind=QuestionKind.SINGLE,
        text=ask.text,
        choices=(
            Choice(value=LEAVE_OUT, label=ask.leave_out),
            Choice(value=KEEP, label=ask.keep),
        ),
    )


def as_agreed(text: str, choices: Sequence[str]) -> str:
    """The words as their author wants them kept.

    Raises NotOffered when the choice is neither to leave something out nor to keep it.
    """
    (chosen,) = check_choices(how_to_keep(), choices)
    return left_out(text) if chosen == LEAVE_OUT else text


def _all(text: str) -> Iterator[Finding]:
    for match in TEN_DIGITS.finditer(text):
        if nhs_number.validate.is_valid(re.sub(r"\D", "", match[0])):
            yield Finding("nhs_number", *match.span())
    for kind, pattern in (("email", EMAIL), ("postcode", POSTCODE), ("insurance", INSURANCE)):
        for match in pattern.finditer(text):
            yield Finding(kind, *match.span())
    for match in BIRTH.finditer(text):
        yield Finding("birth", *match.span(1))
    for number in phonenumbers.PhoneNumberMatcher(text, "GB", phonenumbers.Leniency.POSSIBLE):
        digits = len(re.sub(r"\D", "", number.raw_string))
        if number.raw_string.startswith(("0", "+")) and digits >= SHORTEST_PHONE_NUMBER:
            yield Finding("phone", number.start, number.end)
