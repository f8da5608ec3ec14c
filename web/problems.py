"""Errors as RFC 9457 problem details: a plain sentence that says what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Something that a client has to be told, with its HTTP status."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more

    def response(self) -> JSONResponse:
        """The problem as a response."""
        body = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }
        return JSONResponse(body, status_code=self.status, media_type=MEDIA_TYPE)


LONGEST_TEXT = 5_000


def too_long() -> Problem:
    """A message over the limit."""
    return Problem(
        413,
        f"Your message is over {LONGEST_TEXT:,} characters. Nothing was kept. Send it in parts.",
    )


def no_conversation() -> Problem:
    """An id that leads nowhere."""
    return Problem(404, "There is no conversation with this id. Start a new one.")


def not_yours() -> Problem:
    """A missing or wrong bearer token."""
    return Problem(401, "Send the token that came with this conversation as a bearer token.")


def forged_turn() -> Problem:
    """A turn token that was not signed here."""
    return Problem(400, "This turn token is not valid. Send the one from the last reply.")


def not_offered() -> Problem:
    """A choice that the open question does not offer."""
    return Problem(
        422, "That choice is not one of those offered now. Send one of the question's choices."
    )


def turn_is_over(reply: dict[str, Any]) -> Problem:
    """A message for a turn that is over."""
    return Problem(
        409,
        "This message belongs to an earlier turn, so it was not kept. Answer the current question.",
        current=reply,
    )


def opens_later(when: str) -> Problem:
    """A consultation that has not opened."""
    return Problem(409, f"This consultation opens on {when}. It takes no responses before then.")


def is_over(when: str) -> Problem:
    """A consultation that has closed."""
    return Problem(409, f"This consultation closed on {when}. It takes no new responses.")


def takes_no_answers() -> Problem:
    """A message that comes when no more answers are taken from its author."""
    return Problem(
        409,
        "This consultation takes no more answers, so your message was not kept. "
        "What you had sent before stays as it is.",
        kept=False,
    )


def not_filed(card: dict[str, Any] | None = None) -> Problem:
    """Rasa could not handle the message now."""
    return Problem(
        503,
        "Your message was kept but is not filed yet. Send it again with the same message_id, "
        "or answer the questions as a form.",
        kept=True,
        **({"messages": [card]} if card else {}),
    )


def not_started() -> Problem:
    """Rasa could not open the conversation now."""
    return Problem(
        503,
        "The chat cannot start now. Nothing you said was lost, as nothing was said yet. "
        "Try again soon, or answer the questions as a form.",
        kept=False,
    )
