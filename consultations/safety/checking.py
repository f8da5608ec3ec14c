"""What the check of the content says about the safety cards."""

from __future__ import annotations

from datetime import date

from consultations.content.faults import Fault
from consultations.content.place import Place
from consultations.safety.cards import SafetyFile
from consultations.safety.rulebook import CARDS


def what_is_due(read: SafetyFile, place: Place, *, today: date) -> list[Fault]:
    """Numbers whose date has passed are a fault: people in danger would ring them.

    A card that the screen calls for and the file lacks is a warning.
    """
    faults = []
    if read.check_by < today:
        faults.append(
            (place / "check_by").fault(
                f"The telephone numbers were to be checked by {read.check_by}.",
                "Check each one, write who did and when, and write the next date.",
            )
        )
    missing = [name for name in CARDS if read.card(name) is None]
    if missing:
        faults.append(
            (place / "cards").fault(
                f"There is no card for: {', '.join(missing)}.",
                "Words that call for it will show nothing.",
                warning=True,
            )
        )
    return faults
