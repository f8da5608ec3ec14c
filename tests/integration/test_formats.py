"""Requests for another format: kept apart, dealt with, and then without an address."""

from __future__ import annotations

import uuid

import pytest

from consultations.formats import (
    Form,
    Lacks,
    RequestError,
    ask_for_format,
    done_requests,
    mark_done,
    open_requests,
    what_is_missing,
)
from tests.publishing import noted

HOME = "Jo Bloggs\n1 High Street\nMarlow"


def asked(session, *, form=Form.LARGE_PRINT, send_to=HOME):
    return ask_for_format(session, consultation_slug="tiny", form=form, send_to=send_to)


@pytest.mark.parametrize(
    ("form", "send_to", "missing"),
    [
        ("audio", HOME, []),
        ("", " \n", [Lacks.FORM, Lacks.ADDRESS]),
        ("braille?", HOME, [Lacks.FORM]),
        ("audio", "a" * 501, [Lacks.LONG_ADDRESS]),
    ],
)
def test_says_what_is_missing(form, send_to, missing):
    assert what_is_missing(form, send_to) == missing


class TestRequests:
    def test_wait_with_the_day_and_the_address(self, session):
        request = asked(session)

        assert open_requests(session, consultation_slug="tiny") == [request]
        assert open_requests(session, consultation_slug="other") == []
        assert (request.form, request.send_to) == ("large-print", HOME)

    def test_the_same_one_twice_is_kept_once(self, session):
        assert asked(session) is asked(session, send_to=f"  {HOME}  ")
        assert len(open_requests(session, consultation_slug="tiny")) == 1
        asked(session, form=Form.AUDIO)
        assert len(open_requests(session, consultation_slug="tiny")) == 2

    def test_once_done_the_address_is_gone_and_the_record_knows_who(self, session):
        request = asked(session)
        mark_done(session, consultation_slug="tiny", request_id=request.id, actor="ada")
        session.refresh(request)
        (event,) = noted(session, "format request done")

        assert request.send_to == ""
        assert (request.done_by, event.actor) == ("ada", "ada")
        assert "Jo" not in str(event.detail)
        assert open_requests(session, consultation_slug="tiny") == []
        assert done_requests(session, consultation_slug="tiny") == [request]

    def test_cannot_be_done_twice_or_for_another_consultation(self, session):
        request = asked(session)
        with pytest.raises(RequestError, match="no such request"):
            mark_done(session, consultation_slug="other", request_id=request.id, actor="ada")
        with pytest.raises(RequestError, match="no such request"):
            mark_done(session, consultation_slug="tiny", request_id=uuid.uuid4(), actor="ada")
        mark_done(session, consultation_slug="tiny", request_id=request.id, actor="ada")
        with pytest.raises(RequestError, match="already"):
            mark_done(session, consultation_slug="tiny", request_id=request.id, actor="tom")
