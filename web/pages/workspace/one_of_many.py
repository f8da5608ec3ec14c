"""What pages of lists share: which row an address names, its neighbours, and the way back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response


def id_in(text: str) -> uuid.UUID | None:
    """The id in an address; None when it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def neighbours(
    ids: Sequence[uuid.UUID], mine: uuid.UUID
) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """What stands before and after a row of its list; None at the ends."""
    place = ids.index(mine)
    before = ids[place - 1] if place else None
    return before, ids[place + 1] if place + 1 < len(ids) else None


def back_to_list(request: Request, page: str, slug: str, **said: str) -> Response:
    """Back to a list, which says what was done and lets it be undone."""
    address = request.app.url_path_for(page, slug=slug)
    return RedirectResponse(f"{address}?{urlencode(said)}", status_code=303)
