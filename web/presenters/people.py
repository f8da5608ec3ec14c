"""The people of the workspace in words: what they may do and where, and how they sign in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consultations.access import EVERYWHERE, Role, Roles
from consultations.accounts.passwords import has_password
from consultations.content.library import current_pack
from consultations.models import Commissioner
from web.presenters.workspace import day_in_words

ALL = "All consultations"
ROLE_NAMES = {
    Role.AUTHOR: "Author",
    Role.MODERATOR: "Moderator",
    Role.ANALYST: "Analyst",
    Role.DECISION_MAKER: "Decision-maker",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
}
WHAT_ROLES_DO = {
    Role.AUTHOR: "writes the text, answers what people asked, publishes",
    Role.MODERATOR: "decides about statements, sets aside what may not be shown",
    Role.ANALYST: "finds themes, puts comments to them, takes data out",
    Role.DECISION_MAKER: "records what was decided and why, opens again, agrees",
    Role.AUDITOR: "reads everything that was done, and changes nothing",
    Role.ADMINISTRATOR: "adds people and gives roles, and may do the rest too",
}


class Box(NamedTuple):
    """One box to tick: a role in a consultation."""

    name: str
    label: str
    is_ticked: bool


class Line(NamedTuple):
    """One consultation and the boxes for its roles."""

    slug: str
    title: str
    boxes: list[Box]


def title_of(slug: str) -> str:
    """What a consultation is called, or all of them."""
    if slug == EVERYWHERE:
        return ALL
    pack = current_pack(slug)
    return pack.consultation.title if pack else slug


def where_and_what(roles: Roles) -> list[tuple[str, str]]:
    """Somebody's roles in words, consultation by consultation."""
    return [(title_of(slug), role_words(held)) for slug, held in sorted(roles.items()) if held]


def role_words(roles: Iterable[str]) -> str:
    """Several roles in one line, in the order in which they are always named."""
    held = frozenset(roles)
    if held == frozenset(Role):
        return "Everything"
    return ", ".join(name for role, name in ROLE_NAMES.items() if role in held)


@dataclass(frozen=True)
class PersonPresenter:
    """One account."""

    account: Commissioner
    roles: Roles

    @property
    def id(self) -> str:
        return str(self.account.id)

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def email(self) -> str:
        return self.account.email or ""

    @property
    def is_active(self) -> bool:
        return self.account.active

    @property
    def may(self) -> list[tuple[str, str]]:
        return where_and_what(self.roles)

    @property
    def added(self) -> str:
        return day_in_words(self.account.added_at.date())

    @property
    def has_second_step(self) -> bool:
        return self.account.second_factor is not None

    @property
    def has_way_in(self) -> bool:
        """Whether this person has signed in, or has chosen how."""
        return has_password(self.account) or self.account.subject is not None

    @property
    def ways_in(self) -> str:
        """How this person signs in."""
        ways = []
        if has_password(self.account):
            second = " and the second step" if self.has_second_step else ", no second step yet"
            ways.append(f"Password{second}")
        if self.account.subject:
            ways.append("Organisation")
        elif self.account.email:
            ways.append("Organisation, not used yet")
        return "; ".join(ways) or "None yet: make a first link"

    def lines(self, slugs: Sequence[str]) -> list[Line]:
        """The boxes for every consultation that may be changed."""
        return [
            Line(
                slug,
                title_of(slug),
                [
                    Box(f"{slug}:{role}", name, role in self.roles.get(slug, frozenset()))
                    for role, name in ROLE_NAMES.items()
                ],
            )
            for slug in slugs
        ]


def roles_ticked(form: Mapping[str, object], slug: str) -> frozenset[Role]:
    """The roles that were ticked for a consultation."""
    return frozenset(role for role in Role if f"{slug}:{role}" in form)
