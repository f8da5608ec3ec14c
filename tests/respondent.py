"""Somebody who takes part, through the public JSON API and nothing else."""

from __future__ import annotations

import uuid
from types import TracebackType
from typing import Any, Self

import httpx

SECONDS_TO_WAIT = 60.0


class Respondent:
    """Keeps the last turn reply, and answers it."""

    def __init__(
        self,
        url: str,
        *,
        consultation: str,
        lane: str | None = None,
        language: str | None = None,
    ) -> None:
        self.http = httpx.Client(
            base_url=f"{url}/api/v1", timeout=SECONDS_TO_WAIT, trust_env=False, verify=False
        )
        self.consultation, self.lane, self.language = consultation, lane, language
        self.conversation = self.token = ""
        self.reply: dict[str, Any] = {}
        self.receipts: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.http.close()

    def start(self) -> dict[str, Any]:
        """Start a conversation."""
        body = {"consultation": self.consultation}
        if self.lane is not None:
            body["lane"] = self.lane
        if self.language is not None:
            body["language"] = self.language
        response = self.http.post("/conversations", json=body)
        assert response.status_code == 201, response.text
        self._take(response.json())
        self.conversation, self.token = self.reply["conversation"], self.reply["token"]
        return self.reply

    def say(self, text: str) -> dict[str, Any]:
        """Type something."""
        return self._took(self.send(text=text))

    def choose(self, *values: str) -> dict[str, Any]:
        """Choose one or more of what is offered."""
        return self._took(self.send(choices=list(values)))

    def send(self, **body: Any) -> httpx.Response:
        """Send a message as it is given, with an id and a turn unless others are given."""
        return self.post({"message_id": str(uuid.uuid4()), "turn": self.reply["turn"], **body})

    def post(self, body: object) -> httpx.Response:
        """Send any JSON to this conversation, and keep the reply as it was."""
        return self.http.post(
            f"/conversations/{self.conversation}/messages", json=body, headers=self.headers
        )

    def current(self) -> dict[str, Any]:
        """Where the conversation stands, with its transcript."""
        response = self.http.get(f"/conversations/{self.conversation}", headers=self.headers)
        assert response.status_code == 200, response.text
        return dict(response.json())

    def go_to(self, key: str) -> dict[str, Any]:
        """Answer everything with whatever comes first, until a question is reached."""
        for _ in range(40):
            if self.asked == key:
                return self.reply
            self.answer()
        raise AssertionError(f"{key} was never asked; {self.asked} is.")

    def answer(self) -> dict[str, Any]:
        """Answer whatever is asked with whatever comes first."""
        question = self.reply["question"]
        values = [each["value"] for each in question["choices"] if each["value"] != "skip"]
        if question["kind"] == "text":
            return self.say("It would take me two buses to get there.")
        if question["kind"] == "ranking":
            return self.choose(*values)
        return self.choose("give-views" if "give-views" in values else values[0])

    @property
    def headers(self) -> dict[str, str]:
        """What proves that the conversation is this person's."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def asked(self) -> str | None:
        """The key of the open question."""
        question = self.reply["question"]
        return None if question is None else str(question["key"])

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return int(self.reply["progress"]["answered"])

    @property
    def kinds(self) -> set[str]:
        """The kinds of messages in the last reply."""
        return {each["kind"] for each in self.reply["messages"]}

    @property
    def heard(self) -> str:
        """Everything that was said in the last reply."""
        return "\n".join(each["text"] for each in self.reply["messages"])

    @property
    def summary(self) -> dict[str, str]:
        """What the last read-back says, by question key."""
        for message in reversed(self.reply["messages"]):
            if message["kind"] == "summary":
                return {each["key"]: each["answer"] for each in message["answers"]}
        return {}

    def _took(self, response: httpx.Response) -> dict[str, Any]:
        assert response.status_code == 200, response.text
        self._take(response.json())
        return self.reply

    def _take(self, reply: dict[str, Any]) -> None:
        self.reply = reply
        self.receipts |= {each["question"]: each["receipt"] for each in reply["saved"]}
