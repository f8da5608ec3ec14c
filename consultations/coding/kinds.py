"""The words that are kept with a code: whose it is, how far it stands, what was coded."""

from __future__ import annotations

from enum import StrEnum


class Scheme(StrEnum):
    """What is said of a comment."""

    THEMES = "themes"
    SENTIMENT = "sentiment"


class Source(StrEnum):
    """Who or what gave a code."""

    RESPONDENT = "respondent"
    PERSON = "person"
    MODEL = "model"
    PLUGIN = "plugin"


class State(StrEnum):
    """Whether a person has looked at a code, and what they said."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Standing(StrEnum):
    """What people made of a theme. Only selected ones are counted and reported."""

    CANDIDATE = "candidate"
    SELECTED = "selected"
    SET_ASIDE = "set aside"
    MERGED = "merged"


class Origin(StrEnum):
    """Where a theme comes from."""

    PACK = "pack"
    CLUSTERS = "clusters"
    PERSON = "person"


class Sentiment(StrEnum):
    """How a comment sounds about what it speaks of."""

    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"


class CodingError(Exception):
    """Something that cannot be done with a code or a theme, said in one sentence."""
