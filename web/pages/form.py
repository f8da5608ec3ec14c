"""Answer as a form: every question on one page, for whoever prefers it or when the chat is down."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.answers import current_answers
from consultations.cleaning import clean_text, number_in
from consultations.content.schema import Pack, Question
from consultations.conversations import (
    NoSuchConversation,
    NotOpen,
    NotYourConversation,
    find_conversation,
)
from consultations.database import reading, writing
from consultations.form_route import length_of
from consultations.forms import Given, Sent, filled_in, send_form, what_is_wrong
from consultations.invitations import without_codes
from consultations.languages.packs import in_language
from consultations.languages.speaking import language_now
from consultations.models import Conversation
from consultations.privacy import KEEP, LEAVE_OUT, left_out
from consultations.safety import safety_message
from consultations.types import ConversationStatus, Lane
from consultations.versions import pack_shown, version_still_good
from web.cookies import Held, held, hold, let_go
from web.limits import check_pace
from web.pages.finding import consultation_of
from web.presenters.consultations import ConsultationPresenter
from web.presenters.forms import FormPresenter
from web.surroundings import is_kiosk
from web.templating import render

LARGEST_PLACE = 50


class Standing(NamedTuple):
    """Where the conversation of this browser stands, if it has one."""

    pack: Pack
    lane: Lane | None = None
    status: str | None = None
    code: str = ""
    minutes: int | None = None
    given: dict[str, Given] = {}
    card: dict[str, Any] | None = None


async def see_form(request: Request) -> Response:
    """The form, with what was said before; or the receipt when it was sent."""
    consultation = await consultation_of(request)
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)
    standing = await run_in_threadpool(_standing, request, consultation)
    asks_to_change = request.query_params.get("change") == "yes" and consultation.is_open
    if standing.status == ConversationStatus.SUBMITTED and not asks_to_change:
        page = render(
            request,
            "pages/form_sent.html",
            consultation=consultation,
            code=standing.code,
            lane=standing.lane,
            card=standing.card,
            explained=explained(standing),
        )
        if is_kiosk(request):
            let_go(request, page, consultation.slug)
        return page
    may_go_on = consultation.takes_unsent and standing.status is not None
    if not consultation.is_open and not may_go_on:
        return render(request, "pages/chat/start.html", consultation=consultation, lost="")
    lane = _lane(standing, request.query_params.get("lane"))
    if lane is None:
        return render(request, "pages/form_lane.html", consultation=consultation)
    form_id = uuid.uuid4()
    form = FormPresenter(
        pack=standing.pack,
        lane=lane,
        version=standing.pack.version,
        form_id=form_id,
        began=_seal(request).dumps(str(form_id)),
        is_change=standing.status == ConversationStatus.SUBMITTED,
        given=standing.given,
        minutes=_minutes(standing, lane, request.query_params.get("minutes")),
    )
    return render(request, "pages/form.html", consultation=consultation, form=form)


def explained(standing: Standing) -> list[Question]:
    """The questions about facts that somebody answered: how it is comes after the form."""
    return [each for each in standing.pack.questions if each.check and each.key in standing.given]


async def send(request: Request) -> Response:
    """Keep every answer and send them in, or say what has to be put right."""
    check_pace(request, "start")
    consultation = await consultation_of(request)
    sent = await request.form()
    opened_in = str(sent.get("version", ""))
    standing = await run_in_threadpool(_standing, request, consultation, opened_in)
    lane = _lane(standing, str(sent.get("lane", "")))
    form_id = _uuid(sent.get("form_id"))
    if lane is None or form_id is None:
        return RedirectResponse(request.app.url_path_for("form", slug=consultation.slug), 303)
    given, places = given_in(sent, standing.pack, lane)
    form = FormPresenter(
        pack=standing.pack,
        lane=lane,
        version=standing.pack.version,
        form_id=form_id,
        began=str(sent.get("began", "")),
        is_change=standing.status == ConversationStatus.SUBMITTED,
        changed_meanwhile=sent.get("version") != standing.pack.version,
        given=given,
        places=places,
        minutes=_minutes(standing, lane, str(sent.get("minutes", ""))),
    )
    form = replace(form, wrong=what_is_wrong(standing.pack, form.questions, given))
    words = "\n".join(each.words for each in given.values() if each.words)
    shown: dict[str, Any] = {"consultation": consultation, "card": safety_message(words)}
    if form.wrong or form.changed_meanwhile:
        return render(request, "pages/form.html", status=422, form=form, **shown)
    try:
        kept = await run_in_threadpool(_send_once, request, consultation, form)
    except NotOpen:
        return render(request, "pages/chat/start.html", status=409, lost=words, **shown)
    response = RedirectResponse(request.app.url_path_for("form", slug=consultation.slug), 303)
    if kept.token is not None:
        holding = Held(kept.conversation.id, kept.token)
        hold(request, response, slug=consultation.slug, holding=holding, lane=lane)
    return response


def given_in(
    sent: FormData, pack: Pack, lane: Lane
) -> tuple[dict[str, Given], dict[str, dict[str, str]]]:
    """What was given to each question, and the places of each ranking as they were sent."""
    given: dict[str, Given] = {}
    places: dict[str, dict[str, str]] = {}
    for question in pack.questions_for(lane):
        prefix = f"rank:{question.key}:"
        placed = {
            name.removeprefix(prefix): str(value)
            for name, value in sent.multi_items()
            if name.startswith(prefix) and number_in(str(value), most=LARGEST_PLACE) is not None
        }
        if placed:
            places[question.key] = placed
        chosen = [str(each) for each in sent.getlist(f"q:{question.key}") if each]
        words = ""
        if question.kind == "text":
            words, chosen = without_codes(clean_text(" ".join(chosen))), []
        keeping = str(sent.get(f"keep:{question.key}", ""))
        if keeping == LEAVE_OUT:
            words = left_out(words, pack=pack)
        given[question.key] = Given(
            choices=tuple(chosen) or tuple(sorted(placed, key=lambda each: int(placed[each]))),
            words=words,
            same_place=len(set(placed.values())) < len(placed),
            keep_personal=keeping == KEEP,
        )
    return given, places


def _send_once(request: Request, consultation: ConsultationPresenter, form: FormPresenter) -> Sent:
    """Send the form in. Of two that arrive at the same moment, the second finds the first."""
    try:
        return _send(request, consultation, form)
    except IntegrityError:
        return _send(request, consultation, form)


def _send(request: Request, consultation: ConsultationPresenter, form: FormPresenter) -> Sent:
    with writing() as session:
        return send_form(
            session,
            conversation=_conversation(session, request, consultation, for_update=True),
            pack=form.pack,
            lane=form.lane,
            form_id=form.form_id,
            questions=form.questions,
            given=form.given,
            minutes=form.minutes if form.lengths else None,
            language=language_now().code,
            began_at=_began_at(request, form),
        )


def _standing(request: Request, consultation: ConsultationPresenter, version: str = "") -> Standing:
    with reading() as session:
        conversation = _conversation(session, request, consultation)
        if conversation is None:
            opened = _opened_in(session, consultation.pack, version)
            return Standing(in_language(opened, language_now().code))
        given = filled_in(session, conversation=conversation)
        answers = current_answers(session, response=conversation.response)
        standing = Standing(
            in_language(pack_shown(session, conversation.content_version), language_now().code),
            Lane(conversation.lane) if conversation.lane else None,
            conversation.status,
            conversation.response.code,
            conversation.minutes,
            given,
        )
        comments = "\n".join(answer.comment or "" for answer in answers.values())
        return standing._replace(card=safety_message(comments))


def _opened_in(session: Session, pack: Pack, version: str) -> Pack:
    """The questions that somebody is filling in, even when they have been edited meanwhile."""
    if version in ("", pack.version):
        return pack
    return version_still_good(session, slug=pack.slug, version=version) or pack


def _conversation(
    session: Session,
    request: Request,
    consultation: ConsultationPresenter,
    *,
    for_update: bool = False,
) -> Conversation | None:
    """The conversation that this browser holds, unless it was taken back."""
    holding = held(request, consultation.slug)
    if holding is None:
        return None
    try:
        found = find_conversation(
            session,
            conversation_id=holding.conversation_id,
            token=holding.token,
            for_update=for_update,
        )
    except (NoSuchConversation, NotYourConversation):
        return None
    return None if found.status == ConversationStatus.WITHDRAWN else found


def _lane(standing: Standing, value: str | None) -> Lane | None:
    """The lane that was chosen; but no answer is lost by choosing another."""
    lanes = standing.pack.consultation.lanes
    chosen = next((lane for lane in lanes if lane == value), None)
    return standing.lane if standing.given else chosen or standing.lane


def _minutes(standing: Standing, lane: Lane, value: str | None) -> int:
    """The length that was asked for, or chosen in the chat, or else the usual one."""
    asked = int(value) if value and value.isdecimal() and len(value) < 3 else standing.minutes
    return length_of(standing.pack, lane, asked)


def _began_at(request: Request, form: FormPresenter) -> datetime | None:
    """When this form was opened, by the seal that it carries; None when it carries none of ours."""
    try:
        said, at = _seal(request).loads(form.began, return_timestamp=True)
    except BadSignature:
        return None
    return at if said == str(form.form_id) else None


def _seal(request: Request) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(request.app.state.settings.secret, salt="form")


def _uuid(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
