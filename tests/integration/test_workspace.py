"""The commissioners' workspace: who may come in, and what they read, on both databases."""

from __future__ import annotations

import csv
import io
import re
import time
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from consultations.accounts import FIRST_FILE, FIRST_NAME, add_account, first_account
from consultations.database import reading, writing
from consultations.models import AskedQuestion, AuditEvent, Commissioner
from consultations.settings import settings
from consultations.types import Lane
from consultations.versions import keep_version
from tests.factories import a_response
from tests.setting_apart import all_released
from tests.visiting import Visitor
from web.app import create_app
from web.pages.workspace import account, signing
from web.pages.workspace.backing_off import LONGEST_WAIT, BackingOff
from web.pages.workspace.ended import Ended
from web.pages.workspace_routes import BEHIND_THE_DOOR as INSIDE

PASSWORD = "correct horse battery"
BEHIND_THE_DOOR = sorted(
    {(method, each.path.replace("{slug}", "tiny")) for each in INSIDE for method in each.methods}
)
# Pages about one question have tests of their own: test_queue_pages.py.
# Evidence about one response is asked for with its code, and leads back without one.
READABLE = [
    path
    for method, path in BEHIND_THE_DOOR
    if method == "GET" and "{" not in path and not path.endswith("/evidence")
]


@pytest.fixture
def visitor(database_url, monkeypatch) -> Visitor:
    """Somebody at the door, where Ada has an account."""
    monkeypatch.setattr(account, "backing_off", BackingOff())
    with writing() as session:
        add_account(session, name="ada", password=PASSWORD)
    return Visitor(create_app(settings()))


@pytest.fixture
def ada(visitor) -> Visitor:
    """Ada, signed in."""
    assert sign_in(visitor).status_code == 303
    return visitor


def sign_in(visitor, *, name="ada", password=PASSWORD, onward=""):
    typed = {"name": name, "password": password, "next": onward}
    return visitor.send("/workspace/sign-in", typed)


def text_of(page) -> str:
    """What can be read on a page, in one line."""
    bare = re.sub(r"<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", unescape(bare))


class TestTheDoor:
    def test_every_address_says_who_may_see_it(self):
        assert all(each.may for each in INSIDE)

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    @pytest.mark.parametrize(("method", "path"), BEHIND_THE_DOOR)
    def test_nobody_gets_past_it_without_signing_in(self, visitor, method, path):
        response = visitor.request(method, path)

        assert response.status_code == 303
        assert response.headers["location"].startswith("/workspace/sign-in")

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    @pytest.mark.parametrize("path", READABLE)
    def test_everything_answers_those_who_are_signed_in(self, ada, path):
        assert ada.get(path).status_code == 200

    def test_lets_in_with_name_and_password_and_records_it(self, visitor):
        response = sign_in(visitor, onward="/workspace/tiny/comments")

        assert response.headers["location"] == "/workspace/tiny/comments"
        assert recorded("signed in") == ["ada"]

    @pytest.mark.parametrize(
        "onward", ["//elsewhere.example", "https://x.example", "/c/tiny", "/workspace\\x"]
    )
    def test_leads_nowhere_else(self, visitor, onward):
        assert sign_in(visitor, onward=onward).headers["location"] == "/workspace"

    @pytest.mark.parametrize(
        ("name", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("", "")]
    )
    def test_says_the_same_of_a_wrong_name_and_a_wrong_password(self, visitor, name, password):
        response = sign_in(visitor, name=name, password=password)

        assert response.status_code == 403
        assert "The name or the password is not right." in text_of(response)
        assert recorded("sign-in refused") == ["unknown"]

    def test_the_cookie_is_for_the_workspace_and_not_for_scripts(self, visitor):
        cookie = sign_in(visitor).headers["set-cookie"].lower()

        assert all(each in cookie for each in ("httponly", "samesite=strict", "path=/workspace"))

    def test_a_form_without_its_token_is_refused(self, ada):
        response = ada.post("/workspace/account", data={"old": PASSWORD})

        assert response.status_code == 403

    def test_makes_whoever_guesses_wait(self, visitor):
        answers = [sign_in(visitor, password=f"guess {n}").status_code for n in range(6)]

        assert answers == [403] * 5 + [429]
        assert sign_in(visitor).status_code == 429

    def test_forgets_a_cookie_that_was_changed(self, ada):
        value = ada.cookies[signing.COOKIE]
        ada.cookies.clear()
        ada.cookies.set(signing.COOKIE, value[:-4] + "AAAA", path="/workspace")

        assert ada.get("/workspace").status_code == 303

    @pytest.mark.parametrize(("pause", "passes"), [(14 * 60, 200), (16 * 60, 303)])
    def test_stays_open_for_fifteen_quiet_minutes(self, ada, monkeypatch, pause, passes):
        later = time.time() + pause
        monkeypatch.setattr(signing, "time", lambda: later)

        assert ada.get("/workspace").status_code == passes

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_closes_after_twelve_hours_even_for_the_busy(self, ada, monkeypatch):
        start, answers = time.time(), []
        for minutes in range(10, 12 * 60 + 10, 10):
            monkeypatch.setattr(signing, "time", lambda now=start + minutes * 60: now)
            answers.append(ada.get("/workspace/account").status_code)

        assert answers == [200] * 71 + [303]

    def test_closes_when_the_account_does(self, ada):
        with writing() as session:
            session.scalars(select(Commissioner)).one().active = False

        assert ada.get("/workspace").status_code == 303

    def test_signing_out_closes_it_for_a_copy_of_the_cookie_too(self, ada):
        copied = Visitor(ada.app, ada.cookies)
        ada.send("/workspace/sign-out", {}, from_page="/workspace")

        assert ada.get("/workspace").status_code == copied.get("/workspace").status_code == 303
        assert sign_in(ada).status_code == 303
        assert ada.get("/workspace").status_code == 200

    def test_signing_out_is_remembered_when_the_service_starts_again(self, ada, monkeypatch):
        copied, other = Visitor(ada.app, ada.cookies), Visitor(ada.app)
        sign_in(other)
        ada.send("/workspace/sign-out", {}, from_page="/workspace")
        monkeypatch.setattr(signing, "ended", Ended())

        assert copied.get("/workspace").status_code == 303
        assert other.get("/workspace").status_code == 200


class TestPassword:
    def test_can_be_changed_which_signs_out_everywhere_else(self, ada):
        elsewhere = Visitor(ada.app, ada.cookies)
        new = {"old": PASSWORD, "new": "another long password", "again": "another long password"}
        changed = ada.send("/workspace/account", new)

        assert changed.status_code == 303
        assert "Your password was changed." in text_of(ada.get(changed.headers["location"]))
        assert elsewhere.get("/workspace").status_code == 303
        assert sign_in(elsewhere, password="another long password").status_code == 303

    @pytest.mark.parametrize(
        ("old", "new", "again"),
        [
            ("wrong", "another long password", "another long password"),
            (PASSWORD, "short", "short"),
            (PASSWORD, "another long password", "another lung password"),
            (PASSWORD, PASSWORD, PASSWORD),
        ],
    )
    def test_stays_as_it_is_when_something_is_wrong(self, ada, old, new, again):
        response = ada.send("/workspace/account", {"old": old, "new": new, "again": again})

        assert response.status_code == 422
        assert "Your password was not changed" in text_of(response)
        assert sign_in(ada).status_code == 303

    def test_the_file_with_the_first_one_goes_when_it_is_changed(self, database_url):
        with writing() as session:
            first_account(session, settings())
        file = settings().data_dir / FIRST_FILE
        old = file.read_text().partition("password: ")[2].strip()
        visitor = Visitor(create_app(settings()))
        sign_in(visitor, name=FIRST_NAME, password=old)
        new = "another long password"
        visitor.send("/workspace/account", {"old": old, "new": new, "again": new})

        assert not file.exists()
        assert sign_in(visitor, name=FIRST_NAME, password=new).status_code == 303


class TestPages:
    def test_the_overview_says_how_many_took_part(self, ada, pack):
        respond(pack, public=3, staff=2)
        text = text_of(ada.get("/workspace/tiny"))

        assert "5 responses, 3 public, 2 staff" in text
        assert "People chose to take part." in text

    def test_the_overview_says_how_many_questions_wait(self, ada, pack):
        ask(pack, "Will there be a bus?")

        assert re.search(r"1 question (is overdue|waits)", text_of(ada.get("/workspace/tiny")))
        assert "Will there be a bus?" in text_of(ada.get("/workspace/tiny/asked"))

    def test_questions_show_totals_and_hide_small_groups(self, ada, pack):
        with writing() as session:
            for group, number in (("patient", 20), ("carer", 3)):
                for _ in range(number):
                    said = {"capacity": [group], "evenings-matter": ["agree"]}
                    a_response(session, pack, said)
        text = text_of(ada.get("/workspace/tiny/questions"))

        assert "23 of 23 responses from the public answered this." in text
        assert "23 (100%)" in text
        assert "Numbers under 8 are hidden" in text

    def test_few_staff_are_not_shown_at_all(self, ada, pack):
        respond(pack, staff=9)
        text = text_of(ada.get("/workspace/tiny/questions"))

        assert "Nothing has been released yet." in text
        assert "hidden" not in text

    def test_comments_can_be_searched_and_tell_only_the_lane(self, ada, pack):
        with writing() as session:
            said = {"role": ["receptionist"], "why": "The <b>rota</b> is full"}
            a_response(session, pack, said, lane=Lane.STAFF)
            a_response(session, pack, {"capacity": ["carer"], "why": "Two buses"})
            all_released(session, pack)
        page = ada.get("/workspace/tiny/comments?words=ROTA&lane=staff&question=why")

        assert "The &lt;b&gt;rota&lt;/b&gt; is full" in page.text
        assert "Comments 1 to 1 of 1" in text_of(page)
        assert "Two buses" not in page.text
        assert "Receptionist" not in page.text

    def test_comments_keep_the_search_on_the_next_page(self, ada, pack):
        respond(pack, public=25, why="Two buses")
        page = ada.get("/workspace/tiny/comments?words=buses")
        following = unescape(re.search(r'rel="next" href="([^"]+)"', page.text)[1])

        assert "Comments 21 to 25 of 25" in text_of(ada.get(following))

    @pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 40, "7"])
    def test_a_page_that_is_not_there_is_no_error(self, ada, page):
        assert ada.get(f"/workspace/tiny/comments?page={page}").status_code == 200

    def test_the_data_page_counts_the_rows_of_the_file(self, ada, pack):
        respond(pack, public=3, staff=1)
        page = text_of(ada.get("/workspace/tiny/data"))
        file = ada.get("/workspace/tiny/data/responses.csv")

        rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
        assert "The file has 4 rows" in page
        assert len(rows) == 4
        assert file.headers["content-type"] == "text/csv; charset=utf-8"
        assert "tiny-responses.csv" in file.headers["content-disposition"]
        assert recorded("responses exported") == ["ada"]

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_empty_pages_say_what_will_appear(self, ada):
        for page, words in {
            "": "Nobody has sent in a response yet.",
            "/questions": "Nobody has answered this yet.",
            "/comments": "Nobody has written anything yet.",
            "/asked": "it appears here",
            "/data": "The file has 0 rows",
        }.items():
            assert words in text_of(ada.get(f"/workspace/tiny{page}"))

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_a_consultation_that_is_not_there_is_not_found(self, ada):
        assert ada.get("/workspace/nowhere/data").status_code == 404


class TestBackingOff:
    def test_waits_grow_to_a_minute_and_end(self):
        now = [0.0]
        backing_off, waits = BackingOff(clock=lambda: now[0]), []
        for _ in range(12):
            backing_off.was_wrong("Ada ")
            waits.append(backing_off.seconds_to_wait("ada"))
        now[0] += LONGEST_WAIT

        assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]
        assert backing_off.seconds_to_wait("ada") == 0

    def test_a_right_password_clears_what_was_wrong(self):
        backing_off = BackingOff()
        for _ in range(9):
            backing_off.was_wrong("ada")
        backing_off.was_right("ada")

        assert backing_off.seconds_to_wait("ada") == 0


def respond(pack, *, public=0, staff=0, why="No reason"):
    """Responses that were sent in."""
    with writing() as session:
        for _ in range(public):
            a_response(session, pack, {"capacity": ["patient"], "why": why})
        for _ in range(staff):
            said = {"role": ["nurse"], "which-days": ["sunday"]}
            a_response(session, pack, said, lane=Lane.STAFF)
        if staff:
            all_released(session, pack)


def ask(pack, text):
    """A question that had no answer."""
    with writing() as session:
        session.add(
            AskedQuestion(
                consultation_slug=pack.slug,
                content_version=keep_version(session, pack),
                text=text,
                asked_on=date(2026, 9, 3),
            )
        )


def recorded(what) -> list[str]:
    """Who did something, by the record."""
    with reading() as session:
        return list(
            session.scalars(
                select(AuditEvent.actor).where(AuditEvent.what == what).order_by(AuditEvent.id)
            )
        )
