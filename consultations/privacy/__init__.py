"""Find what could identify somebody in a text, before anything of it is kept.

Numbers, addresses and dates of birth are found by their form. Names are found by lists of names and
by the words around them. Everything is worked out here, with no network and no model.
"""

from consultations.privacy.asking import (
    EDIT,
    KEEP,
    LEAVE_OUT,
    PRIVACY,
    as_agreed,
    how_to_keep,
    in_pieces,
    left_out,
    wants_to_edit,
    what_was_found,
)
from consultations.privacy.finding import Finding
from consultations.privacy.screen import findings_in

__all__ = [
    "EDIT",
    "KEEP",
    "LEAVE_OUT",
    "PRIVACY",
    "Finding",
    "as_agreed",
    "findings_in",
    "how_to_keep",
    "in_pieces",
    "left_out",
    "wants_to_edit",
    "what_was_found",
]
