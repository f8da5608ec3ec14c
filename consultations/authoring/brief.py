"""What has to be said to make a new pack. What is said of each field is the question that is asked.

The same answers can be typed at a terminal or written in a file.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from consultations.content.checks.repeats import ADDRESS
from consultations.content.parts import LondonTime, Part

SMALL = r"\b(a|an|and|are|be|by|for|from|how|in|is|it|of|on|or|our|should|the|to)\b"
LONGEST_SLUG = 40


def _point(value: object) -> object:
    """A gain or a loss may be written as its words alone."""
    return {"point": value} if isinstance(value, str) else value


class NewPoint(Part):
    """Something to be gained or lost."""

    point: str
    """What is it, in one sentence?"""
    whose: str = "patients"
    """Whose concern is it?"""
    source: str | None = None
    """Which source says so? Its short name, if one does."""


Points = Annotated[tuple[Annotated[NewPoint, BeforeValidator(_point)], ...], Field(min_length=1)]
Lines = Annotated[tuple[str, ...], Field(min_length=1)]


class NewSource(Part):
    """A document that facts are taken from."""

    id: str = Field(pattern=ADDRESS.pattern)
    """What is its short name, to cite it by? Small letters and hyphens, such as: rota"""
    title: str
    """What is it called?"""
    by: str
    """Who wrote or published it?"""
    published: str
    """When was it published, in words?"""
    link: str | None = None
    """Where is it on the web, if anywhere?"""


class NewSides(Part):
    """Both sides of leaving things as they are."""

    gains: Points
    """What is good about leaving things as they are?"""
    losses: Points
    """What is bad about leaving things as they are? About as many words as the good."""
    worse_off: Lines
    """Who may be worse off if things are left as they are?"""
    not_known: Lines
    """What is not known about leaving things as they are?"""


class NewOption(Part):
    """One change that people can choose."""

    title: str
    """What is the idea called?"""
    short: str | None = None
    """A shorter name, of up to five words?"""
    in_one_line: str
    """What is the idea, in one sentence?"""
    why: str
    """Why is it proposed, and who says so?"""
    what_it_is: str
    """What is it? Two or three short sentences."""
    more: str | None = None
    """What else should people know who ask for more?"""
    impact: Literal["manner", "range"] = "manner"
    """Would it change how care is given (manner), or which care is given (range)?"""
    what_would_change: str
    """What would change?"""
    what_would_stay: str
    """What would stay the same?"""
    gains: Points
    """What would people gain?"""
    losses: Points
    """What would people lose? Say it as plainly as the gains, in about as many words."""
    worse_off: Lines
    """Who may be worse off?"""
    not_known: Lines
    """What is not known yet?"""


class NewContact(Part):
    """How to reach the people who ask."""

    name: str
    """Who reads the messages of people who have questions?"""
    email: str | None = None
    """At which email address?"""
    phone: str | None = None
    """At which telephone number?"""
    post: str | None = None
    """At which postal address?"""

    @model_validator(mode="after")
    def _can_be_reached(self) -> NewContact:
        if not (self.email or self.phone or self.post):
            raise ValueError("needs an email, a phone or a post")
        return self

    @field_validator("email")
    @classmethod
    def _is_an_email(cls, email: str | None) -> str | None:
        if email and "@" not in email:
            raise ValueError("is no email address")
        return email


class Brief(Part):
    """Everything that a new pack is made from."""

    title: str
    """What is the question, in the words of the people you ask?"""
    slug: str = Field(default="", pattern=rf"^({ADDRESS.pattern})?$")
    """What shall its folder and its address be called? Small letters and hyphens."""
    summary: str
    """What is it about, in one or two sentences?"""
    asked_by: str
    """Who asks? The name of the body."""
    asked_by_what: str
    """What is that body, in one sentence?"""
    invented: bool = False
    """Is that body invented, as in a demonstration?"""
    for_whom: str
    """Whom do you ask?"""
    place: str
    """Which place is it about?"""
    areas: tuple[str, ...] = ()
    """Which parts of that place may people come from? They choose one."""
    opens: LondonTime
    """When does it open, on a clock in London? Such as: 2027-01-11T09:00"""
    closes: LondonTime
    """When does it close?"""
    now: str
    """How are things now? Two or three short sentences."""
    why: str
    """Why does this come up? Two or three short sentences."""
    sources: tuple[NewSource, ...] = ()
    """Documents that your facts are taken from. You can cite them by their short names."""
    options: Annotated[tuple[NewOption, ...], Field(min_length=1)]
    """The ideas that people can choose, apart from leaving things as they are."""
    as_is: NewSides
    """Leaving things as they are."""
    decided_by: str = ""
    """Which body decides? Its name."""
    who_decides: str
    """Who decides, and where? One or two sentences."""
    report_when: str
    """When will what people said be published? In words."""
    decision_when: str
    """When will it be decided? In words."""
    contact: NewContact
    """How people can reach you."""
    other_ways: Lines
    """How else can people take part? On paper, by phone, at a meeting, in another language."""
    staff: bool = True
    """Do people who work in these services get questions of their own?"""

    @field_validator("closes")
    @classmethod
    def _after(cls, closes: LondonTime, info: object) -> LondonTime:
        opens = getattr(info, "data", {}).get("opens")
        if opens is not None and closes <= opens:
            raise ValueError(f"must be after {opens:%Y-%m-%dT%H:%M}")
        return closes

    @model_validator(mode="after")
    def _sources_are_there(self) -> Brief:
        known = {each.id for each in self.sources}
        sides: list[NewSides | NewOption] = [self.as_is, *self.options]
        for side in sides:
            for point in (*side.gains, *side.losses):
                if point.source and point.source not in known:
                    raise ValueError(
                        f"cites the source '{point.source}', which is not in 'sources'"
                    )
        return self

    @property
    def folder(self) -> str:
        """The name of the folder: as said, or made from the question."""
        return self.slug or slug_from(self.title)


def slug_from(title: str) -> str:
    """A name for a folder from the words of a question that matter."""
    said = title.casefold().replace("'", "")
    words = re.findall(r"[a-z0-9]+", re.sub(SMALL, " ", said)) or re.findall(r"[a-z0-9]+", said)
    slug = ""
    for word in words:
        if len(slug) + len(word) >= LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "consultation"
