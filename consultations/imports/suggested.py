"""Statements that the rows of a file suggest, for the moderators, as the database takes them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from consultations.content.schema import Pack
from consultations.imports.ready import LANGUAGE, ReadyResponse
from consultations.imports.written import Written, written
from consultations.models import SuggestedStatement, WhoSuggested
from consultations.statements.standing import Standing
from consultations.statements.suggesting import new_statement
from consultations.statements.who_suggested import who_suggested

OF_STATEMENT = (
    *("id", "consultation_slug", "content_version", "text", "language", "whose", "suggested_on"),
)


class Suggested(NamedTuple):
    """Statements, and what ties each to the code of its response."""

    statements: Written
    ties: Written


def suggested_by(pack: Pack, responses: Sequence[ReadyResponse]) -> Suggested:
    """Every statement of a file, which waits for the moderators as all others do."""
    statements: list[dict[str, Any]] = []
    ties: list[dict[str, Any]] = []
    for each in responses:
        for words in each.statements:
            made = new_statement(
                pack,
                lane=each.draft.lane,
                group=each.about.get("stakeholder_group"),
                version=pack.original.version,
                language=LANGUAGE,
                words=words,
            )
            said = {name: getattr(made, name) for name in OF_STATEMENT}
            statements.append({**said, "status": Standing.WAITING})
            tie = who_suggested(made, code=each.code)
            ties.append(
                {"id": uuid.uuid4(), "statement_id": made.id, "code_digest": tie.code_digest}
            )
    return Suggested(written(SuggestedStatement, statements), written(WhoSuggested, ties))
