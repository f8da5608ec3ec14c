"""The only way into Rasa: our own web process, on loopback, with the shared secret."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Sounding-Board-Secret"


class MessagesSaid(CollectingOutputChannel):
    """Collects what the bot says, each message with its kind."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep a passage as it is, or the words of a response with what the domain says of it."""
        if message.get("custom"):
            self.messages.append(message["custom"])
        elif message.get("text"):
            kind = (message.get("metadata") or {}).get("kind", "text")
            self.messages.append({"kind": kind, "text": message["text"], "sources": []})


class ConsultationChannel(InputChannel):
    """Takes one message with the id of the row it is kept in, and returns what the bot says."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    @classmethod
    def name(cls) -> str:
        return "consultation"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ConsultationChannel:
        secret = (credentials or {}).get("secret")
        if not secret or secret.startswith("${"):
            cls.raise_missing_credentials_exception()
        return cls(secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two routes of the channel."""
        routes = Blueprint("consultation_channel")

        @routes.get("/")
        async def health(_request: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @routes.post("/message")
        async def receive(request: Request) -> HTTPResponse:
            given = request.headers.get(SECRET_HEADER, "")
            if not hmac.compare_digest(given.encode(), self.secret.encode()):
                return json_response({"detail": "The shared secret is wrong."}, status=403)
            said = MessagesSaid()
            try:
                await on_new_message(self.message_from(request.json, said))
            except Exception as error:  # Rasa would log the words of the person with it.
                log.error("A message could not be handled: %s", type(error).__name__)
                return json_response({"detail": "The message was not handled."}, status=500)
            return json_response({"messages": said.messages})

        return routes

    def message_from(self, body: dict[str, Any], said: MessagesSaid) -> UserMessage:
        """A message for Rasa. One made of choices carries its intent, and no words to work out."""
        intent = body.get("intent")
        parsed = None
        if intent:
            parsed = {
                "text": f"/{intent}",
                "intent": {"name": intent, "confidence": 1.0},
                "intent_ranking": [{"name": intent, "confidence": 1.0}],
                "entities": [],
            }
        return UserMessage(
            text=f"/{intent}" if intent else body["text"],
            output_channel=said,
            sender_id=body["sender"],
            parse_data=parsed,
            input_channel=self.name(),
            message_id=body["inbound"],
            metadata={"inbound": body["inbound"], "asking": body.get("asking")},
        )
