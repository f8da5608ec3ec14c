"""Where a page is shown, when that is not a window of somebody's own.

Two places are known: a frame on the site of an organisation, and a screen that many people share.
Each has the pages of one consultation under an address of its own, ``/c/<slug>/framed/...`` and
``/c/<slug>/kiosk/...``, and cookies of its own. So neither ever meets the conversation or the
sign-in that the same browser holds for its usual pages, and the rest of the service need not know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consultations.settings import Settings

FRAMED, KIOSK = "framed", "kiosk"
SCOPE_KEY = "surroundings"
INSIDE = re.compile(r"/c/(?P<slug>[^/]+)/(?P<name>framed|kiosk)(?P<rest>/.*)?")
LINK = re.compile(r"""<a\b(?P<before>[^>]*?)\shref="(?P<to>[^"]*)"(?P<after>[^>]*)>""")
WHOLE_LINK = re.compile(LINK.pattern + r"(?P<words>.*?)</a>", re.DOTALL)
FROM_ELSEWHERE = ("cross-site", "same-site")
CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")
NOWHERE = "/no-such-page"


@dataclass(frozen=True)
class Surroundings:
    """One place where the pages of one consultation are shown."""

    name: str
    slug: str

    @property
    def is_framed(self) -> bool:
        return self.name == FRAMED

    @property
    def is_kiosk(self) -> bool:
        return self.name == KIOSK

    @property
    def start(self) -> str:
        """The address that everything here begins with."""
        return f"/c/{self.slug}/{self.name}"

    def outer(self, path: str) -> str:
        """The address of a page as it is here; that of a page which is not here stays."""
        home = f"/c/{self.slug}"
        address, mark, after = re.split(r"([?#]|$)", path, maxsplit=1)
        is_here = address == home or address.startswith(f"{home}/")
        if not is_here or address.startswith(self.start) or address.endswith(".pdf"):
            return path
        return f"{self.start}{address.removeprefix(home) or '/about'}{mark}{after}"

    def inner(self, rest: str | None) -> str:
        """The usual address of a page, from what follows the start of this place."""
        home = f"/c/{self.slug}"
        if rest is None:
            return f"{home}/chat" if self.is_framed else self.start
        return home if rest == "/about" else f"{home}{rest}"

    def adapt(self, page: str) -> str:
        """A page with its links as they may be here.

        In a frame, a link to elsewhere opens beside it. On a shared screen there is no elsewhere:
        its words stay, and it is no link any more.
        """
        if self.is_framed:
            return LINK.sub(self._beside, page)
        return WHOLE_LINK.sub(self._words_only, page)

    def _beside(self, link: re.Match[str]) -> str:
        if self._stays(link["to"]):
            return link[0]
        return f'{link[0][:-1]} target="_blank" rel="noopener">'

    def _words_only(self, link: re.Match[str]) -> str:
        return link[0] if self._stays(link["to"]) else f"<span>{link['words']}</span>"

    def _stays(self, to: str) -> bool:
        return to.startswith(("#", "?", f"{self.start}/")) or to == self.start


def surroundings_of(request: Request) -> Surroundings | None:
    """Where the page of this request is shown; None in a window of its own."""
    found: Surroundings | None = request.scope.get(SCOPE_KEY)
    return found


def is_framed(request: Request) -> bool:
    """Whether a page is shown in a frame of another site."""
    here = surroundings_of(request)
    return here is not None and here.is_framed


def is_kiosk(request: Request) -> bool:
    """Whether a page is shown on a screen that many people share."""
    here = surroundings_of(request)
    return here is not None and here.is_kiosk


def forget(request: Request, response: Response, *, but: Collection[str] = ()) -> None:
    """Take everything from this browser that it holds here, but for what is named."""
    for name in request.cookies.keys() - set(but):
        response.delete_cookie(name)


def is_for_frames(path: str) -> bool:
    """Whether an address is that of a page made for a frame."""
    found = INSIDE.fullmatch(path)
    return found is not None and found["name"] == FRAMED


class InSurroundings:
    """Takes the address and the cookies of a place off a request, and puts them on its answer."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        found = INSIDE.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None or (found["name"] == FRAMED and not self.settings.embed_origins):
            await self.app(scope, receive, send)
            return
        here = Surroundings(found["name"], found["slug"])
        inner = {**scope, SCOPE_KEY: here, "headers": _own_cookies(here, scope)}
        inner["path"] = NOWHERE if _is_sent_from_elsewhere(scope) else here.inner(found["rest"])
        inner["raw_path"] = inner["path"].encode()

        async def send_here(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                cookies = headers.getlist("set-cookie")
                if "location" in headers:
                    headers["location"] = here.outer(headers["location"])
                del headers["set-cookie"]
                for each in cookies:
                    headers.append("set-cookie", self._set_cookie(here, each))
            await send(message)

        await self.app(inner, receive, send_here)

    def _set_cookie(self, here: Surroundings, text: str) -> str:
        """A cookie as it is set here.

        In a frame on another site, a browser keeps a cookie only when it says so, and best in a
        part of its store that belongs to that site alone. A shared screen keeps none for longer
        than the browser is open, and sends none from any other site.
        """
        [(name, cookie)] = SimpleCookie(text).items()
        parts = [f"{here.name}_{name}={cookie.coded_value}", f"Path={here.start}", "HttpOnly"]
        is_over = cookie["max-age"] == "0"
        if cookie["max-age"] and (is_over or here.is_framed):
            parts.append(f"Max-Age={cookie['max-age']}")
        if here.is_framed:
            parts += ["Secure", "SameSite=None", "Partitioned"]
        else:
            parts += ["SameSite=Strict", *(["Secure"] if self.settings.https else [])]
        return "; ".join(parts)


def _is_sent_from_elsewhere(scope: Scope) -> bool:
    """Whether another site sends something here: only our own pages may, in a frame as well."""
    where = Headers(scope=scope).get("sec-fetch-site", "")
    return scope["method"] not in CHANGES_NOTHING and where in FROM_ELSEWHERE


def _own_cookies(here: Surroundings, scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers of a request with the cookies of this place, under their usual names."""
    sent: Mapping[str, str] = Request(scope).cookies
    start = f"{here.name}_"
    own = [
        f"{name.removeprefix(start)}={value}"
        for name, value in sent.items()
        if name.startswith(start)
    ]
    others = [each for each in scope["headers"] if each[0] != b"cookie"]
    return [*others, (b"cookie", "; ".join(own).encode("latin-1"))] if own else others
