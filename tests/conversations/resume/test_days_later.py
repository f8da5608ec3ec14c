"""People come back days later, on another device, with the code, and nothing is lost."""

from __future__ import annotations

import html
import re
import uuid
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from consultations.models import Answer, Conversation, Inbound, Response
from tests.conversations.moments import BY_NAME, Moment, at
from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

CODE = re.compile(r"SB(?:-[0-9A-Z]{4}){3}")
DAYS = timedelta(days=6)


class OtherDevice:
    """A browser that has never been here, and knows a code."""

    def __init__(self, service: Service) -> None:
        self.http = httpx.Client(
            base_url=service.url, trust_env=False, verify=False, timeout=60, follow_redirects=True
        )

    def come_back(self, code: str) -> str:
        """Type the code, choose to go on, and see the conversation."""
        asked = self.http.get("/my-response").text
        shown = self.http.post("/my-response", data={"code": code, **hidden(asked)}).text
        return self.http.post("/my-response/carry-on", data={**hidden(shown), "code": code}).text

    def answer(self, page: str, moment: Moment) -> str:
        """Answer the open question of the page."""
        form = re.search(r'<form method="post" class="app-question".*?</form>', page, re.DOTALL)
        assert form is not None, page
        given = moment.answer
        if "text" in given:
            fields: dict[str, object] = {"text": given["text"]}
        elif 'name="rank:' in form[0]:
            fields = {f"rank:{value}": place for place, value in enumerate(given["choices"], 1)}
        else:
            fields = {"choices": given["choices"]}
        return self.http.post(f"/c/{TINY}/chat", data={**hidden(form[0]), **fields}).text


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form that has a token."""
    fields = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in fields}


def days_pass(service: Service, someone: Respondent) -> None:
    """Put everything that somebody did some days into the past."""
    with service.looking() as session, session.begin():
        conversation = session.get_one(Conversation, uuid.UUID(someone.conversation))
        conversation.started_at -= DAYS
        conversation.last_turn_at -= DAYS
        conversation.response.started_at -= DAYS
        for inbound in session.scalars(
            select(Inbound).where(Inbound.conversation_id == conversation.id).order_by(Inbound.seq)
        ):
            inbound.received_at -= DAYS
        for answer in session.scalars(
            select(Answer).where(Answer.response_id == conversation.response.id).order_by(Answer.id)
        ):
            answer.answered_at -= DAYS


@pytest.mark.parametrize("moment", BY_NAME)
def test_somebody_who_had_to_go_goes_on_elsewhere_with_the_code(
    service: Service, moment: str
) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        question = someone.reply["question"]["text"]
        someone.say("I have to go")
        found = CODE.search(someone.heard)
        assert found is not None, someone.heard
        before = answers_by_code(service, found[0])
        days_pass(service, someone)
        elsewhere = OtherDevice(service)
        page = elsewhere.come_back(found[0])

        assert question in html.unescape(page)
        assert answers_by_code(service, found[0]) == before
        elsewhere.answer(page, where)
        after = answers_by_code(service, found[0])
        assert set(after) == {*before, where.key}
        assert {key: after[key] for key in before} == before
        assert someone.http.get(
            f"/conversations/{someone.conversation}", headers=someone.headers
        ).status_code in (401, 403, 404)


def answers_by_code(service: Service, code: str) -> dict[str, object]:
    """What a response says now, by question."""
    with service.looking() as session:
        response = session.scalars(select(Response).where(Response.code == code)).one()
        answers = session.scalars(
            select(Answer)
            .where(Answer.response_id == response.id, Answer.current)
            .order_by(Answer.id)
        )
        return {each.question_key: (each.choices, each.comment) for each in answers}
