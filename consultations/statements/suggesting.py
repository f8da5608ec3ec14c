"""Take a short view from a respondent, for a moderator to read before anybody votes on it."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import Conversation, SuggestedStatement
from consultations.queue.due import today
from consultations.results.questions import group_names
from consultations.statements.standing import Standing, same_words
from consultations.statements.who_suggested import remember_who_suggested, statements_of
from consultations.types import Lane

LONGEST = 200


class TooLong(Exception):
    """A statement over the limit; ``over`` is by how many characters."""

    def __init__(self, over: int) -> None:
        super().__init__(f"{over} characters too many")
        self.over = over


def suggest(
    session: Session,
    *,
    pack: Pack,
    conversation: Conversation,
    text: str,
    instead_of: str | None = None,
) -> SuggestedStatement:
    """Put a statement before the moderators, with whose view it is and nothing else of its author.

    The same words from the same person wait only once. ``instead_of`` names the words that these
    replace, when an answer is changed: they are taken back if nobody has decided on them. Raises
    TooLong over 200 characters.
    """
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise TooLong(len(words) - LONGEST)
    response = conversation.response
    mine = statements_of(session, code=response.code)
    known = next((each for each in mine if same_words(each.text, words)), None)
    if instead_of is not None and not same_words(instead_of, words):
        take_back(session, conversation=conversation, text=instead_of)
    if known is not None and known.status != Standing.WITHDRAWN:
        return known
    statement = new_statement(
        pack,
        lane=Lane(conversation.lane or Lane.PUBLIC),
        group=response.stakeholder_group,
        version=conversation.content_version,
        language=conversation.language,
        words=words,
    )
    session.add(statement)
    session.flush()
    remember_who_suggested(session, statement=statement, code=response.code)
    return statement


def new_statement(
    pack: Pack, *, lane: Lane, group: str | None, version: str, language: str, words: str
) -> SuggestedStatement:
    """A statement that waits for the moderators, for whoever keeps it. It has its id already."""
    return SuggestedStatement(
        id=uuid.uuid4(),
        consultation_slug=pack.slug,
        content_version=version,
        text=words,
        language=language,
        whose=group_names(pack.original, lane).get(group or ""),
        suggested_on=today(),
    )


def take_back(session: Session, *, conversation: Conversation, text: str) -> None:
    """Take back a statement that still waits, by its words. One that was decided on stays."""
    for each in statements_of(session, code=conversation.response.code):
        if each.status == Standing.WAITING and same_words(each.text, text):
            forget_words(each)
    session.flush()


def forget_words(statement: SuggestedStatement) -> None:
    """Keep that something was suggested, and nothing of what it said or whose view it was."""
    statement.status, statement.text, statement.whose = Standing.WITHDRAWN, "", None
