"""People of the workspace for tests: with an account, a role and a browser of their own."""

from __future__ import annotations

import re
from html import unescape

import httpx

from consultations.access import EVERYWHERE, Role
from consultations.accounts import add_account
from consultations.database import writing
from consultations.settings import settings
from tests.visiting import Visitor
from web.app import create_app

PASSWORD = "correct horse battery"


def an_account(name: str, *roles: Role, slug: str = EVERYWHERE, email: str | None = None) -> str:
    """Add somebody with these roles; with all of them when none is named. Returns their id."""
    with writing() as session:
        account = add_account(
            session,
            name=name,
            password=PASSWORD,
            roles=roles or tuple(Role),
            slug=slug,
            email=email,
        )
        return str(account.id)


def at_the_door(app=None) -> Visitor:
    """Somebody who has not signed in."""
    return Visitor(app or create_app(settings()))


def sign_in(
    visitor: Visitor, name: str, *, password: str = PASSWORD, onward: str = ""
) -> httpx.Response:
    """Type a name and a password at the door."""
    typed = {"name": name, "password": password, "next": onward}
    return visitor.send("/workspace/sign-in", typed)


def inside_as(name: str, app=None) -> Visitor:
    """Somebody who is signed in."""
    visitor = at_the_door(app)
    assert sign_in(visitor, name).status_code == 303
    return visitor


def text_of(page: httpx.Response) -> str:
    """What can be read on a page, in one line."""
    bare = re.sub(r"<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", unescape(bare))
