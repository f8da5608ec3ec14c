"""The script that brings the chat to the website of an organisation."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consultations.content.library import current_packs
from consultations.languages.known import offered_languages
from consultations.languages.packs import in_language
from consultations.languages.speaking import speaking
from web.marking import SIGN
from web.presenters.consultations import ConsultationPresenter
from web.templating import environment

# The page around it belongs to others: they may fetch it, and see a change within five minutes.
HEADERS = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=300"}


async def script(request: Request) -> Response:
    """The script, with its words and the consultations that are open, in every language.

    Raises HTTPException 404 while no site may show the chat.
    """
    if not request.app.state.settings.embed_origins:
        raise HTTPException(404)
    known = await run_in_threadpool(_known)
    text = environment().get_template("embed/embed.js").render(known=known)
    return Response(text, media_type="text/javascript", headers=HEADERS)


def _known() -> dict[str, Any]:
    """What the script has to say, by language, and the titles of what is open."""
    opened = [pack for pack in current_packs() if ConsultationPresenter(pack).is_open]
    return {
        "words": {each.code: _words(each.code) for each in offered_languages()},
        "titles": {
            pack.slug: {
                each.code: in_language(pack, each.code).consultation.title
                for each in offered_languages()
            }
            for pack in opened
        },
    }


def _words(code: str) -> dict[str, str]:
    with speaking(code) as language:
        words = environment().get_template("embed/words.html").render()
        said = json.loads(words)
    spoken = {name: SIGN.sub("", text) for name, text in said.items()}
    return {**spoken, "tag": language.tag, "direction": language.direction}
