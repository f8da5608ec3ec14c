"""Somebody with a browser, who asks the application for pages and keeps its cookies."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import httpx
from starlette.applications import Starlette


class Visitor:
    """Asks for pages one after the other, and follows no redirect by itself."""

    def __init__(self, app: Starlette, cookies: httpx.Cookies | None = None) -> None:
        self.app = app
        self.cookies = httpx.Cookies(cookies)

    def get(self, path: str) -> httpx.Response:
        """Ask for a page."""
        return self.request("GET", path)

    def post(self, path: str, data: dict[str, str]) -> httpx.Response:
        """Send a form as it is."""
        return self.request("POST", path, data=data)

    def send(
        self, path: str, typed: dict[str, str], *, from_page: str | None = None
    ) -> httpx.Response:
        """Fill in the form of a page and send it, with the token that the page carries."""
        page = self.get(from_page or path).text
        token = re.search(r'name="csrftoken" value="([^"]+)"', page)
        return self.post(path, data={**typed, "csrftoken": token[1] if token else ""})

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request to the application itself, without a network."""
        return asyncio.run(self._request(method, path, **more))

    async def _request(self, method: str, path: str, **more: Any) -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://consultation.test",
            cookies=self.cookies,
        ) as client:
            response = await client.request(method, path, **more)
            self.cookies = client.cookies
            return response
