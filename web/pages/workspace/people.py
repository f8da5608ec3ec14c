"""People: who may use the workspace, and what they may do in which consultation."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.access import EVERYWHERE, Role, may_do, roles_of
from consultations.accounts import AccountError, add_account
from consultations.accounts.people import (
    close_account,
    everybody,
    first_link,
    open_account,
    set_email,
    set_roles,
)
from consultations.accounts.second_factor import take_away
from consultations.content.library import current_packs
from consultations.database import reading, writing
from consultations.folders import folder_slugs
from consultations.models import Commissioner
from consultations.settings import Settings
from web.pages.workspace.address import BOTH, Address
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.people import (
    ROLE_NAMES,
    WHAT_ROLES_DO,
    PersonPresenter,
    roles_ticked,
    title_of,
)

MAY_ADD = may_do(Role.ADMINISTRATOR)
NOT_YOURS = "You may change roles only in consultations that you are an administrator of."
NOT_EVERYWHERE = "Only an administrator of all consultations may do this."
CHOOSE = "Choose what this person may do. Tick one box at least."
SAVED = {
    "added": "{name} was added. Make a first link and hand it over.",
    "roles": "The roles of {name} were saved.",
    "email": "The e-mail address of {name} was saved.",
    "second": "The second step of {name} is off. They set it up again when they sign in.",
    "close": "{name} can no longer sign in.",
    "open": "{name} can sign in again.",
}


def people(request: Request, visit: Visit) -> Response:
    """Everybody, and a form to add somebody."""
    if request.method == "GET":
        return _list(request, visit)
    slug = visit.typed("where")
    try:
        if slug not in _slugs(visit):
            raise AccountError(NOT_YOURS)
        roles = frozenset(role for role in Role if f"role:{role}" in visit.form)
        if not roles:
            raise AccountError(CHOOSE)
        with writing() as session:
            account = add_account(
                session,
                name=visit.typed("name"),
                password=None,
                roles=roles,
                slug=slug,
                email=visit.typed("email"),
                by=visit.name,
            )
    except AccountError as error:
        return _list(request, visit, error=str(error), status=422)
    return _back(request, account, "added")


def person(request: Request, visit: Visit) -> Response:
    """One person: their roles, their e-mail address, their ways in."""
    with reading() as session:
        account = _named(session, request)
    if request.method == "GET":
        return _page(request, visit, account)
    do = visit.typed("do")
    try:
        with writing() as session:
            changed = _named(session, request)
            if do == "link":
                _only_who_may_let_in(session, visit, changed)
                link = first_link(session, account=changed, by=visit.name)
            else:
                _change(session, visit, changed, do)
    except AccountError as error:
        return _page(request, visit, account, error=str(error), status=422)
    if do == "link":
        return _page(request, visit, account, link=_address(request, link))
    return _back(request, account, do)


def _change(session: Session, visit: Visit, account: Commissioner, do: str) -> None:
    """Raises AccountError when this may not be done."""
    if do == "roles":
        for slug in _slugs(visit):
            ticked = roles_ticked(visit.form, slug)
            set_roles(session, account=account, roles=ticked, slug=slug, by=visit.name)
        return
    _only_who_may_let_in(session, visit, account)
    if do == "email":
        set_email(session, account=account, email=visit.typed("email"), by=visit.name)
    elif do == "second":
        take_away(session, account=account, by=visit.name)
    elif do == "close":
        close_account(session, account=account, by=visit.name)
    elif do == "open":
        open_account(session, account=account, by=visit.name)
    else:
        raise AccountError("Choose one of the buttons on this page.")


def _only_who_may_let_in(session: Session, visit: Visit, account: Commissioner) -> None:
    """Raises AccountError for whoever may not change another's way in."""
    if not _may_let_in(visit, PersonPresenter(account, roles_of(session, account_id=account.id))):
        raise AccountError(NOT_EVERYWHERE)


def _may_let_in(visit: Visit, person: PersonPresenter) -> bool:
    """Whoever could change another's way in could sign in as them.

    So that is for administrators of everything, and for whoever was just added with no way in yet
    and has roles only where this administrator gives them.
    """
    is_new_here = not person.has_way_in and set(person.roles) <= set(_slugs(visit))
    return _is_everywhere(visit) or is_new_here


def _is_everywhere(visit: Visit) -> bool:
    return Role.ADMINISTRATOR in visit.roles.get(EVERYWHERE, frozenset())


def _slugs(visit: Visit) -> list[str]:
    """Where this administrator may give roles: everything first, if they may."""
    slugs = sorted({pack.slug for pack in current_packs()} | set(folder_slugs()))
    mine = [slug for slug in slugs if visit.may(MAY_ADD, slug)]
    return [EVERYWHERE, *mine] if _is_everywhere(visit) else mine


def _named(session: Session, request: Request) -> Commissioner:
    try:
        key = uuid.UUID(request.path_params["person"])
    except ValueError:
        raise HTTPException(404) from None
    account = session.get(Commissioner, key)
    if account is None:
        raise HTTPException(404)
    return account


def _address(request: Request, link: str) -> str:
    settings: Settings = request.app.state.settings
    here = settings.public_url or str(request.base_url).rstrip("/")
    path = request.app.url_path_for("workspace-first-link")
    return f"{here}{path}?{urlencode({'link': link})}"


def _back(request: Request, account: Commissioner, done: str) -> Response:
    path = request.app.url_path_for("workspace-person", person=str(account.id))
    return RedirectResponse(f"{path}?done={done}", status_code=303)


def _list(
    request: Request, visit: Visit, *, error: str | None = None, status: int = 200
) -> Response:
    with reading() as session:
        listed = [
            PersonPresenter(each, roles_of(session, account_id=each.id))
            for each in everybody(session)
        ]
    slugs = _slugs(visit)
    return show(
        request,
        "people",
        visit=visit,
        status=status,
        error=error,
        people=listed,
        places=[(slug, title_of(slug)) for slug in slugs],
        roles=[(role, name, WHAT_ROLES_DO[role]) for role, name in ROLE_NAMES.items()],
        typed={field: visit.typed(field) for field in ("name", "email", "where")},
        ticked={role for role in Role if f"role:{role}" in visit.form},
    )


def _page(
    request: Request,
    visit: Visit,
    account: Commissioner,
    *,
    error: str | None = None,
    link: str | None = None,
    status: int = 200,
) -> Response:
    with reading() as session:
        roles = roles_of(session, account_id=account.id)
    shown = PersonPresenter(account, roles)
    done = SAVED.get(request.query_params.get("done", ""), "") if not error and not link else ""
    return show(
        request,
        "person",
        visit=visit,
        status=status,
        person=shown,
        lines=shown.lines(_slugs(visit)),
        role_names=list(ROLE_NAMES.values()),
        link=link,
        done=done.format(name=account.name),
        error=error,
        may_let_in=_may_let_in(visit, shown),
    )


ADDRESSES = (
    Address("/workspace/people", "workspace-people", people, BOTH, may=MAY_ADD),
    Address("/workspace/people/{person}", "workspace-person", person, BOTH, may=MAY_ADD),
)
