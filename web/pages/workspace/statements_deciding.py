"""Decide on a statement: check its words, show it, decline it, or put it back."""

from __future__ import annotations

import logging
import uuid

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from consultations.authoring.adding import CannotWrite, one_writer
from consultations.cleaning import clean_text
from consultations.content.library import current_pack
from consultations.content.loading import ContentError
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import SuggestedStatement
from consultations.queue.draft import DraftRefused
from consultations.settings import settings
from consultations.statements.deciding import (
    Because,
    StatementError,
    accept,
    decline,
    held,
    put_back,
)
from consultations.statements.draft import StatementDraft, group_called
from consultations.statements.preparing import prepare, prepare_removal
from consultations.statements.standing import Standing
from web.pages.workspace.address import BOTH, EVERY_ROLE, MAY_MODERATE, Address
from web.pages.workspace.consultation import pack_of
from web.pages.workspace.one_of_many import back_to_list
from web.pages.workspace.signing import Visit
from web.pages.workspace.statements import find, show_one

log = logging.getLogger(__name__)
LONGEST_TYPED = 1_000


def one_statement(request: Request, visit: Visit) -> Response:
    """Show a statement; on a POST, do what the pressed button says."""
    if request.method == "GET":
        return show_one(request, visit)
    pack, do, content_dir = pack_of(request), visit.typed("do"), settings().content_dir
    with reading() as session:
        suggested = find(session, request, pack)
    draft = None if do in ("back", "decline") else _draft_in(visit, pack, suggested)
    try:
        if do == "decline":
            _decline(pack, suggested.id, visit)
            return _to_list(request, pack, suggested.id, done="declined")
        with one_writer(content_dir, pack.slug):
            if do == "back":
                _put_back(pack, suggested, visit)
                return _to_list(request, pack, suggested.id, done="back")
            if draft is None:
                raise StatementError("Choose what to do.")
            prepared = prepare(draft, content_dir=content_dir, slug=pack.slug, live=pack.version)
            if do == "check":
                return show_one(request, visit, draft=draft, checked=True)
            with writing() as session:
                mine = _held(session, pack, suggested.id)
                accept(session, suggested=mine, prepared=prepared, actor=visit.name)
    except DraftRefused as refused:
        return show_one(request, visit, draft=draft, faults=refused.faults)
    except (StatementError, ContentError) as error:
        return show_one(request, visit, draft=draft, error=str(error))
    except CannotWrite as refused:
        log.warning("The pack %s cannot be written: %s", pack.slug, refused)
        return show_one(request, visit, draft=draft, paste=refused.text or str(refused))
    return _to_list(request, pack, suggested.id, done="accepted")


def _draft_in(visit: Visit, pack: Pack, suggested: SuggestedStatement) -> StatementDraft:
    """The statement as the moderator typed it."""

    def typed(name: str) -> str:
        return " ".join(clean_text(visit.typed(name)[:LONGEST_TYPED]).split())

    return StatementDraft(typed("text"), typed("whose"), group_called(pack, suggested.whose))


def _decline(pack: Pack, statement_id: uuid.UUID, visit: Visit) -> None:
    """Raises StatementError when it cannot be done."""
    because = next((each for each in Because if each == visit.typed("because")), None)
    if because is None:
        raise StatementError("Choose why it is not shown.")
    with writing() as session:
        decline(
            session,
            suggested=_held(session, pack, statement_id),
            because=because,
            remark=clean_text(visit.typed("remark")[:LONGEST_TYPED]),
            replaced_by=visit.typed("repeats") or None,
            actor=visit.name,
            pack=current_pack(pack.slug) or pack,
        )


def _put_back(pack: Pack, suggested: SuggestedStatement, visit: Visit) -> None:
    """Raises StatementError when it waits already, ContentError when the pack would be broken."""
    removal = None
    if suggested.status == Standing.ACCEPTED and suggested.statement_id:
        removal = prepare_removal(
            suggested.statement_id,
            content_dir=settings().content_dir,
            slug=pack.slug,
            live=pack.version,
        )
    with writing() as session:
        mine = _held(session, pack, suggested.id)
        put_back(session, suggested=mine, removal=removal, actor=visit.name)


def _held(session: Session, pack: Pack, statement_id: uuid.UUID) -> SuggestedStatement:
    return held(session, consultation_slug=pack.slug, statement_id=statement_id)


def _to_list(request: Request, pack: Pack, statement_id: uuid.UUID, *, done: str) -> Response:
    said = {"done": done} | ({} if done == "back" else {"undo": str(statement_id)})
    return back_to_list(request, "workspace-statements", pack.slug, **said)


ADDRESSES = (
    Address(
        "/workspace/{slug}/statements/{statement}",
        "workspace-statement",
        one_statement,
        BOTH,
        may=EVERY_ROLE,
        may_send=MAY_MODERATE,
    ),
)
