"""What every response carries, and what no request may do."""

from __future__ import annotations

from collections.abc import Sequence

from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consultations.settings import Settings
from web.heads import HeadsAsPages
from web.problems import Problem
from web.surroundings import is_for_frames

LARGEST_BODY = 128 * 1024
LARGEST_FILE = 21 * 1024 * 1024
# Stands in an address for a null byte: a name with it is one that nothing has.
NOT_A_CHARACTER = "\ufffd"


def security_headers(*, https: bool, framed_by: Sequence[str] = ()) -> dict[str, str]:
    """The headers of every response: nothing from elsewhere, no frames, no referrer.

    A page made for a frame names the sites that may show it. No older header can say that.
    """
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors(*(framed_by or ("'none'",)))
    )
    headers = Secure(
        csp=policy,
        xcto=XContentTypeOptions().nosniff(),
        xfo=None if framed_by else XFrameOptions().deny(),
        referrer=ReferrerPolicy().no_referrer(),
        permissions=PermissionsPolicy().geolocation().camera().microphone(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(31536000) if https else None,
    )
    return dict(headers.headers)


def headers_for(path: str, settings: Settings) -> dict[str, str]:
    """The security headers of one address: only what is made for a frame may be in one."""
    framed_by = settings.embed_origins if is_for_frames(path) else ()
    return security_headers(https=settings.https, framed_by=framed_by)


class SafeResponses:
    """Adds the security headers, and keeps pages with personal words out of shared caches.

    It stands before all else, so here HEAD becomes GET: no rule and no page can forget it.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app, self.settings = HeadsAsPages(app), settings
        self.headers = security_headers(https=settings.https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        if self.settings.https:
            # The proxy spoke HTTPS, whatever it says of it: no redirect may lead away from that.
            scope = {**scope, "scheme": "https"}

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                path = scope["path"]
                own = headers_for(path, self.settings) if is_for_frames(path) else self.headers
                for name, value in own.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_safely)


def takes_files(path: str) -> bool:
    """Whether this is the one page that files of responses are sent to. It checks its own token."""
    return path.startswith("/workspace/") and path.endswith("/data/bring-in")


def without_null_bytes(encoded: bytes) -> bytes:
    """A query or a form, as it is sent, with a space for every null byte in it.

    With nothing in its place, what stood around one could make another.
    """
    return encoded.replace(b"%00", b"+").replace(b"\0", b"+")


class SmallBodies:
    """Refuses a body over 128 KiB before anything reads it, and a compressed one altogether.

    The one page that takes files of responses may be sent 21 MiB, and a form in parts. No
    null bytes go on in addresses and forms: PostgreSQL cannot look for them, and nobody types them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/internal/"):
            await self.app(scope, receive, send)
            return
        scope = {**scope, "path": scope["path"].replace("\0", NOT_A_CHARACTER)}
        scope["query_string"] = without_null_bytes(scope.get("query_string", b""))
        headers = Headers(scope=scope)
        if headers.get("content-encoding", "identity") != "identity":
            refusal = Problem(415, "Send the message as it is, not compressed. Nothing was kept.")
            await refusal.response()(scope, receive, send)
            return
        is_in_parts = headers.get("content-type", "").lower().startswith("multipart/")
        if is_in_parts and not takes_files(scope["path"]):
            refusal = Problem(415, "This page takes no files. Send the form by itself.")
            await refusal.response()(scope, receive, send)
            return
        most = LARGEST_FILE if takes_files(scope["path"]) else LARGEST_BODY
        body, more = bytearray(), scope["method"] not in ("GET", "HEAD", "OPTIONS")
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > most:
                refusal = Problem(413, "That is too long. Nothing was kept. Send it in parts.")
                await refusal.response()(scope, receive, send)
                return
        if headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded"):
            body = bytearray(without_null_bytes(bytes(body)))
        given = False

        async def read_again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, read_again, send)
