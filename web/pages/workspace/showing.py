"""Put a page of the workspace into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consultations.access import Role
from web.pages.workspace.signing import Visit, elsewhere_for
from web.presenters.workspace import WorkspacePresenter
from web.presenters.workspace_rail import RAIL
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
    rail = [(name, words) for name, words in RAIL if visit and visit.may(may[name], slug)]
    return render(
        request,
        f"pages/workspace/{template}.html",
        status=status,
        headers=headers,
        visit=visit,
        rail=rail,
        elsewhere=elsewhere_for(request, visit),
        workspace=workspace,
        consultation=workspace.frame if workspace else None,
        **context,
    )
