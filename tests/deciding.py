"""A small consultation with themes that people confirm, and what is decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import yaml
from sqlalchemy.orm import Session

from consultations.content.library import current_pack, look_again
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.ledger.decisions import history, write_down
from consultations.models import Conversation, ThemeDecision
from consultations.steps import take_step
from consultations.types import ConsultationStatus, Lane
from tests.factories import a_response
from tests.packs import TINY
from tests.publishing import Desk

BUSES, COSTS = "getting-there", "costs"
THEMES = [
    {
        "id": BUSES,
        "label": "Getting there",
        "what": "Journeys of any kind.",
        "words": ["bus", "buses", "drive"],
    },
    {"id": COSTS, "label": "Costs", "what": "What it costs.", "words": ["cost", "money", "pay"]},
    {
        "id": "staff",
        "label": "Staff",
        "what": "Who works there.",
        "words": ["nurse", "rota", "post"],
    },
]
QUESTION = {
    "key": "themes",
    "lanes": ["public"],
    "kind": "multiple",
    "optional": True,
    "text": "What are your words about?",
    "hint": "Choose all that fit, or none.",
    "short": "What it is about",
    "choices_from": "themes",
    "themes_of": "why",
}
MORE = {
    "key": "another-theme",
    "lanes": ["public"],
    "kind": "text",
    "optional": True,
    "only_if": {"question": "themes", "chose": ["another-theme"]},
    "text": "What else is it about?",
    "short": "What else",
}


def with_themes(desk: Desk) -> Pack:
    """The small pack with three themes, published."""
    (desk.folder / "themes.yml").write_text(yaml.safe_dump(THEMES, sort_keys=False), "utf-8")

    def add(rows: list[dict[str, object]]) -> None:
        place = next(i for i, row in enumerate(rows) if row["key"] == "why")
        rows[place + 1 : place + 1] = [QUESTION, MORE]

    desk.edit("questions.yml", add)
    pack = current_pack(TINY)
    assert pack is not None
    assert pack.themes, desk.look()
    return pack


def people_say(
    session: Session,
    pack: Pack,
    number: int,
    *,
    about: Sequence[str],
    lane: Lane = Lane.PUBLIC,
    first: str = "late-opening",
) -> list[Conversation]:
    """So many people who wrote something and said which themes it has."""
    says: dict[str, str | Sequence[str]] = {"why": "Two buses each way, and it costs too much."}
    if lane is Lane.PUBLIC:
        says = {"capacity": ["carer"], "in-order": [first], **says, "themes": about}
    return [a_response(session, pack, says, lane=lane) for _ in range(number)]


def decided(theme: str, *, outcome: str = "changed", because: str = "You asked for it.") -> None:
    """Write into the ledger what became of a theme."""
    with writing() as session:
        last: list[ThemeDecision] = history(session, TINY, theme)
        write_down(
            session,
            slug=TINY,
            theme_id=theme,
            outcome=outcome,
            we_heard="The last bus leaves too early.",
            what="The bus will go one hour later." if outcome == "changed" else "",
            because=because,
            evidence={},
            read=last[0].revision if last else 0,
            by="Ada",
        )


def take(*steps: ConsultationStatus) -> None:
    """Take steps in Ada's name."""
    for to in steps:
        with writing() as session:
            take_step(session, slug=TINY, to=to, by="Ada", reason="It is time.")
            look_again(session)


def being_read(desk: Desk) -> None:
    """Close the consultation by its date, and begin to read the answers."""
    desk.dates(opens=timedelta(days=-90), closes=timedelta(minutes=-5))
    take(ConsultationStatus.ANALYSING)


def entries(theme: str) -> list[ThemeDecision]:
    """What the ledger says of a theme, the last first."""
    with reading() as session:
        return history(session, TINY, theme)
