"""Every route says who may use it, and the workspace opens to nobody who is not signed in."""

from __future__ import annotations

import httpx
import pytest
from starlette.routing import Mount, Route

from tests.service import Service
from web.app import create_app
from web.pages.routes import ACCESS, page_routes
from web.pages.workspace_routes import BEHIND_THE_DOOR, FOR_ANYBODY

# Not pages: the process itself, Rasa's actions behind the secret, the API behind bearer tokens.
BEHIND_NO_PAGE = {
    "/healthz",
    "/readyz",
    "/metrics",
    "/internal/actions",
    "/api/v1",
    "/static",
}
INSIDE = {each.name for each in BEHIND_THE_DOOR}
WAYS_IN = {each.name for each in FOR_ANYBODY}
VALUES = {
    "batch": "00000000-0000-0000-0000-000000000000",
    "entry": "00000000-0000-0000-0000-000000000000",
    "file": "0" * 64,
    "response": "00000000-0000-0000-0000-000000000000",
    "answer": "why",
    "slug": "tiny",
    "idea": "late-opening",
    "question": "why",
    "statement": "why",
    "key": "why",
    "person": "00000000-0000-0000-0000-000000000000",
    "theme": "money",
    "form": "html",
}


def names() -> list[str]:
    return [route.name for route in page_routes() if isinstance(route, Route)]


class TestAccess:
    def test_is_said_for_every_page_and_for_nothing_else(self) -> None:
        assert set(names()) == {*ACCESS, *INSIDE, *WAYS_IN}

    def test_is_known_for_everything_that_is_no_page(self) -> None:
        pages = {route.path for route in page_routes() if isinstance(route, Route)}
        served = {route.path for route in create_app().routes if isinstance(route, Route | Mount)}

        assert served - pages == BEHIND_NO_PAGE

    def test_is_for_the_signed_in_alone_in_the_workspace(self) -> None:
        for route in page_routes():
            if isinstance(route, Route) and route.path.startswith("/workspace"):
                assert route.name in {*INSIDE, *WAYS_IN}

    def test_is_given_to_some_role_for_every_page_and_method(self) -> None:
        assert all(each.allowed(method) for each in BEHIND_THE_DOOR for method in each.methods)


@pytest.mark.rasa
class TestTheDoor:
    @pytest.mark.parametrize(
        "path",
        sorted(
            {
                route.path
                for route in page_routes()
                if isinstance(route, Route) and route.name in INSIDE
            }
        ),
    )
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_is_shut_to_strangers(self, service: Service, path: str, method: str) -> None:
        for name, value in VALUES.items():
            path = path.replace(f"{{{name}}}", value)

        response = httpx.request(method, service.url + path, trust_env=False, verify=False)

        assert response.status_code in (302, 303, 401, 403, 405), response.text
        if response.status_code in (302, 303):
            assert response.headers["location"].startswith("/workspace/sign-in")

    @pytest.mark.parametrize(
        "path",
        sorted({r.path for r in page_routes() if isinstance(r, Route) and "GET" in r.methods}),
    )
    def test_leads_to_a_page_and_never_to_a_fault(self, service: Service, path: str) -> None:
        for name, value in VALUES.items():
            path = path.replace(f"{{{name}}}", value)

        response = httpx.get(
            service.url + path, trust_env=False, verify=False, follow_redirects=True
        )

        assert response.status_code < 500, response.text
