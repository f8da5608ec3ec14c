"""Put a page of the workspace into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consultations.access import Role
from consultations.approvals import wishes_for
from consultations.database import reading
from web.pages.workspace.signing import Visit, elsewhere_for
from web.presenters.workspace import WorkspacePresenter
from web.presenters.workspace_rail import RAIL
from web.templating import render

AGREEMENTS = "workspace-approvals"


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
    return render(
        request,
        f"pages/workspace/{template}.html",
        status=status,
        headers=headers,
        visit=visit,
        rail=_rail(request, visit, workspace.slug) if visit and workspace else [],
        elsewhere=elsewhere_for(request, visit),
        workspace=workspace,
        consultation=workspace.frame if workspace else None,
        **context,
    )


def _rail(request: Request, visit: Visit, slug: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The pages about one consultation that somebody may read, by heading, with what waits."""
    may: Mapping[str, frozenset[Role]] = request.app.state.may_read
    with reading() as session:
        waiting = len(wishes_for(session, slug=slug, name=visit.name, roles=visit.roles))
    parts = []
    for heading, pages in RAIL:
        open_to_them = [
            (name, f"{words} ({waiting} for you)" if waiting and name == AGREEMENTS else words)
            for name, words in pages
            if visit.may(may[name], slug)
        ]
        if open_to_them:
            parts.append((heading, open_to_them))
    return parts
