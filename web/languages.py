"""In which language somebody reads the pages, and when something is written in it."""

from __future__ import annotations

from datetime import datetime

from babel import Locale
from babel.dates import format_date, format_time
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from consultations.content.schema import LONDON
from consultations.languages.known import SOURCE, is_offered
from consultations.languages.speaking import catalogue_now, language_now, speaking
from web.marking import in_english

COOKIE = "sb_language"
NOT_FOR_READERS = ("/api/", "/internal/", "/static/", "/workspace")


class SpeakingPages:
    """Speaks the language of the reader for as long as a page is made."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or str(scope["path"]).startswith(NOT_FOR_READERS):
            await self.app(scope, receive, send)
            return
        with speaking(language_of_request(Request(scope))):
            await self.app(scope, receive, send)


def language_of_request(request: Request) -> str:
    """The language that a reader has chosen: in the address, else before; else English."""
    for code in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if code is not None and is_offered(code):
            return code
    return SOURCE


def remember_language(request: Request, response: Response, code: str) -> None:
    """Keep a language until the browser is closed. The cookie holds its code and nothing else."""
    if request.cookies.get(COOKIE, SOURCE) != code:
        secure = request.app.state.settings.https
        response.set_cookie(COOKIE, code, httponly=True, samesite="lax", secure=secure)


def gettext(text: str) -> Markup:
    """A sentence of a template in the language of the page, marked when it is still in English."""
    catalogue = catalogue_now()
    said = Markup(catalogue.say(text))
    return said if catalogue.code == SOURCE or catalogue.has(text) else in_english(said)


def ngettext(one: str, many: str, number: int) -> Markup:
    """A sentence with a number, in the form that the number asks for."""
    catalogue = catalogue_now()
    said = Markup(catalogue.count(one, many, number))
    return said if catalogue.code == SOURCE or catalogue.has(one) else in_english(said)


def plain(text: str) -> str:
    """A sentence for an attribute: without tags. Marks never get into one: see ``marking``."""
    return Markup(text).striptags() if "<" in text else text


def day(when: datetime) -> str:
    """A day as people write it: 30 September 2027."""
    local = when.astimezone(LONDON)
    if language_now().is_source:
        return f"{local:%-d %B %Y}"
    return format_date(local.date(), format="long", locale=_locale())


def moment(when: datetime) -> str:
    """A day and a time as people write them: 30 September 2027 at 5pm."""
    local = when.astimezone(LONDON)
    if not language_now().is_source:
        time = format_time(local, format="short", tzinfo=LONDON, locale=_locale())
        return f"{day(local)}, {time}"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{day(local)} at {local:%-I}{minutes}{local:%p}".replace("AM", "am").replace("PM", "pm")


def place(number: int) -> str:
    """A place in an order: 1st, 2nd; where we do not know how a language says it, 1."""
    if not language_now().is_source:
        return f"{number}."
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _locale() -> Locale:
    return Locale.parse(language_now().code)
