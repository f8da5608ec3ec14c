"""What is kept apart from views: staff codes, questions about people, requests for a format."""

from __future__ import annotations

import re
import uuid

import pytest
from sqlalchemy import select

from consultations.accounts import add_account
from consultations.conversations import hash_of
from consultations.database import reading, writing
from consultations.invitations import count_invitations, issue, new_invitation
from consultations.models import EqualityAnswer, FormatRequest, Inbound, Response
from consultations.settings import settings
from consultations.types import Lane
from tests.factories import a_conversation, a_response
from tests.integration.test_workspace import PASSWORD, sign_in, text_of
from tests.visiting import Visitor
from web import cookies
from web.app import create_app
from web.tickets import new_ticket

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
CODE, ABOUT, FORMAT = "/c/tiny/my-invitation", "/c/tiny/about-you", "/c/tiny/another-format"
HOME = "Jo Bloggs, 1 High Street"


@pytest.fixture
def visitor(database_url) -> Visitor:
    return Visitor(create_app(settings()))


@pytest.fixture
def codes(database_url) -> list[str]:
    with writing() as session:
        return issue(session, consultation_slug="tiny", count=2, actor="operator")


def holding(visitor, pack, *, lane=Lane.STAFF, submitted=False) -> uuid.UUID:
    """Give the browser of a visitor a conversation; the id of its response."""
    with writing() as session:
        conversation, token = a_conversation(session, pack, lane=lane)
        if submitted:
            conversation.status = "submitted"
        held = cookies._serializer(settings()).dumps([conversation.id.hex, token])
        visitor.cookies.set("sb_talk_tiny", str(held))
        return conversation.response.id


def verified(response_id) -> bool:
    with reading() as session:
        return session.get_one(Response, response_id).verified


def used() -> int:
    with reading() as session:
        return count_invitations(session, consultation_slug="tiny").used


class TestStaffCodes:
    def test_a_code_verifies_the_response_of_this_browser(self, visitor, pack, codes):
        response = holding(visitor, pack)
        done = visitor.send(CODE, {"code": codes[0].lower()})
        page = visitor.get(done.headers["location"])

        assert verified(response)
        assert "Your answers now count as those of somebody who works here." in text_of(page)
        assert codes[0] not in done.headers["location"] + page.text

    def test_a_used_code_loses_nothing(self, visitor, pack, codes):
        holding(visitor, pack)
        visitor.send(CODE, {"code": codes[0]})
        other = Visitor(visitor.app)
        response = holding(other, pack)
        page = other.send(CODE, {"code": codes[0]})

        assert page.status_code == 422
        assert "That code has been used." in text_of(page)
        assert not verified(response)
        assert used() == 1

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ("", "Type the code that you were given."),
            ("STAFF-1", "That is not a code of ours."),
            ("new", "We did not give out that code"),
        ],
    )
    def test_a_wrong_code_is_told_in_a_sentence(self, visitor, pack, codes, typed, says):
        response = holding(visitor, pack)
        page = visitor.send(CODE, {"code": new_invitation() if typed == "new" else typed})

        assert page.status_code == 422
        assert says in text_of(page)
        assert not verified(response)

    def test_is_not_for_the_public_and_not_for_nobody(self, visitor, pack, codes):
        assert "Begin with the questions for staff first." in text_of(visitor.get(CODE))
        visitor.send(CODE, {"code": codes[0]})
        holding(visitor, pack, lane=Lane.PUBLIC)
        page = visitor.send(CODE, {"code": codes[0]}, from_page=FORMAT)

        assert "your code was not used" in text_of(page)
        assert used() == 0

    def test_works_after_the_answers_were_sent(self, visitor, pack, codes):
        response = holding(visitor, pack, submitted=True)
        visitor.send(CODE, {"code": codes[0]})

        assert verified(response)
        assert "You have sent your answers." in text_of(visitor.get(CODE))

    def test_a_code_typed_in_the_chat_is_not_kept(self, visitor, pack, codes):
        holding(visitor, pack)
        typed = {"text": f"my code is {codes[0]}", "message_id": str(uuid.uuid4())}
        done = visitor.send("/c/tiny/chat", typed, from_page=CODE)
        with reading() as session:
            kept = session.scalars(select(Inbound.text).where(Inbound.text.is_not(None))).all()

        assert done.headers["location"] == f"{CODE}?typed=yes"
        assert kept == []
        assert "We did not keep it." in text_of(visitor.get(f"{CODE}?typed=yes"))


class TestAboutYou:
    def answers(self) -> list[dict[str, str]]:
        with reading() as session:
            return list(session.scalars(select(EqualityAnswer.answers)))

    def test_is_offered_after_the_receipt(self, visitor, pack):
        token = "a-token"
        with writing() as session:
            conversation = a_response(session, pack, {"capacity": ["carer"]})
            conversation.token_hash, conversation_id = hash_of(token), conversation.id
        held = cookies._serializer(settings()).dumps([conversation_id.hex, token])
        visitor.cookies.set("sb_talk_tiny", str(held))
        receipt = visitor.get("/c/tiny/form").text
        link = re.search(r'href="(/c/tiny/about-you\?ticket=[^"]+)"', receipt)

        assert link is not None
        assert "How old are you?" in text_of(visitor.get(link[1]))

    def test_keeps_what_was_said_once(self, visitor):
        page = f"{ABOUT}?ticket={new_ticket('tiny', 'staff')}"
        ticket = page.partition("=")[2]
        typed = {"ticket": ticket, "q:sex": "female", "q:age": "prefer-not-to-say", "q:x": "y"}
        done = visitor.send(ABOUT, typed, from_page=page)
        again = Visitor(visitor.app)
        again.send(ABOUT, typed, from_page=page)

        assert "Thank you." in text_of(visitor.get(done.headers["location"]))
        assert [set(each) - {"version"} for each in self.answers()] == [{"sex", "age"}]

    def test_the_cookie_is_the_same_for_everybody(self, visitor):
        for _ in range(2):
            ticket = new_ticket("tiny", "public")
            someone = Visitor(visitor.app)
            done = someone.send(
                ABOUT, {"ticket": ticket, "q:sex": "male"}, from_page=f"{ABOUT}?ticket={ticket}"
            )
            assert "sb_told_tiny=yes;" in done.headers["set-cookie"]
        someone.send(
            ABOUT, {"ticket": new_ticket("tiny", "public"), "q:sex": "male"}, from_page=FORMAT
        )

        assert len(self.answers()) == 2

    @pytest.mark.parametrize("ticket", ["", "forged", "other"])
    def test_nobody_answers_without_a_ticket(self, visitor, ticket):
        text = new_ticket("other", "public") if ticket == "other" else ticket
        done = visitor.send(ABOUT, {"ticket": text, "q:sex": "male"}, from_page=FORMAT)

        assert done.status_code == 303
        assert self.answers() == []
        assert "come after you have sent your views" in text_of(visitor.get(ABOUT))

    def test_leaving_all_out_keeps_nothing(self, visitor):
        ticket = new_ticket("tiny", "public")
        visitor.send(ABOUT, {"ticket": ticket}, from_page=f"{ABOUT}?ticket={ticket}")

        assert self.answers() == []

    def test_every_question_offers_not_to_say(self, visitor):
        page = visitor.get(f"{ABOUT}?ticket={new_ticket('tiny', 'public')}").text

        assert page.count('value="prefer-not-to-say"') == page.count("<fieldset") == 10


class TestAnotherFormat:
    def requests(self) -> list[FormatRequest]:
        with reading() as session:
            return list(session.scalars(select(FormatRequest).order_by(FormatRequest.id)))

    def test_is_kept_and_said_to_be(self, visitor):
        done = visitor.send(FORMAT, {"form": "easy-read", "send_to": HOME})

        assert [(each.form, each.send_to) for each in self.requests()] == [("easy-read", HOME)]
        assert "Thank you." in text_of(visitor.get(done.headers["location"]))

    def test_says_what_is_missing_and_keeps_what_was_typed(self, visitor):
        page = visitor.send(FORMAT, {"send_to": HOME})

        assert page.status_code == 422
        assert "Choose what you need." in text_of(page)
        assert HOME in page.text
        assert self.requests() == []

    @pytest.mark.parametrize("path", ["/c/tiny", "/c/tiny/help"])
    def test_is_linked_from_where_people_look(self, visitor, path):
        assert FORMAT in visitor.get(path).text

    def test_the_privacy_page_says_what_is_kept(self, visitor):
        text = text_of(visitor.get("/c/tiny/privacy"))

        assert "We delete the address once it is dealt with." in text
        assert "We do not keep by whom, or when." in text


class TestTheWorkspace:
    @pytest.fixture
    def ada(self, visitor) -> Visitor:
        with writing() as session:
            add_account(session, name="ada", password=PASSWORD)
        assert sign_in(visitor).status_code == 303
        return visitor

    def test_lists_requests_and_marks_them_as_done(self, ada):
        Visitor(ada.app).send(FORMAT, {"form": "audio", "send_to": HOME})
        page = ada.get("/workspace/tiny/formats")
        request = re.search(r'name="request" value="([^"]+)"', page.text)
        done = ada.send("/workspace/tiny/formats", {"request": request[1]})
        after = ada.get(done.headers["location"])
        twice = ada.send("/workspace/tiny/formats", {"request": request[1]}, from_page="/workspace")

        assert HOME in text_of(page)
        assert HOME not in text_of(after)
        assert "Marked as done." in text_of(after)
        assert "Audio" in text_of(after)
        assert "marked this as done already" in text_of(twice)

    def test_shows_who_was_heard_from_and_hides_small_groups(self, ada):
        page = text_of(ada.get("/workspace/tiny/equality"))

        assert "What is your religion?" in page
        assert "Nothing has been released yet." in page

    def test_every_page_is_in_the_rail(self, ada):
        page = ada.get("/workspace/tiny").text

        for name in ("statements", "formats", "equality"):
            assert f'href="/workspace/tiny/{name}"' in page
