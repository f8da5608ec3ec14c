"""Styles and scripts: small on the way, and fetched once for each version."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from consultations.settings import ROOT


class VersionedFiles(StaticFiles):
    """Files that a browser may keep for a year when their address says their version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b"") and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def static_files() -> ASGIApp:
    """The application that serves them."""
    return GZipMiddleware(VersionedFiles(directory=ROOT / "web" / "static"), minimum_size=1_000)
