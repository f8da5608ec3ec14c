"""The kinds of things there are."""

from __future__ import annotations

from enum import StrEnum


class Lane(StrEnum):
    """Which set of questions a respondent gets."""

    PUBLIC = "public"
    STAFF = "staff"


class ConsultationStatus(StrEnum):
    """How far a consultation has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ANALYSING = "analysing"
    DECIDED = "decided"


class ConversationStatus(StrEnum):
    """How far a conversation has come."""

    OPEN = "open"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    TEXT = "text"
    VOTE = "vote"


class MessageKind(StrEnum):
    """What a message of the service is for."""

    TEXT = "text"
    EXPLANATION = "explanation"
    ANSWER = "answer"
    UNKNOWN = "unknown"
    SAFETY = "safety"
    PRIVACY = "privacy"
    SUMMARY = "summary"
    RECEIPT = "receipt"


class ProposalKind(StrEnum):
    """Whether people are asked about a proposal, or it is history, or it is how things are."""

    OPTION = "option"
    HISTORY = "history"
    AS_IS = "as-is"
