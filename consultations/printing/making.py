"""One sheet: a poster or a paper form of a consultation, in a language."""

from __future__ import annotations

from collections import OrderedDict
from enum import StrEnum
from threading import Lock

from consultations.content.schema import Pack
from consultations.languages.known import SOURCE
from consultations.languages.packs import wording_of
from consultations.languages.speaking import speaking
from consultations.printing.paper import paper_data
from consultations.printing.poster import poster_data
from consultations.printing.setting import set_pages
from consultations.types import Lane

REMEMBERED = 24
_made: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
_lock = Lock()


class Sheet(StrEnum):
    """What can be printed."""

    POSTER = "poster"
    PAPER = "paper"


def sheet_pdf(
    sheet: Sheet,
    pack: Pack,
    *,
    address: str,
    lane: Lane = Lane.PUBLIC,
    minutes: int | None = None,
    language: str = SOURCE,
) -> bytes:
    """A sheet as PDF, made once for each version of the pack.

    Raises CannotPrint, and KeyError when the pack has no such lane.
    """
    pack = pack.original
    key = (sheet, pack.version, address, lane, str(minutes), language)
    with _lock:
        if key in _made:
            _made.move_to_end(key)
            return _made[key]
    with speaking(language):
        wording = wording_of(pack, language)
        data = (
            poster_data(wording, address=address)
            if sheet is Sheet.POSTER
            else paper_data(wording, lane=lane, minutes=minutes)
        )
    pdf = set_pages(sheet, data)
    with _lock:
        _made[key] = pdf
        while len(_made) > REMEMBERED:
            _made.popitem(last=False)
    return pdf
