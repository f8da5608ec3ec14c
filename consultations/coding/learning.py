"""Let the model learn from what was read, and give its codes to the comments that nobody read."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.coding.comments import Comment, comments_of
from consultations.coding.examples import Examples, examples_of, sentiments_of
from consultations.coding.kinds import CodingError, Scheme, Source, State
from consultations.coding.progress import Progress, begin, end, progress_of, say
from consultations.coding.strengths import FEWEST_EXAMPLES, FEWEST_SENTIMENTS
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.models import AuditEvent, Coding, CodingDone

if TYPE_CHECKING:
    from consultations.coding.learner import Learner
    from consultations.coding.sounding import Sounding

log = logging.getLogger(__name__)
AT_A_TIME = 1_000
LEARNT = "model learnt"
Rows = list[dict[str, Any]]


class Learnt(NamedTuple):
    """What the model came to: from how many examples, how well, and how many it coded."""

    version: str
    read: int
    confirmed: int
    coded: int
    micro: float
    macro: float
    samples: float
    each: dict[str, list[float]]
    sentiments: int
    sentiment_right: float | None
    seconds: float
    at: str
    by: str


def start_learning(pack: Pack, *, actor: str) -> None:
    """Learn in the background. How far it has come is told by ``progress_of``.

    Raises CodingError when somebody has begun already, or when there is too little to learn from.
    """
    with reading() as session:
        _check(examples_of(session, pack=pack))
    if not begin(pack.slug):
        raise CodingError("The model is learning already. Wait until it is done.")
    threading.Thread(target=_in_background, args=(pack, actor), daemon=True).start()


def learn(pack: Pack, *, actor: str) -> Learnt:
    """Learn now, and code every comment that nobody has read or confirmed.

    The database is written a thousand comments at a time, so nobody who takes part has to wait.
    Raises CodingError when there is too little to learn from.
    """
    # The library of models is large, and the pages start quicker without it.
    from consultations.coding.learner import Learner

    started = perf_counter()
    with reading() as session:
        examples = examples_of(session, pack=pack)
        sounds = _sounding(session, pack)
    _check(examples)
    say(pack.slug, Progress("Learning", 0, len(examples.rest)))
    learner = Learner().learn(
        *_words(examples.comments), examples.given, examples.weights, examples.described
    )
    version = examples.version
    coded = 0
    for start in range(0, len(examples.rest), AT_A_TIME):
        some = examples.rest[start : start + AT_A_TIME]
        rows = _rows(pack, some, examples, learner) + _sound_rows(pack, some, sounds, version)
        coded += _write(pack, some, rows)
        say(pack.slug, Progress("Coding", start + len(some), len(examples.rest)))
    learnt = Learnt(
        version=version,
        read=examples.read,
        confirmed=len(examples.comments) - examples.read,
        coded=coded,
        micro=round(learner.figures.micro, 3),
        macro=round(float(learner.each[examples.given.any(axis=0)].mean()), 3),
        samples=round(learner.figures.samples, 3),
        each={
            theme: [round(float(f1), 3), int(number)]
            for theme, f1, number in zip(
                examples.themes, learner.each, examples.given.sum(axis=0), strict=True
            )
        },
        sentiments=sounds.examples if sounds else 0,
        sentiment_right=round(sounds.right, 3) if sounds else None,
        seconds=round(perf_counter() - started, 1),
        at=utc_now().isoformat(),
        by=actor,
    )
    with writing() as session:
        note(session, actor=actor, what=LEARNT, subject=pack.slug, **learnt._asdict())
    return learnt


def last_learnt(session: Session, *, pack: Pack) -> Learnt | None:
    """What the model came to when it learnt last, as the record has it."""
    event = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.what == LEARNT, AuditEvent.subject == pack.slug)
        .order_by(AuditEvent.id.desc())
        .limit(1)
    ).first()
    if event is None:
        return None
    kept: dict[str, Any] = {name: event.detail.get(name) for name in Learnt._fields}
    return Learnt(**kept)


def _in_background(pack: Pack, actor: str) -> None:
    try:
        learn(pack, actor=actor)
    except Exception as error:
        log.exception("The model could not learn")
        said = str(error) if isinstance(error, CodingError) else "Something went wrong"
        say(pack.slug, Progress(said, failed=True))
    else:
        end(pack.slug)


def _check(examples: Examples) -> None:
    if len(examples.comments) < FEWEST_EXAMPLES or not examples.learnable:
        raise CodingError(
            f"There are {len(examples.comments)} comments to learn from. The model needs "
            f"{FEWEST_EXAMPLES} or more, with 3 or more of one theme. Read and code some first."
        )


def _words(comments: Sequence[Comment]) -> tuple[list[str], list[str]]:
    return [each.text for each in comments], [each.question_key for each in comments]


def _rows(pack: Pack, comments: Sequence[Comment], examples: Examples, learner: Learner) -> Rows:
    sure, said = learner.judge(*_words(comments))
    return [
        _row(
            pack,
            comments[row].answer_id,
            Scheme.THEMES,
            examples.themes[column],
            float(sure[row, column]),
            examples.version,
        )
        for row, column in zip(*np.nonzero(said), strict=True)
    ]


def _sounding(session: Session, pack: Pack) -> Sounding | None:
    """What was learnt of how comments sound; None while too few were read."""
    comments = {each.answer_id: each for each in comments_of(session, pack=pack)}
    read = sentiments_of(session, pack=pack, comments=comments)
    if len(read) < FEWEST_SENTIMENTS or len(set(read.values())) < 2:
        return None
    from consultations.coding.sounding import Sounding

    return Sounding().learn(*_words([comments[each] for each in read]), list(read.values()))


def _sound_rows(
    pack: Pack, comments: Sequence[Comment], sounds: Sounding | None, version: str
) -> Rows:
    if sounds is None:
        return []
    said = sounds.of(*_words(comments))
    return [
        _row(pack, each.answer_id, Scheme.SENTIMENT, code, sure, version)
        for each, (code, sure) in zip(comments, said, strict=True)
    ]


def _row(
    pack: Pack, answer_id: uuid.UUID, scheme: Scheme, code: str, sure: float, version: str
) -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "consultation_slug": pack.slug,
        "answer_id": answer_id,
        "scheme": scheme,
        "code": code,
        "source": Source.MODEL,
        "who": Source.MODEL,
        "state": State.SUGGESTED,
        "second": False,
        "probability": round(sure, 4),
        "model_version": version,
        "at": utc_now(),
    }


def _write(pack: Pack, comments: Sequence[Comment], rows: Rows) -> int:
    """Put the new codes in the place of the model's old ones, but where a person has read since."""
    ids = [each.answer_id for each in comments]
    with writing() as session:
        read = set(
            session.scalars(
                select(CodingDone.answer_id)
                .where(CodingDone.answer_id.in_(ids), ~CodingDone.second)
                .order_by(CodingDone.answer_id)
            )
        )
        waiting = [each for each in ids if each not in read]
        session.execute(
            delete(Coding).where(
                Coding.answer_id.in_(waiting),
                Coding.source == Source.MODEL,
            )
        )
        fresh = [row for row in rows if row["answer_id"] not in read]
        if fresh:
            session.execute(insert(Coding), fresh)
    return len(waiting)


__all__ = ["Learnt", "last_learnt", "learn", "progress_of", "start_learning"]
