"""Put a page of the workspace into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consultations.access import Role
from web.pages.workspace.signing import Visit
from web.presenters.workspace import WorkspacePresenter
from web.presenters.workspace_rail import EVERYTHING_ELSE, RAIL
from web.templating import render


def show(
    request: Request,
    template: str,
    *,
    visit: Visit | None,
    workspace: WorkspacePresenter | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> Response:
    """A page of the workspace: who is signed in, and which consultation it is about, if any."""
    slug = workspace.slug if workspace else None
    may: Mapping[str, frozenset[Role]] = request.app.state.may_read
    rail, elsewhere = (
        [(name, words) for name, words in pages if visit and visit.may(may[name], slug)]
        for pages in (RAIL, EVERYTHING_ELSE)
    )
    return render(
        request,
        f"pages/workspace/{template}.html",
        status=status,
        headers=headers,
        visit=visit,
        rail=rail,
        elsewhere=elsewhere,
        workspace=workspace,
        consultation=workspace.frame if workspace else None,
        **context,
    )
