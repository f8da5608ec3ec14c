"""A real browser, with scripts and without, that notices whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.visitor import Visitor
from tests.service import Service

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WITH, WITHOUT = True, False


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Callable[..., Visitor]]:
    """Opens a window of its own for a visitor. At the end nothing may have gone wrong in it."""
    visitors: list[Visitor] = []

    def open_window(*, scripts: bool = WITH, width: int = 1280, height: int = 900) -> Visitor:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": height}
        )
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), service.url, scripts=scripts)
        _listen(visitor.page, visitor, service)
        visitors.append(visitor)
        return visitor

    yield open_window
    for visitor in visitors:
        visitor.page.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.trouble] == []


def _listen(page: Page, visitor: Visitor, service: Service) -> None:
    """Note errors of scripts, of the content policy, and requests to anywhere else."""
    here = urlsplit(service.url).netloc

    def console(kind: str, text: str) -> None:
        answered_with_an_error = text.startswith("Failed to load resource")
        if kind in ("error", "warning") and not answered_with_an_error:
            visitor.trouble.append(text)

    def request(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.netloc != here:
            visitor.trouble.append(f"a request to {address}")

    page.on("console", lambda message: console(message.type, message.text))
    page.on("pageerror", lambda error: visitor.trouble.append(str(error)))
    page.on("request", lambda asked: request(asked.url))
