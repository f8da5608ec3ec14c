"""Hand a kept message to Rasa and bring back what the bot says."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import httpx

SECONDS_TO_WAIT = 20.0
SECRET_HEADER = "X-Sounding-Board-Secret"
# Longer texts take seconds to read and are never a command or a question. Nothing is cut off what
# is kept: actions take the words from the database.
LONGEST_TO_UNDERSTAND = 400
NO_WORDS = "."


class RasaUnavailable(Exception):
    """Rasa did not answer, or not sensibly."""


@dataclass(frozen=True)
class RasaClient:
    """Speaks to our own input channel in the Rasa server."""

    http: httpx.AsyncClient
    url: str
    secret: str

    async def send(
        self,
        *,
        conversation_id: uuid.UUID,
        inbound_id: uuid.UUID,
        text: str,
        intent: str | None,
        asking: str,
    ) -> list[dict[str, Any]]:
        """The messages that the bot answers with.

        Raises RasaUnavailable when there is no answer in 20 seconds or it is not an answer.
        """
        body = {
            "sender": str(conversation_id),
            "inbound": str(inbound_id),
            "text": to_understand(text),
            "intent": intent,
            "asking": asking,
        }
        try:
            response = await self.http.post(
                f"{self.url}/webhooks/consultation/message",
                json=body,
                headers={SECRET_HEADER: self.secret},
                timeout=SECONDS_TO_WAIT,
            )
            response.raise_for_status()
            messages = response.json()["messages"]
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise RasaUnavailable(type(error).__name__) from error
        return list(messages)

    async def is_ready(self) -> bool:
        """Whether Rasa has its model and takes messages."""
        try:
            response = await self.http.get(f"{self.url}/webhooks/consultation/", timeout=2.0)
        except httpx.HTTPError:
            return False
        return response.status_code == httpx.codes.OK


def to_understand(text: str) -> str:
    """What Rasa works out a meaning from. It takes a text that begins with "/" for its own."""
    return text.lstrip("/ \n\t")[:LONGEST_TO_UNDERSTAND] or NO_WORDS
