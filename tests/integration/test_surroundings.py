"""What may be framed, by whom, and what a frame or a shared screen may hold."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from consultations.migrating import migrate
from consultations.settings import settings
from web.app import create_app

SITES = "https://www.example.org https://intranet.example.org:8443"
START = "/c/tiny/framed"
FRAMED = (
    f"{START}/chat",
    f"{START}/form",
    f"{START}/about",
    f"{START}/help",
    f"{START}/no-such-page",
)
NEVER_FRAMED = (
    "/",
    "/c/tiny",
    "/c/tiny/chat",
    "/c/tiny/form",
    "/c/tiny/kiosk",
    "/c/tiny/kiosk/chat",
    "/my-response",
    "/left",
    "/workspace/sign-in",
    "/workspace/tiny",
    "/api/v1/consultations",
    "/c/tiny/poster.pdf",
)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Starlette:
    """The application, which two sites may show."""
    monkeypatch.setenv("HTTPS", "1")
    monkeypatch.setenv("EMBED_ORIGINS", SITES)
    settings.cache_clear()
    migrate()
    return create_app()


@pytest.fixture
def closed_app() -> Starlette:
    """The application as it is without any setting."""
    migrate()
    return create_app()


def ask(app: Starlette, path: str, method: str = "GET", **more: Any) -> httpx.Response:
    """One request to the application."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://own.test") as client:
            return await client.request(method, path, **more)

    return asyncio.run(asked())


class TestFraming:
    @pytest.mark.parametrize("path", FRAMED)
    def test_names_the_sites_that_may_show_a_page(self, app: Starlette, path: str) -> None:
        answer = ask(app, path)

        assert answer.headers["content-security-policy"].endswith(f"frame-ancestors {SITES}")
        assert "x-frame-options" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("path", NEVER_FRAMED)
    def test_lets_no_site_show_anything_else(self, app: Starlette, path: str) -> None:
        answer = ask(app, path)

        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"

    @pytest.mark.parametrize(
        "path", [f"{START}/workspace", f"{START}/my-response", f"{START}/api/v1/consultations"]
    )
    def test_has_nothing_in_a_frame_but_the_consultation(self, app: Starlette, path: str) -> None:
        assert ask(app, path).status_code == 404

    @pytest.mark.parametrize("path", ["/embed.js", START, f"{START}/chat", f"{START}/form"])
    def test_is_not_there_while_no_site_is_allowed(self, closed_app: Starlette, path: str) -> None:
        assert ask(closed_app, path).status_code == 404

    def test_gives_other_sites_the_script_and_tells_it_what_is_open(self, app: Starlette) -> None:
        answer = ask(app, "/embed.js")

        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "When should the village surgery open?" in answer.text
        assert '"closed"' not in answer.text
        assert '"draft"' not in answer.text

    def test_keeps_links_inside_and_opens_the_others_beside_it(self, app: Starlette) -> None:
        page = ask(app, f"{START}/chat").text

        assert f'href="{START}/help"' in page
        assert '<a href="/my-response" target="_blank" rel="noopener">' in page
        assert f'action="{START}/chat"' in page


class TestHttps:
    """Behind a proxy that speaks HTTPS, which may pass requests on without saying so."""

    @pytest.mark.parametrize(
        "path",
        [
            *("/", "/c/tiny/chat", "/c/tiny/form", "/my-response", "/language/cy", "/nowhere"),
            *("/workspace", "/workspace/sign-in", "/workspace/sign-in/back", "/static/nothing"),
        ],
    )
    def test_is_insisted_on_and_no_cookie_goes_without(self, app: Starlette, path: str) -> None:
        answer = ask(app, f"http://own.test{path}")

        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        for cookie in answer.headers.get_list("set-cookie"):
            assert "; secure" in cookie.lower()

    def test_is_not_left_by_a_redirect(self, app: Starlette) -> None:
        answer = ask(app, "http://own.test/c/tiny/")

        assert answer.headers["location"] == "https://own.test/c/tiny"

    def test_is_not_asked_for_where_there_is_none(self, closed_app: Starlette) -> None:
        answer = ask(closed_app, "http://own.test/workspace/sign-in")

        assert "strict-transport-security" not in answer.headers
        assert "; secure" not in answer.headers["set-cookie"].lower()


class TestCookiesInAFrame:
    def test_belong_to_the_frame_and_to_the_site_around_it(self, app: Starlette) -> None:
        answer = ask(app, f"{START}/chat")
        [cookie] = answer.headers.get_list("set-cookie")
        name, *attributes = cookie.split("; ")

        assert name.startswith("framed_sb_form=")
        assert set(attributes) == {
            *(f"Path={START}", "HttpOnly", "Secure", "SameSite=None", "Partitioned")
        }

    def test_are_not_those_of_the_usual_pages(self, app: Starlette) -> None:
        theirs = ask(app, f"{START}/chat", headers={"cookie": "sb_language=cy"})
        own = ask(app, f"{START}/chat", headers={"cookie": "framed_sb_language=cy"})

        assert 'lang="en-GB"' in theirs.text
        assert 'lang="cy"' in own.text

    def test_are_said_to_be_missing_when_a_browser_keeps_none(self, app: Starlette) -> None:
        page = ask(app, f"{START}/chat?note=begun").text

        assert "Your browser keeps nothing for a page inside another website" in page
        assert '<a href="/c/tiny/chat" target="_blank" rel="noopener">' in page


class TestForgery:
    @pytest.mark.parametrize("where", ["framed", "kiosk"])
    @pytest.mark.parametrize("sent_from", ["cross-site", "same-site"])
    def test_a_form_that_another_site_sends_is_refused(
        self, app: Starlette, where: str, sent_from: str
    ) -> None:
        headers = {"sec-fetch-site": sent_from}
        answer = ask(app, f"/c/tiny/{where}/leave", "POST", headers=headers)

        assert answer.status_code == 404
        assert "set-cookie" not in answer.headers

    @pytest.mark.parametrize("where", ["framed", "kiosk"])
    def test_a_form_without_its_token_is_refused(self, app: Starlette, where: str) -> None:
        headers = {"cookie": f"{where}_sb_talk_tiny=held", "sec-fetch-site": "same-origin"}
        answer = ask(app, f"/c/tiny/{where}/chat", "POST", headers=headers, data={"text": "hello"})

        assert answer.status_code == 403


class TestSharedScreen:
    def test_lets_go_of_everything(self, closed_app: Starlette) -> None:
        held = "kiosk_sb_talk_tiny=a; kiosk_sb_form=b; kiosk_sb_language=cy"
        answer = ask(closed_app, "/c/tiny/kiosk/clear", headers={"cookie": held})

        assert answer.status_code == 303
        assert answer.headers["location"] == "/c/tiny/kiosk"
        gone = {each.partition("=")[0]: each for each in answer.headers.get_list("set-cookie")}
        assert set(gone) == {"kiosk_sb_talk_tiny", "kiosk_sb_form", "kiosk_sb_language"}
        assert all("Max-Age=0" in each for each in gone.values())

    def test_forgets_whoever_was_there_when_it_rests(self, closed_app: Starlette) -> None:
        held = "kiosk_sb_talk_tiny=a; kiosk_sb_form=b; kiosk_sb_language=cy; kiosk_sb_told=c"
        answer = ask(closed_app, "/c/tiny/kiosk", headers={"cookie": held})

        gone = [each for each in answer.headers.get_list("set-cookie") if "Max-Age=0" in each]
        assert {each.partition("=")[0] for each in gone} == {
            *("kiosk_sb_talk_tiny", "kiosk_sb_language", "kiosk_sb_told")
        }

    def test_repeats_no_words_that_came_without_a_conversation(self, closed_app: Starlette) -> None:
        said = {"text": "words of the last person"}
        answer = ask(closed_app, "/c/tiny/kiosk/chat", "POST", data=said)

        assert said["text"] not in answer.text

    @pytest.mark.parametrize("path", ["/c/tiny/clear", "/c/tiny/still-there"])
    def test_is_cleared_only_where_it_is_one(self, closed_app: Starlette, path: str) -> None:
        assert ask(closed_app, path).status_code == 404

    @pytest.mark.parametrize("back", ["//evil.test/c/tiny/", "/c/closed/chat", "javascript:1", ""])
    def test_goes_back_only_to_its_own_pages(self, closed_app: Starlette, back: str) -> None:
        page = ask(closed_app, "/c/tiny/kiosk/still-there", params={"back": back}).text

        assert 'href="/c/tiny/kiosk/chat"' in page
        assert "evil" not in page


class TestPrinted:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("/c/tiny/poster.pdf", "tiny-poster.pdf"),
            ("/c/tiny/paper.pdf?lane=staff", "tiny-paper-staff.pdf"),
            ("/c/tiny/paper.pdf?language=pl", "tiny-paper-public-pl.pdf"),
        ],
    )
    def test_is_there_for_anybody(self, closed_app: Starlette, path: str, name: str) -> None:
        answer = ask(closed_app, path)

        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
        assert answer.content.startswith(b"%PDF-")

    @pytest.mark.parametrize("path", ["/c/tiny/paper.pdf?lane=nobody", "/c/none/poster.pdf"])
    def test_is_not_there_for_what_there_is_not(self, closed_app: Starlette, path: str) -> None:
        assert ask(closed_app, path).status_code == 404

    def test_shows_nothing_of_a_draft(self, closed_app: Starlette) -> None:
        answer = ask(closed_app, "/c/draft/paper.pdf")

        assert not answer.content.startswith(b"%PDF-")
        assert answer.status_code in (200, 404)

    def test_is_behind_the_door_for_commissioners(self, closed_app: Starlette) -> None:
        answer = ask(closed_app, "/workspace/draft/print/poster.pdf")

        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/workspace/sign-in")
