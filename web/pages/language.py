"""Choose a language, here or in the middle of a conversation."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.content.library import current_packs
from consultations.conversations import (
    NoSuchConversation,
    NotYourConversation,
    find_conversation,
)
from consultations.database import writing
from consultations.languages.choosing import choose_language
from consultations.languages.known import is_offered
from web.cookies import held
from web.languages import remember_language
from web.pages.finding import consultation_of
from web.templating import render

# The pages that somebody can go back to: no other site, and none that does something.
BACK = re.compile(r"/(?:c/[\w-]+(?:/[\w-]+)*|help|accessibility|my-response)?")


async def see_languages(request: Request) -> Response:
    """The languages, each named in itself."""
    return await _page(request)


async def choose(request: Request) -> Response:
    """Keep a language for this browser, and for every conversation that it holds."""
    form = await request.form()
    code = str(form.get("language", ""))
    if not is_offered(code):
        return await _page(request, status=422)
    await run_in_threadpool(_speak_in_conversations, request, code)
    response = RedirectResponse(_back(request, str(form.get("back", ""))), 303)
    remember_language(request, response, code)
    return response


async def _page(request: Request, *, status: int = 200) -> Response:
    one = await consultation_of(request) if "slug" in request.path_params else None
    back = _back(request, request.query_params.get("back", ""))
    return render(request, "pages/language.html", status=status, consultation=one, back=back)


def _back(request: Request, path: str) -> str:
    """Where to go on: where the reader came from, else the first page."""
    if BACK.fullmatch(path):
        return path
    slug = request.path_params.get("slug")
    return str(request.app.url_path_for("about", slug=slug) if slug else "/")


def _speak_in_conversations(request: Request, code: str) -> None:
    for pack in current_packs():
        holding = held(request, pack.slug)
        if holding is None:
            continue
        with writing() as session:
            try:
                conversation = find_conversation(
                    session,
                    conversation_id=holding.conversation_id,
                    token=holding.token,
                    for_update=True,
                )
            except (NoSuchConversation, NotYourConversation):
                continue
            choose_language(session, conversation=conversation, code=code)
