"""Make all rows of a file before the database is written to, so that no respondent waits."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from consultations.audit.commitments import commitment
from consultations.content.schema import SKIP, Pack, Question
from consultations.conversations import hash_of
from consultations.deliberation.measures import measures_of
from consultations.imports.checking import Draft
from consultations.privacy import findings_in
from consultations.receipts import new_code, new_receipt
from consultations.statements.standing import same_words

LANGUAGE = "en"


class ReadyAnswer(NamedTuple):
    """One answer as it will be stored."""

    id: uuid.UUID
    response_id: uuid.UUID
    question_key: str
    skipped: bool
    choices: list[str] | None
    comment: str | None
    receipt: str
    content_version: str
    revision: int = 1
    current: bool = True


@dataclass
class ReadyResponse:
    """One response as it will be stored, with all that follows from it."""

    draft: Draft
    id: uuid.UUID
    conversation_id: uuid.UUID
    token_hash: str
    code: str
    answers: list[ReadyAnswer]
    commitments: list[str]
    about: dict[str, str | None]
    measured: dict[str, Any]
    statements: list[str]
    hidden: list[tuple[uuid.UUID, int, int]]

    def give_other_receipts(self, taken: frozenset[str]) -> None:
        """New receipts for the answers whose receipt somebody else has."""
        for place, each in enumerate(self.answers):
            if each.receipt in taken:
                self.answers[place] = again = each._replace(receipt=new_receipt())
                self.commitments[place] = commitment(again, code=self.code)


def responses_of(
    pack: Pack, drafts: Sequence[Draft], *, hide_names: bool
) -> Iterator[ReadyResponse]:
    """Each draft as a response, by the rules of every other response."""
    questions = pack.questions_by_key
    receipts: set[str] = set()
    for draft in drafts:
        response_id, code = uuid.uuid4(), new_code()
        given = {
            key: each for key, each in draft.given.items() if key in questions and not each.is_empty
        }
        answers = {
            key: ReadyAnswer(
                id=uuid.uuid4(),
                response_id=response_id,
                question_key=key,
                skipped=list(each.choices) == [SKIP],
                choices=None if list(each.choices) in ([], [SKIP]) else list(each.choices),
                comment=each.words.strip() or None,
                receipt=_unused(receipts),
                content_version=pack.version,
            )
            for key, each in given.items()
        }
        yield ReadyResponse(
            draft=draft,
            id=response_id,
            conversation_id=uuid.uuid4(),
            token_hash=hash_of(secrets.token_urlsafe(32)),
            code=code,
            answers=list(answers.values()),
            commitments=[commitment(each, code=code) for each in answers.values()],
            about={
                fills: each.choices[0] if each.choices else None
                for key, each in answers.items()
                for fills in [questions[key].fills]
                if fills
            },
            measured=measures_of(pack, lane=draft.lane, answers=answers, were_shown=False),
            statements=_statements(answers, questions),
            hidden=list(_who_it_says(pack, answers)) if hide_names else [],
        )


def _unused(receipts: set[str]) -> str:
    """A receipt that no other answer of this file has."""
    while (receipt := new_receipt()) in receipts:
        pass
    receipts.add(receipt)
    return receipt


def _statements(answers: Mapping[str, ReadyAnswer], questions: Mapping[str, Question]) -> list[str]:
    """What somebody wants others to vote on, each once."""
    found: list[str] = []
    for key, each in answers.items():
        words = " ".join((each.comment or "").split())
        is_one = words and questions[key].takes_statement and not each.skipped
        if is_one and not any(same_words(words, known) for known in found):
            found.append(words)
    return found


def _who_it_says(
    pack: Pack, answers: Mapping[str, ReadyAnswer]
) -> Iterator[tuple[uuid.UUID, int, int]]:
    """Where comments may say who somebody is."""
    for answer in answers.values():
        for each in findings_in(answer.comment or "", pack=pack):
            yield answer.id, each.start, each.end
