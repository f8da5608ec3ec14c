"""Whatever a form or an address of the workspace holds, a page answers and never a fault."""

from __future__ import annotations

import inspect
import re
from urllib.parse import urlencode

import pytest

from tests.contracts.test_access import VALUES
from tests.signing_in import an_account, inside_as
from web.pages.workspace_routes import BEHIND_THE_DOOR

NULL_BYTE, DIGITS = "a\x00b", "9" * 5_000
# What ends the visit, and what begins work beside the page.
LEFT_OUT = {"workspace-sign-out", "workspace-report", "workspace-themes", "workspace-record"}
WORDS_IN_CODE = re.compile(r'"([a-z_]{2,14})"')


def path_of(address) -> str:
    return re.sub(r"{(\w+)}", lambda name: VALUES.get(name[1], "x"), address.path)


def forms_of(address) -> list[str]:
    """The fields that the page reads: all with a null byte, and one after the other too long."""
    code = inspect.getsource(inspect.getmodule(address.page))
    fields = sorted({*WORDS_IN_CODE.findall(code)} - {"do"})
    long = {name: DIGITS for name in ("read", "people", "page", "signatures") if name in fields}
    return [
        urlencode(dict.fromkeys(fields, NULL_BYTE)),
        urlencode({**long, "column:" + DIGITS: "x", "rank:why:a": DIGITS}),
    ]


# PostgreSQL is the one that can keep no null bytes.
@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_are_answered_with_a_page(database_url) -> None:
    an_account("ada")
    ada = inside_as("ada")
    kind = {"content-type": "application/x-www-form-urlencoded"}
    said = []
    for address in (each for each in BEHIND_THE_DOOR if each.name not in LEFT_OUT):
        path = path_of(address)
        if "GET" in address.methods:
            names = ("words", "who", "question", "show", "about", "undo")
            asked = urlencode({**dict.fromkeys(names, NULL_BYTE), "page": DIGITS, "done": DIGITS})
            said.append((path, ada.get(f"{path}?{asked}").status_code))
        if "POST" in address.methods:
            for form in forms_of(address):
                headers = {**kind, "x-csrftoken": ada.cookies["sb_form"]}
                sent = ada.request("POST", path, content=form, headers=headers)
                said.append((path, sent.status_code))

    assert {status for _, status in said} <= {200, 303, 403, 404, 409, 422}, said
