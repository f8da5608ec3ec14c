"""Say with a code that one works there. The code is used up, and nothing ties it to what is said.

The code is only ever sent in a form: it is in no address, and so in no history and in no log.
"""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.conversations import (
    NoSuchConversation,
    NotYourConversation,
    find_conversation,
)
from consultations.database import reading, writing
from consultations.invitations import (
    MistypedCode,
    NotForStaff,
    UnknownCode,
    UsedCode,
    use_invitation,
)
from consultations.models import Conversation
from consultations.types import ConversationStatus, Lane
from web.cookies import Held, held
from web.limits import check_pace
from web.pages.finding import consultation_of
from web.presenters.consultations import ConsultationPresenter
from web.templating import render

LONGEST_CODE = 60
OPEN, VERIFIED, NOT_STAFF, NOBODY = "open", "verified", "not-staff", "nobody"
SAYS = {MistypedCode: "mistyped", UnknownCode: "unknown", UsedCode: "used"}


async def ask(request: Request) -> Response:
    """The page that asks for the code, and says where the conversation of this browser stands."""
    return await _page(request, await consultation_of(request))


async def use(request: Request) -> Response:
    """Mark the response of this browser as one of staff."""
    check_pace(request, "code")
    consultation = await consultation_of(request)
    form = await request.form()
    code = str(form.get("code", ""))[:LONGEST_CODE]
    holding = held(request, consultation.slug)
    if holding is None:
        return await _page(request, consultation)
    if not code.strip():
        return await _page(request, consultation, error="empty")
    try:
        await run_in_threadpool(_use, holding, code)
    except (NoSuchConversation, NotYourConversation, NotForStaff):
        return await _page(request, consultation)
    except (MistypedCode, UnknownCode, UsedCode) as refused:
        return await _page(request, consultation, code=code, error=SAYS[type(refused)])
    address = request.app.url_path_for("my_invitation", slug=consultation.slug)
    return RedirectResponse(address, 303)


async def _page(
    request: Request, consultation: ConsultationPresenter, *, code: str = "", error: str = ""
) -> Response:
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)
    state, is_sent = await run_in_threadpool(_standing, held(request, consultation.slug))
    return render(
        request,
        "pages/my_invitation.html",
        status=422 if error and state == OPEN else 200,
        consultation=consultation,
        state=state,
        is_sent=is_sent,
        code=code,
        error=error if state == OPEN else "",
        typed_in_chat=request.query_params.get("typed") == "yes",
    )


def _use(holding: Held, code: str) -> None:
    with writing() as session:
        use_invitation(session, response=_conversation(session, holding).response, code=code)


def _standing(holding: Held | None) -> tuple[str, bool]:
    """Whether there is a response that can be verified, and whether it was sent."""
    if holding is None:
        return NOBODY, False
    try:
        with reading() as session:
            conversation = _conversation(session, holding)
            is_sent = conversation.status == ConversationStatus.SUBMITTED
            if conversation.status == ConversationStatus.WITHDRAWN:
                return NOBODY, False
            if conversation.lane != Lane.STAFF:
                return NOT_STAFF, is_sent
            return (VERIFIED if conversation.response.verified else OPEN), is_sent
    except (NoSuchConversation, NotYourConversation):
        return NOBODY, False


def _conversation(session: Session, holding: Held) -> Conversation:
    return find_conversation(
        session, conversation_id=holding.conversation_id, token=holding.token, for_update=False
    )
