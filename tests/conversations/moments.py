"""Every kind of question, in both lanes: where people may say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import yaml

from consultations.settings import ROOT
from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import Service

ASIDES = ROOT / "tests" / "conversations" / "asides.yml"


class Moment(NamedTuple):
    """A question that is open, what comes before and after it, and a good answer to it."""

    lane: str
    key: str
    before: str
    after: str
    answer: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.lane}-{self.key}"


MOMENTS = [
    Moment("public", "capacity", "capacity", "which-days", {"choices": ["carer"]}),
    Moment("public", "which-days", "capacity", "in-order", {"choices": ["saturday", "sunday"]}),
    Moment("public", "in-order", "which-days", "why", {"choices": ["as-is", "late-opening"]}),
    Moment(
        "public", "why", "in-order", "evenings-matter", {"text": "It takes two buses to get there."}
    ),
    Moment("public", "evenings-matter", "why", "confirm", {"choices": ["disagree"]}),
    Moment("staff", "role", "role", "which-days", {"choices": ["nurse"]}),
    Moment("staff", "why", "which-days", "confirm", {"text": "We are short of nurses."}),
]
BY_NAME = {str(moment): moment for moment in MOMENTS}


def asides() -> dict[str, dict[str, str]]:
    """What people say in the middle of a question, by name."""
    return dict(yaml.safe_load(ASIDES.read_text(encoding="utf-8")))


@contextmanager
def at(service: Service, moment: Moment) -> Iterator[Respondent]:
    """Somebody to whom a question is open, after real answers to all before it."""
    with Respondent(service.url, consultation=TINY, lane=moment.lane) as someone:
        someone.start()
        someone.go_to(moment.key)
        yield someone


def give(someone: Respondent, answer: dict[str, Any]) -> None:
    """Give an answer of words or of choices."""
    if "text" in answer:
        someone.say(answer["text"])
    else:
        someone.choose(*answer["choices"])


def words_of_its_own(reply: Mapping[str, Any]) -> int:
    """How many words a turn has besides passages of the pack, cards, and what people said."""
    own = [
        message["text"]
        for message in reply["messages"]
        if message["kind"] in ("text", "unknown", "receipt")
        or (message["kind"] == "answer" and not message.get("content"))
    ]
    return len(" ".join(own).split())
