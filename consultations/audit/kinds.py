"""Kinds of things that are done, so that the record can be read by kind."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, not_, or_

from consultations.models import AuditEvent


class Kind(StrEnum):
    """What sort of thing an event is about."""

    RESPONSES = "responses"
    TEXTS = "texts"
    QUESTIONS = "questions"
    THEMES = "themes"
    MODERATION = "moderation"
    DECISIONS = "decisions"
    TAKEN_OUT = "taken-out"
    SIGN_INS = "sign-ins"
    OTHER = "other"


# How the words of an event begin, or with "%" before them, how they end.
WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.RESPONSES: (
        *("answer kept", "answer changed", "answers started", "response submitted"),
        *("response withdrawn", "response erased", "conversation", "form sent"),
        *("language chosen", "simulated", "response brought", "responses brought"),
        *("bringing in", "paper", "typing", "petition"),
    ),
    Kind.TEXTS: ("version", "status", "answer published", "content"),
    Kind.QUESTIONS: ("question ",),
    Kind.THEMES: ("theme", "comment", "coding", "plug-in"),
    Kind.MODERATION: (
        *("statement", "redaction", "words", "quote", "campaign"),
        *("response set apart", "response put back"),
    ),
    Kind.DECISIONS: (
        *("theme decided", "agreement", "done alone", "readiness", "stated size"),
        *("outcome", "decided"),
    ),
    Kind.TAKEN_OUT: (
        *("% exported", "data ", "report", "results", "evidence", "checksums", "table"),
        *("record checked", "copy"),
    ),
    Kind.SIGN_INS: (
        *("signed in", "signed out", "sign-in", "account", "password", "roles", "second factor"),
        *("recovery", "first link", "e-mail", "tied to"),
    ),
}
# Where the beginning of the words would put an event under two kinds, the first of these has it.
FIRST = (Kind.DECISIONS, Kind.TAKEN_OUT, Kind.RESPONSES)


def is_of(kind: Kind) -> ColumnElement[bool]:
    """Whether an event is of one kind, for a query."""
    if kind is Kind.OTHER:
        return not_(or_(*(_begins(each) for each in WORDS)))
    before = FIRST[: FIRST.index(kind)] if kind in FIRST else FIRST
    return and_(_begins(kind), *(not_(_begins(each)) for each in before))


def _begins(kind: Kind) -> ColumnElement[bool]:
    return or_(
        *(
            AuditEvent.what.like(words if words.startswith("%") else f"{words}%")
            for words in WORDS[kind]
        )
    )
