"""Fill a consultation with simulated respondents, in batches, without the chat."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultations.answers import taken_receipts
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.database import utc_now, writing
from consultations.deliberation.measures import measured_answers
from consultations.models import (
    Answer,
    Coding,
    CodingDone,
    Conversation,
    ImportBatch,
    Removal,
    Response,
)
from consultations.receipts import LETTERS
from consultations.simulating.besides import add_besides
from consultations.simulating.persons import Person, Said, somebody
from consultations.simulating.readings import codes_of, is_read
from consultations.types import ConversationStatus, Lane
from consultations.versions import keep_version

CHANNEL = "simulated"
AT_ONCE = 500
STAFF, UNFINISHED, REMOVED, WITHDRAWN, VERIFIED = 0.12, 0.11, 0.004, 0.003, 0.7
CHANNELS = ("chat",) * 15 + ("form",) * 5 + ("paper",)
DAYS = 60
# How long somebody takes in the middle, by the minutes that they chose.
SECONDS = {2: 170, 5: 350, 15: 820}
TABLES = (Conversation, Response, Answer, Removal, Coding, CodingDone)
Rows = dict[Any, list[dict[str, Any]]]


def simulate(
    pack: Pack, *, people: int, seed: int = 1, told: Callable[[int], None] = lambda _: None
) -> int:
    """Add so many simulated respondents who sent in a response, and some who stopped half-way.

    The same seed gives the same people. They belong to a batch that says they are simulated.
    Returns how many answers were added. ``told`` is called after each part with how many are in.
    """
    chance, answers, done = Random(f"{pack.slug}:{seed}"), 0, 0
    with writing() as session:
        version = keep_version(session, pack)
        batch = ImportBatch(
            consultation_slug=pack.slug,
            channel=CHANNEL,
            name="Simulated respondents: nobody said this",
            rows=people,
            by="simulation",
        )
        session.add(batch)
        besides = Random(f"besides:{pack.slug}:{seed}")
        add_besides(session, pack=pack, version=version, people=people, chance=besides)
        session.flush()
        note(session, actor="simulation", what="simulated", subject=batch.id, people=people)
    receipts = _receipts(chance)
    while done < people:
        some = min(AT_ONCE, people - done)
        rows: Rows = {model: [] for model in TABLES}
        for _ in range(some):
            _add(rows, pack, version, batch.id, chance, receipts, people=people, finished=True)
            if chance.random() < UNFINISHED:
                _add(rows, pack, version, batch.id, chance, receipts, people=people, finished=False)
        with writing() as session:
            _give_free_receipts(session, rows[Answer], receipts)
            for model, each in rows.items():
                if each:
                    session.execute(insert(model), each)
        answers, done = answers + len(rows[Answer]), done + some
        told(done)
    return answers


def is_simulated(session: Session, *, consultation_slug: str) -> bool:
    """Whether any response of a consultation is simulated, which every page then says."""
    batch = select(ImportBatch.id).where(
        ImportBatch.consultation_slug == consultation_slug, ImportBatch.channel == CHANNEL
    )
    return session.scalars(batch.order_by(ImportBatch.id).limit(1)).first() is not None


def _add(
    rows: Rows,
    pack: Pack,
    version: str,
    batch: uuid.UUID,
    chance: Random,
    receipts: Iterator[str],
    *,
    people: int,
    finished: bool,
) -> None:
    lane = Lane.STAFF if chance.random() < STAFF else Lane.PUBLIC
    person = somebody(pack, chance, lane=lane)
    asked = tuple(each for each in pack.questions_for(lane) if each.key in person.said)
    if not finished:
        asked = asked[: chance.randint(1, max(1, len(asked) - 1))]
        person.said = {each.key: person.said[each.key] for each in asked}
    conversation, response = _uuid(chance), _uuid(chance)
    began, seconds = _when(chance), SECONDS[person.minutes] * chance.lognormvariate(0, 0.5)
    ended = min(utc_now(), began + timedelta(seconds=seconds))
    channel = chance.choice(CHANNELS)
    rows[Conversation].append(
        {
            "id": conversation,
            "token_hash": "",
            "consultation_slug": pack.slug,
            "content_version": version,
            "lane": lane,
            "language": chance.choices(("en", "pl", "cy"), (96, 3, 1))[0],
            "minutes": person.minutes,
            "status": ConversationStatus.SUBMITTED if finished else ConversationStatus.OPEN,
            "cursor": None if finished else asked[-1].key,
            "started_at": began,
            "last_turn_at": ended,
        }
    )
    about = {each.fills: _first(person.said[each.key]) for each in asked if each.fills}
    rows[Response].append(
        {
            "id": response,
            "conversation_id": conversation,
            "consultation_slug": pack.slug,
            "code": f"SB-{_letters(chance, 4)}-{_letters(chance, 4)}-{_letters(chance, 4)}",
            "lane": lane,
            "stakeholder_group": about.get("stakeholder_group"),
            "place": about.get("place"),
            "interest": about.get("interest"),
            "channel": channel,
            "import_batch_id": batch,
            "verified": lane is Lane.STAFF and chance.random() < VERIFIED,
            "measured": _measured(pack, person, asked, chance, seconds) if finished else None,
            "started_at": began,
            "submitted_at": ended if finished else None,
            "withdrawn_at": None,
            "changed_at": ended,
        }
    )
    gone = finished and chance.random() < WITHDRAWN
    if gone:
        rows[Conversation][-1]["status"] = ConversationStatus.WITHDRAWN
        rows[Response][-1]["withdrawn_at"] = ended
        return
    for each in asked:
        said, answer = person.said[each.key], _uuid(chance)
        if finished and said.comment and is_read(each, pack, people=people, chance=chance):
            codes, done = codes_of(pack, answer, person, ended, chance)
            rows[Coding] += codes
            rows[CodingDone] += done
        rows[Answer].append(
            {
                "id": answer,
                "response_id": response,
                "question_key": each.key,
                "revision": 1,
                "current": True,
                "skipped": said.skipped,
                "choices": list(said.choices) if said.choices else None,
                "comment": said.comment,
                "receipt": next(receipts),
                "content_version": version,
                "answered_at": ended,
            }
        )
    if finished and chance.random() < REMOVED:
        rows[Removal].append(
            {
                "id": _uuid(chance),
                "consultation_slug": pack.slug,
                "response_id": response,
                "reason": chance.choice(("sent twice", "a test")),
                "by": "simulation",
            }
        )


def _measured(
    pack: Pack, person: Person, asked: tuple[Any, ...], chance: Random, seconds: float
) -> dict[str, Any]:
    """What the service would have measured, with invented numbers for what was shown."""
    weighed = sum(each.weighs is not None for each in asked)
    return {
        "minutes": person.minutes,
        "seconds": int(seconds),
        "turns": len(asked) + chance.randint(4, 12),
        "asked": len(asked),
        "answered": sum(not each.skipped for each in person.said.values()),
        "shown": [
            *(f"proposals/{each.id}#both-sides" for each in pack.options if person.minutes > 2),
            *(f"questions#{each.key}.weighs" for each in asked if each.weighs is not None),
        ],
        "opened": [],
        "words_for": 120 + 24 * weighed + chance.randint(-6, 6),
        "words_against": 120 + 24 * weighed + chance.randint(-6, 6),
        "others_view": "statements#simulated" if person.minutes > 2 else None,
        "themes": [],
        **measured_answers(pack, asked, person.said),
    }


def _when(chance: Random) -> datetime:
    """A moment of the last 60 days by daylight: more at the start and of late than between."""
    part = chance.choice((chance.betavariate(1, 4), chance.random(), chance.betavariate(6, 1)))
    day = utc_now() - timedelta(days=DAYS * part, hours=1)
    return day.replace(hour=int(chance.triangular(6, 23, 19)), minute=chance.randint(0, 59)) - (
        timedelta(days=1)
    )


def _receipts(chance: Random) -> Iterator[str]:
    """Receipts that no other answer of this run has."""
    given: set[str] = set()
    while True:
        receipt = f"SB-{_letters(chance, 4)}-{_letters(chance, 2)}"
        if receipt not in given:
            given.add(receipt)
            yield receipt


def _give_free_receipts(
    session: Session, answers: list[dict[str, Any]], receipts: Iterator[str]
) -> None:
    """Other receipts for those answers whose receipt somebody has already."""
    while taken := taken_receipts(session, [each["receipt"] for each in answers]):
        for each in answers:
            if each["receipt"] in taken:
                each["receipt"] = next(receipts)


def _letters(chance: Random, how_many: int) -> str:
    return "".join(chance.choices(LETTERS, k=how_many))


def _uuid(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _first(said: Said) -> str | None:
    return said.choices[0] if said.choices else None
