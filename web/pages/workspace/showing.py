"""Put a page of the workspace into its frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from web.pages.workspace.signing import Visit
from web.presenters.workspace import WorkspacePresenter
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
    return render(
        request,
        f"pages/workspace/{template}.html",
        status=status,
        headers=headers,
        visit=visit,
        workspace=workspace,
        consultation=workspace.frame if workspace else None,
        **context,
    )
