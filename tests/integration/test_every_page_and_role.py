"""Every page of the workspace, asked for with every role: the guide says what happens."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from consultations.access import EVERYWHERE, Role
from consultations.accounts.people import everybody, set_roles
from consultations.database import writing
from consultations.settings import settings
from tests.signing_in import PASSWORD, an_account, sign_in
from tests.visiting import Visitor
from web import access_table
from web.access_table import ACTS, BOTH, GUIDE, READS, rules_in
from web.app import create_app
from web.pages import workspace_routes
from web.pages.workspace.signing import Visit

RULES = rules_in(GUIDE.read_text(encoding="utf-8"))
ADDRESSES = workspace_routes.BEHIND_THE_DOOR
OPEN_TO_ALL = [each for each in ADDRESSES if "{slug}" not in each.path]
OF_ONE = [each for each in ADDRESSES if "{slug}" in each.path]
pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def app(database_url, monkeypatch):
    """The workspace with its real door, and a page behind it that says only which one it is."""

    def stands_for(name):
        def page(_request: Request, _visit: Visit) -> Response:
            return PlainTextResponse(name)

        return page

    bare = tuple(replace(each, page=stands_for(each.name)) for each in ADDRESSES)
    monkeypatch.setattr(workspace_routes, "BEHIND_THE_DOOR", bare)
    return create_app(settings())


def inside(app, *roles, slug="tiny") -> Visitor:
    """Somebody who is signed in with these roles in one consultation."""
    an_account("ada", *roles, slug=slug)
    visitor = Visitor(app)
    assert sign_in(visitor, "ada", password=PASSWORD).status_code == 303
    return visitor


def answers(visitor, address) -> dict[str, str]:
    """What happens by method: the name of the page, or the number of the refusal."""
    path, said = path_of(address), {}
    for method in address.methods:
        token = {"csrftoken": visitor.cookies["sb_form"]} if method == "POST" else None
        response = visitor.request(method, path, data=token)
        said[method] = response.text if response.status_code == 200 else str(response.status_code)
    return said


def told(address, role) -> dict[str, str]:
    """What the guide promises, in the same form."""
    may = RULES[address.path][role]
    allowed = {"GET": may in (READS, BOTH), "POST": may in (ACTS, BOTH)}
    return {method: address.name if allowed[method] else "403" for method in address.methods}


def path_of(address) -> str:
    """The address with something in the place of every name."""
    return re.sub(r"\{(?!slug)[^}]+\}", "x1", address.path).replace("{slug}", "tiny")


class TestEveryPage:
    def test_answers_head_like_a_page_without_its_body(self, app):
        visitor = inside(app, Role.AUDITOR)
        paths = [path_of(each) for each in ADDRESSES]
        for path in (*paths, "/", "/workspace/sign-in", "/my-response", "/c/tiny/form"):
            page, head = visitor.get(path), visitor.request("HEAD", path)

            assert (path, head.status_code, head.text) == (path, page.status_code, "")
            assert head.headers["content-type"] == page.headers["content-type"]

    def test_stands_in_the_guide(self, app):
        written = GUIDE.read_text(encoding="utf-8")

        assert access_table.access_table() in written, (
            "Write the table anew: .venvs/app/bin/python -m web.access_table"
        )

    @pytest.mark.parametrize("role", list(Role))
    def test_lets_each_role_do_what_the_guide_says(self, app, role):
        visitor = inside(app, role)

        assert {each.path: answers(visitor, each) for each in ADDRESSES} == {
            each.path: told(each, role) for each in ADDRESSES
        }

    def test_is_not_there_for_whoever_has_no_role_in_its_consultation(self, app):
        visitor = inside(app, *Role, slug="another")

        assert {answer for each in OF_ONE for answer in answers(visitor, each).values()} == {"404"}

    def test_of_all_is_there_for_whoever_has_a_role_for_all(self, app):
        visitor = inside(app, *Role, slug=EVERYWHERE)

        assert all(set(answers(visitor, each).values()) == {each.name} for each in ADDRESSES)

    def test_of_ones_own_needs_no_role_and_nothing_else_opens_without_one(self, app):
        visitor = inside(app, Role.AUDITOR)
        _take_all_roles()
        open_without = {
            each.path for each in OPEN_TO_ALL if set(answers(visitor, each).values()) == {each.name}
        }

        assert open_without == {
            "/workspace",
            "/workspace/account",
            "/workspace/account/second-step",
            "/workspace/sign-out",
        }


def _take_all_roles() -> None:
    with writing() as session:
        for account in everybody(session):
            set_roles(session, account=account, roles=(), slug="tiny", by="operator")
