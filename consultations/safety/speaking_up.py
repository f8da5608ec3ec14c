"""Whether somebody who works in care speaks up about safety, and may have to be protected."""

from __future__ import annotations

import logging

from consultations.safety.hearing import heard

CARD = "staff-safety"
_log = logging.getLogger(__name__)


def speaks_up(text: str) -> bool:
    """Whether a text calls for the card for staff who are worried about safety.

    When the screen fails the answer is yes: then people are asked rather than found out.
    """
    try:
        return CARD in heard(text)
    except Exception:
        _log.exception(
            "The safety screen failed. The words are taken for those of a whistleblower."
        )
        return True
