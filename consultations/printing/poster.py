"""What a poster says: who asks what, until when, where to go, and a QR code that leads there."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno

from consultations.languages.known import SOURCE
from consultations.languages.packs import Wording
from consultations.printing.frame import frame
from consultations.printing.words import ours, printed_words, theirs

# A quarter of the square may be dirty, torn or covered, and it can still be read.
CAN_BE_SPOILT = "q"
QUIET_EDGE = 4


def poster_data(wording: Wording, *, address: str) -> dict[str, Any]:
    """Everything on a poster. The address is that of the service."""
    words, about = printed_words(), wording.pack.consultation
    in_language = "" if wording.code == SOURCE else f"?lang={wording.code}"
    page = f"{address.rstrip('/')}/c/{about.slug}"
    return {
        **frame(wording, title=about.title),
        "heading": ours(words.have_your_say),
        "question": theirs(wording, about.title),
        "summary": theirs(wording, about.summary),
        "nothing_decided": theirs(wording, about.nothing_decided),
        "asked_by": ours(words.asked_by, body=about.asked_by.name),
        "until": ours(words.open_until, when=about.closes),
        "scan": ours(words.scan),
        "address": page.partition("://")[2],
        "square": qr_code(f"{page}{in_language}"),
        "square_words": ours(words.square, address=page),
        "no_phone": ours(words.no_phone),
        "other_ways": [theirs(wording, each) for each in about.other_ways],
        "foot": ours(words.version, version=wording.pack.version),
    }


def qr_code(address: str) -> str:
    """An address as a QR code, drawn as SVG."""
    drawn = BytesIO()
    code = segno.make(address, error=CAN_BE_SPOILT, micro=False)
    code.save(drawn, kind="svg", border=QUIET_EDGE, xmldecl=False, light="#ffffff")
    return drawn.getvalue().decode()
