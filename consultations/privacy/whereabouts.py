"""Where somebody can be reached or lives: e-mail, full postcode, street and number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from consultations.privacy.finding import Finding
from consultations.privacy.lists import AROUND

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
MAIL_FIRMS = (
    "gmail|googlemail|hotmail|yahoo|outlook|btinternet|icloud|live|sky|aol|virginmedia|talktalk|"
    "protonmail|proton|ntlworld|me|msn|ymail|mail|nhs"
)
ENDINGS = "com|co|uk|org|net|gov|ac|info|me|eu|ie|nhs|email"
BROKEN_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]+\s?@\s?(?:(?:{MAIL_FIRMS})\b(?:\s?[.,]\s?(?:{ENDINGS})\b)*"
    rf"|[\w-]+(?:\s?[.,]\s?(?:{ENDINGS})\b)+)",
    re.IGNORECASE,
)
SPELT_EMAIL = re.compile(
    r"(?<![\w+-])[\w+-]+(?:(?:\.|\s?[(\[]?\b(?:dot|underscore|dash|hyphen)\b[)\]]?\s?)[\w+-]+)*"
    r"(?:\s?[(\[{<]\s?at\s?[)\]}>]\s?|\s+at\s+)"
    rf"(?:[\w-]+(?:\s?[(\[]?\bdot\b[)\]]?\s?[\w-]+)+|(?:{MAIL_FIRMS})\s?\.\s?(?:{ENDINGS})\b"
    rf"(?:\s?\.\s?(?:{ENDINGS})\b)*|(?:gmail|hotmail|googlemail|btinternet|icloud|ymail)\b)",
    re.IGNORECASE,
)
BRACKETED_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?[(\[{<]\s?at\s?[)\]}>]\s?[\w-]+(?:\s?(?:\.|[(\[]\s?dot\s?[)\]])\s?[\w-]+)+",
    re.IGNORECASE,
)
LOOKED = re.compile(
    r"^(?:look|looks|looked|looking|find|found|see|seen|go|read|is|are|was|available|online|more|info)\b",
    re.IGNORECASE,
)
AREAS = frozenset(each.upper() for each in AROUND["postcode_areas"])
SAYS_DOT = re.compile(rf"\bdot\b|\bat (?:{MAIL_FIRMS})\b", re.IGNORECASE)
SAYS_AT = re.compile(r"[(\[{<]\s?at\s?[)\]}>]", re.IGNORECASE)
INWARD = r"\d\s?[ABD-HJLNP-UW-Z]{2}"
POSTCODE = re.compile(
    rf"\b([A-Z]{{1,2}})(\d[A-Z\d]?)[\s.,\-\u2013]{{0,3}}({INWARD})\b", re.IGNORECASE
)
SPLIT_POSTCODE = re.compile(rf"\b([A-Z]{{2}})\s(\d{{1,2}})\s?({INWARD})\b")
SAID_TO_BE_POSTCODE = re.compile(
    r"\b(?:post\s?code|postal code)(?:\s(?:is|was|of))?[\s:\-]{1,3}"
    r"([A-Z]{1,2}\s?[\dO][A-Z\d]?\s{0,2}[\dO]\s?[A-Z]{2})\b",
    re.IGNORECASE,
)
END_OF_POSTCODE = re.compile(rf"{INWARD}\b", re.IGNORECASE)
LONGEST_OUTWARD, LONGEST_BEFORE = 10, 40
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
ROADS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|crescent|cres|grove|terrace|gardens|gdns|court|"
    "place|way|walk|mews|square|row|rise|view|hill|green|park"
)
NOT_AFTER = (
    r"(?!\s(?:bus|buses|clinic|surgery|practice|health|medical|pharmacy|hospital|centre|school|"
    r"shops?))"
)
HOUSE = (
    r"(?:(?:flat|apartment|apt|unit|room)\s\w{1,4},?\s)?(?:no\.?\s|number\s)?(?!(?:19|20)\d\d\b)"
    r"\d{1,4}[a-z]?,?\s"
)
HOUSE_AND_CAPITAL = r"(?!(?:19|20)\d\d\b)\d{1,4}[a-zA-Z]?,?\s"
FLAT_BEFORE = re.compile(
    r"(?:(?:flat|apartment|apt|unit|room)\s\w{1,4},?\s)?(?:no\.?\s|number\s)?$", re.IGNORECASE
)
ADDRESS = re.compile(
    rf"(?<![\w\u00a3.]){HOUSE_AND_CAPITAL}(?:(?:St\.?\s)?[A-Z][\w'\u2019]+\s){{1,3}}(?:{ROADS.title()})\b(?i:{NOT_AFTER})".replace(
        "|st|", "|"
    )
)
SAID_TO_BE_ADDRESS = re.compile(
    r"\b(?:(?:lives?|living|lived|moved|stays?)\s(?:at|to|in)|address\s(?:is|was)|"
    rf"addr(?:ess)?:|my house at|home at)\s({HOUSE}(?:[\w'\u2019]+\s){{1,3}}(?:{ROADS}))\b",
    re.IGNORECASE,
)
OF_A_BODY = re.compile(
    r"(?:clinic|surgery|practice|centre|pharmacy|hospital|hub|office|shop|library|hall|school|church|bus|"
    r"route|stop)[\s,]+(?:is\s|was\s|are\s)?(?:at|in|on|to|near|from)?\s?(?:the\s)?$|\bthe\s$",
    re.IGNORECASE,
)


def whereabouts_in(text: str, *, areas: Set[str] = frozenset()) -> Iterator[Finding]:
    """E-mail addresses, full postcodes of real areas and of those named, and streets."""
    yield from _emails(text)
    for end in END_OF_POSTCODE.finditer(text):
        began = max(0, end.start() - LONGEST_OUTWARD)
        for pattern in (POSTCODE, SPLIT_POSTCODE):
            match = pattern.search(text, began, end.end())
            if match is None or match.end() != end.end():
                continue
            is_area = match[1].upper() in AREAS or match[1].upper() in areas
            if is_area and not ORDINAL.search(match[3]):
                yield Finding("postcode", *match.span())
    for match in SAID_TO_BE_POSTCODE.finditer(text):
        yield Finding("postcode", *match.span(1))
    for match in ADDRESS.finditer(text):
        before = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        flat = FLAT_BEFORE.search(before)
        before = before[: flat.start()] if flat else before
        if not OF_A_BODY.search(before):
            yield Finding(
                "address", match.end() - len(match[0]) - (len(flat[0]) if flat else 0), match.end()
            )
    for match in SAID_TO_BE_ADDRESS.finditer(text):
        yield Finding("address", *match.span(1))


def _emails(text: str) -> Iterator[Finding]:
    patterns = [EMAIL, BROKEN_EMAIL] if "@" in text else []
    if SAYS_AT.search(text):
        patterns.append(BRACKETED_EMAIL)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Finding("email", *match.span())
    if SAYS_DOT.search(text):
        for match in SPELT_EMAIL.finditer(text):
            if not LOOKED.match(match[0]):
                yield Finding("email", *match.span())
