"""The one ASGI application: pages, JSON API, Rasa's actions, health and metrics."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
from asgi_csrf import asgi_csrf
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.types import Scope

from consultations.answering.index import index_of
from consultations.coding.snapshot import snapshot_of
from consultations.content.library import current_packs
from consultations.database import reading
from consultations.results.kept_words import words_of
from consultations.safety import make_ready
from consultations.settings import Settings, settings
from consultations.watching import publish_what_changed
from web.actions_webhook import action_executor, run_action
from web.api.app import create_api
from web.health import is_alive, is_ready, show_metrics
from web.languages import SpeakingPages
from web.limits import limiter
from web.pages.errors import csrf_failed, error_pages
from web.pages.routes import page_routes
from web.pages.workspace_routes import BEHIND_THE_DOOR
from web.rasa import RasaClient
from web.releasing import release_what_is_due
from web.security import SafeResponses, SmallBodies, takes_files
from web.static_files import static_files
from web.surroundings import InSurroundings
from web.sweeping import file_what_was_kept, sign_each_day

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS_AT_PACKS = 2


def create_app(chosen: Settings | None = None) -> Starlette:
    """The application, with its settings and its collaborators in ``app.state``."""
    chosen = chosen or settings()
    api = create_api()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with httpx.AsyncClient(trust_env=False) as http:
            rasa = RasaClient(http, chosen.rasa_url, chosen.secret)
            app.state.rasa = api.state.rasa = rasa
            sweeping = asyncio.create_task(file_what_was_kept(rasa))
            warming = asyncio.create_task(_keep_indexed(app))
            releasing = asyncio.create_task(release_what_is_due())
            signing = asyncio.create_task(sign_each_day())
            yield
            for task in (releasing, sweeping, warming, signing):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    def needs_no_form_token(scope: Scope) -> bool:
        """The API knows its clients by bearer token, Rasa by the shared secret.

        The page that takes files looks for its token itself: it comes beside a file.
        """
        path = str(scope["path"])
        return path.startswith(("/api/", "/internal/")) or takes_files(path)

    app = Starlette(
        routes=[
            Route("/healthz", is_alive),
            Route("/readyz", is_ready),
            Route("/metrics", show_metrics),
            Route("/internal/actions", run_action, methods=["POST"]),
            Mount("/api/v1", api),
            Mount("/static", static_files(), name="static"),
            *page_routes(),
        ],
        middleware=[
            Middleware(SafeResponses, settings=chosen),
            Middleware(SmallBodies),
            Middleware(InSurroundings, settings=chosen),
            Middleware(SpeakingPages),
            Middleware(
                asgi_csrf,
                signing_secret=chosen.secret,
                skip_if_scope=needs_no_form_token,
                send_csrf_failed=csrf_failed,
                cookie_name="sb_form",
                cookie_secure=chosen.https,
                always_protect={"/workspace/sign-in", "/my-response"},
            ),
        ],
        exception_handlers=error_pages(),
        lifespan=lifespan,
    )
    app.state.settings = api.state.settings = chosen
    app.state.may_read = {each.name: each.may for each in BEHIND_THE_DOOR}
    app.state.executor, app.state.indexed = action_executor(), False
    app.state.limiter = api.state.limiter = limiter()
    return app


async def _keep_indexed(app: Starlette) -> None:
    """Publish and index the packs at the start and after every edit, so that no question waits.

    The safety screen works from the first text on; the seconds that it takes to make every one of
    its expressions ready are spent when people can already come in. So are those for comments.
    """
    while True:
        try:
            await asyncio.to_thread(_index_packs)
            if not app.state.indexed:
                app.state.indexed = True
                await asyncio.to_thread(make_ready)
                await asyncio.to_thread(_read_comments)
        except Exception as error:
            log.error("Looking at the packs failed: %s", type(error).__name__)
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS_AT_PACKS)


def _index_packs() -> None:
    publish_what_changed()
    for pack in current_packs():
        index_of(pack).make_ready()
        with reading() as session:
            words_of(session, pack=pack)


def _read_comments() -> None:
    """Look where the comments are before the first commissioner does."""
    for pack in current_packs():
        with reading() as session:
            snapshot_of(session, pack=pack)
