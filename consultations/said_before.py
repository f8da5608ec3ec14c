"""Say nothing in the same words twice in a row: a response of the domain may have several ways.

The ways of ``utter_help`` are ``utter_help``, ``utter_help_again`` and ``utter_help_still``. What
was said is read from the replies that are kept, so that it also holds after a restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.languages.bot import has_response, unfilled
from consultations.models import Inbound

ENDINGS = ("", "_again", "_still")
LOOKED_AT = 8


def ways_to_say(response: str) -> list[str]:
    """The response and its other ways, in the order in which they are used."""
    return [f"{response}{ending}" for ending in ENDINGS if has_response(f"{response}{ending}")]


def next_way(session: Session, *, inbound: Inbound, response: str) -> str:
    """The way to say a response now: the one after that of the turn just before."""
    ways = ways_to_say(response)
    if len(ways) < 2:
        return response
    just_said = texts_of(before(session, inbound=inbound)[:1])
    for place, way in enumerate(ways):
        if any(_says(way, text) for text in just_said):
            return ways[(place + 1) % len(ways)]
    return response


def times_in_a_row(session: Session, *, inbound: Inbound, responses: Sequence[str]) -> int:
    """In how many turns in a row, up to this one, any of these was said at the same question."""
    ways = [way for response in responses for way in ways_to_say(response)]
    times = 0
    for earlier in before(session, inbound=inbound):
        said = texts_of([earlier])
        same = earlier.question_key == inbound.question_key
        if not (same and any(_says(way, text) for way in ways for text in said)):
            break
        times += 1
    return times


def before(session: Session, *, inbound: Inbound) -> list[Inbound]:
    """The last messages before this one, the newest first."""
    return list(
        session.scalars(
            select(Inbound)
            .where(Inbound.conversation_id == inbound.conversation_id, Inbound.seq < inbound.seq)
            .order_by(Inbound.seq.desc())
            .limit(LOOKED_AT)
        )
    )


def texts_of(inbounds: Sequence[Inbound]) -> list[str]:
    """The words of every reply, in order."""
    return [
        str(message["text"])
        for inbound in inbounds
        for message in (inbound.reply or {}).get("messages", ())
    ]


def _says(way: str, text: str) -> bool:
    """Whether a text is a way to say something, whatever stands in its places."""
    parts = re.split(r"\{\w+\}", unfilled(way))
    return re.fullmatch(".+".join(map(re.escape, parts)), text.strip(), re.DOTALL) is not None
