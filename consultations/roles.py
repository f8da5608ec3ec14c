"""Whether somebody's words say that they work in a practice, or that they do not."""

from __future__ import annotations

import re

from consultations.types import Lane

STAFF = re.compile(
    r"\b(staff|work (?:at|in|for)|working (?:at|in|for)|receptionist|care navigator|"
    r"practice manager|"
    r"practice nurse|nurse|hca|healthcare assistant|gp partner|salaried gp|locum|pharmacist|"
    r"physio\w*|paramedic|i am a gp|im a gp|i'm a gp|doctor here|our surgery|admin)\b"
)
PUBLIC = re.compile(
    r"\b(patient|carer|resident|member of the public|public|parent|mum|dad|live here|"
    r"i live|local person|volunteer|councillor|retired|not staff|don't work|dont work)\b"
)


def lane_of(text: str) -> Lane | None:
    """The lane that a statement of role points to, if it points to one."""
    plain = text.casefold().replace("\u2019", "'")
    if PUBLIC.search(plain):
        return Lane.PUBLIC
    return Lane.STAFF if STAFF.search(plain) else None
