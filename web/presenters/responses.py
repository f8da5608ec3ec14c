"""A response as its author sees it with the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.languages.packs import in_language
from consultations.languages.speaking import language_now
from consultations.models import Conversation, Response
from consultations.openness import may_answer
from consultations.outcome.own import own_themes
from consultations.responses import ReadBackLine, read_back
from consultations.versions import pack_shown
from web.presenters.asked_questions import OwnQuestion, own_questions
from web.presenters.consultations import ConsultationPresenter
from web.presenters.outcome import OwnPoint
from web.presenters.own_statements import OwnStatement, own_statements


@dataclass(frozen=True)
class ResponsePresenter:
    """What a response says, and what can be done with it."""

    consultation: ConsultationPresenter
    code: str
    lines: Sequence[ReadBackLine]
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    questions: Sequence[OwnQuestion] = ()
    statements: Sequence[OwnStatement] = ()
    points: Sequence[OwnPoint] = ()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def can_be_changed(self) -> bool:
        """Whether it can still be gone on with, or changed."""
        is_sent = self.submitted_at is not None
        return not self.is_withdrawn and may_answer(self.consultation.status, is_sent=is_sent)


def response_presenter(session: Session, response: Response) -> ResponsePresenter:
    """A response with everything that it says now."""
    conversation = session.get_one(Conversation, response.conversation_id)
    pack = pack_shown(session, conversation.content_version)
    language = language_now().code
    pack = in_language(pack, language)
    now = in_language(current_pack(pack.slug) or pack, language)
    return ResponsePresenter(
        consultation=ConsultationPresenter(now),
        code=response.code,
        lines=read_back(session, response=response, pack=pack),
        submitted_at=response.submitted_at,
        withdrawn_at=response.withdrawn_at,
        questions=own_questions(session, code=response.code, pack=now),
        statements=own_statements(session, code=response.code, pack=now),
        points=_points(session, response, now),
    )


def _points(session: Session, response: Response, pack: Pack) -> list[OwnPoint]:
    """What became of the points of a response that was sent in."""
    if response.submitted_at is None or response.withdrawn_at is not None:
        return []
    return [OwnPoint(each, pack) for each in own_themes(session, response=response, pack=pack)]
