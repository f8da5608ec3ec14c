"""Telephone numbers, typed in every way, or spelt out. Lines that only firms have are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.privacy.finding import Finding

APART = r"[ \t().\-\u2013]{0,3}"
START = r"(?<![\w.,\u00a3$+])"
HOME = re.compile(rf"{START}\(?[0Oo](?:{APART}\d){{8,11}}(?!\d|[.,]\d|%)")
SLASHED = re.compile(rf"{START}0\d{{2,4}}/\s?\d{{3}}(?:[ /-]?\d){{3,5}}(?!\d)")
ABROAD = re.compile(rf"(?<![\w.])(?:\(?\+\s?|00\s?(?=[1-9]))\d(?:{APART}\d){{7,14}}(?!\d)")
NO_PLUS = re.compile(rf"{START}44{APART}(?:0{APART})?[127](?:{APART}\d){{8,9}}(?!\d)")
NO_NOUGHT = re.compile(rf"{START}7[1-9]\d\d[ \-.]?\d{{3}}[ \-.]?\d{{3}}(?!\d|[.,]\d|%)")
LOCAL = re.compile(rf"(?<![\d.,\u00a3])\d(?:{APART}\d){{5,11}}(?!\d|[.,]\d)")
LOCAL_BEFORE = re.compile(
    r"\b(?:(?:ring|call|phone|text|tel|telephone|contact|reach|whatsapp)(?:\s(?:me|us|him|her|them))?"
    r"|mobile|mob|landline|phone number|my number|his number|her number|our number)"
    r"(?:\s(?:on|at|is|no|number|was|it's))*[\s:.,\-]{1,3}$",
    re.IGNORECASE,
)
LONGEST_BEFORE = 40
DIGITS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "treble": 3}
SPELT_WORD = rf"(?:(?:{'|'.join([*DIGITS, *TIMES])})\b|\d{{1,6}})"
SPELT = re.compile(
    rf"\b(?:zero|oh|o|nought|naught|0\d{{0,5}})[\s,.\-]{{1,2}}(?:{SPELT_WORD}[\s,.\-]{{1,2}}){{2,}}"
    rf"{SPELT_WORD}\b",
    re.IGNORECASE,
)
SPELT_PART = re.compile(SPELT_WORD, re.IGNORECASE)
DATE = re.compile(r"\(?\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d(?!\d)")
TIME = re.compile(r"[012]?\d[.]\d\d(?!\d)[ \-\u2013]")
OF_FIRMS = ("03", "08", "09")
HELPLINES = frozenset({"116123", "116000", "111", "999", "112", "101", "119", "85258", "18000"})
FEWEST, MOST = 10, 11


def phones_in(text: str) -> Iterator[Finding]:
    """Every telephone number that a person may have at home or in a pocket."""
    for pattern in (HOME, SLASHED):
        for match in pattern.finditer(text):
            if _is_of_a_person(match[0]):
                yield Finding("phone", *match.span())
    for pattern in (ABROAD, NO_PLUS, NO_NOUGHT):
        for match in pattern.finditer(text):
            yield Finding("phone", *match.span())
    for match in LOCAL.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        before = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        if (
            digits not in HELPLINES
            and not digits.startswith(OF_FIRMS)
            and LOCAL_BEFORE.search(before)
        ):
            yield Finding("phone", *match.span())
    for match in SPELT.finditer(text):
        if _is_spelt_number(match[0]):
            yield Finding("phone", *match.span())


def _is_of_a_person(written: str) -> bool:
    digits = re.sub(r"\D", "", re.sub("[Oo]", "0", written))
    if digits.startswith(OF_FIRMS) or DATE.match(written) or TIME.match(written):
        return False
    groups = re.findall(r"\d+", written)
    counts_up = len(groups) > 3 and groups == sorted(groups, key=int)
    if counts_up:
        return False
    if digits.startswith("07"):
        return FEWEST - 1 <= len(digits) <= MOST + 1
    return digits[1] in "125" and FEWEST <= len(digits) <= MOST


def _is_spelt_number(said: str) -> bool:
    """Ten digits or more, said one by one, of which the first is a nought."""
    digits, times, words = "", 1, 0
    for part in SPELT_PART.findall(said):
        word = part.casefold()
        if word in TIMES:
            times = TIMES[word]
            words += 1
            continue
        words += word in DIGITS
        digits += DIGITS.get(word, word) * times
        times = 1
    return words > 0 and digits.startswith(("01", "02", "07")) and FEWEST <= len(digits) <= MOST + 1
