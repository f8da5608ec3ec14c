"""Every page and who may see it."""

from __future__ import annotations

from starlette.routing import BaseRoute


def page_routes() -> list[BaseRoute]:
    """The routes of all pages."""
    return []
