"""Every passage of a pack that somebody reads, with what the rules need to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, StrEnum
from typing import Any, NamedTuple

from consultations.content.consultation import Consultation
from consultations.content.parts import Choice
from consultations.content.proposal import Proposal
from consultations.content.schema import Pack, Part, Point, Question, Statement, Term
from consultations.types import ProposalKind

# Fields that nobody reads as words: names of things, links, what people may type.
NOT_READ = frozenset(
    {"asks", "also", "sources", "slug", "link", "email", "post", "phone", "id", "key", "value"}
    | {"kind", "impact", "order", "schema_version", "opens", "closes", "status", "fills", "role"}
    | {"weight", "test", "condition", "proposal", "see", "service", "site", "site_for", "place"}
    | {"mode", "law", "decided_on", "valid_from", "valid_to", "choices_from", "reviewed", "on"}
    | {"term", "words", "right", "again", "themes_of", "only_if", "group", "block"}
)
LABELS = frozenset(
    {"title", "short", "label", "name", "heading", "who", "when", "whose", "plain"}
    | {"decided_by", "since"}
)
# Where the one text of an item stands for the item.
MAIN: dict[type, str] = {Point: "point", Choice: "label", Statement: "text"}
NAMED_BY = ("id", "key", "term", "value")
PROCESS = ("consultation#dates", "consultation#bodies", "consultation#other_ways")


class Role(StrEnum):
    """What a passage is for."""

    TEXT = "text"
    LABEL = "label"
    QUESTION = "question"
    EASY = "easy"
    VIEW = "view"


class Passage(NamedTuple):
    """A text that people read in one piece."""

    where: str
    text: str
    role: Role = Role.TEXT
    sourced: bool = False
    # About what may or may not happen: not history, not how things are now, not the process.
    open: bool = True
    # The glossary word that this passage explains.
    explains: str | None = None

    @property
    def file(self) -> str:
        """The part of the pack that the passage stands in, such as proposals/stroke-units."""
        return self.where.partition("#")[0]


def passages_of(pack: Pack) -> Iterator[Passage]:
    """Every passage of a pack, in the order in which people come to it."""
    yield from _walk(pack.consultation, "consultation#")
    for proposal in pack.proposals:
        is_open = proposal.kind is ProposalKind.OPTION
        yield from _walk(proposal, f"proposals/{proposal.id}#", is_open=is_open)
    for question in pack.questions:
        yield from _walk(question, f"questions#{question.key}.")
    for answer in pack.answers:
        about = pack.proposal(answer.proposal)
        is_open = about is None or about.kind is ProposalKind.OPTION
        yield from _walk(answer, f"answers/{answer.id}#", is_open=is_open)
    yield from _walk_list(pack.statements, "statements#")
    yield from _walk_list(pack.themes, "themes#")
    if pack.what_changes is not None:
        yield from _walk(pack.what_changes, "what-changes#")
    for term in pack.glossary:
        yield from _walk(term, f"glossary#{term.term}.", is_open=False)


def _walk(
    part: Part, prefix: str, *, is_open: bool = True, sourced: bool = False
) -> Iterator[Passage]:
    own = getattr(part, "sources", None)
    sourced = bool(own) if isinstance(own, tuple) else sourced
    for field in type(part).model_fields:
        value = getattr(part, field)
        if field not in NOT_READ and value is not None:
            where = prefix.rstrip(".") if MAIN.get(type(part)) == field else f"{prefix}{field}"
            role = _role(part, field)
            yield from _value(value, where, role, is_open=is_open, sourced=sourced, part=part)


def _value(
    value: Any, where: str, role: Role, *, is_open: bool, sourced: bool, part: Part
) -> Iterator[Passage]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        is_open = is_open and not where.startswith(PROCESS)
        explains = part.term if isinstance(part, Term) else None
        yield Passage(where, value, role, sourced, is_open, explains)
    elif isinstance(value, Part):
        yield from _walk(value, f"{where}.", is_open=is_open, sourced=sourced)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _value(
                each, f"{where}.{name}", role, is_open=is_open, sourced=sourced, part=part
            )
    elif isinstance(value, tuple):
        yield from _walk_list(
            value, f"{where}.", role=role, is_open=is_open, sourced=sourced, part=part
        )


def _walk_list(
    items: tuple[Any, ...],
    prefix: str,
    *,
    role: Role = Role.TEXT,
    is_open: bool = True,
    sourced: bool = False,
    part: Part | None = None,
) -> Iterator[Passage]:
    for number, item in enumerate(items, 1):
        if isinstance(item, Part):
            name = next((getattr(item, name) for name in NAMED_BY if hasattr(item, name)), number)
            yield from _walk(item, f"{prefix}{name}.", is_open=is_open, sourced=sourced)
        elif isinstance(item, str) and part is not None:
            yield from _value(
                item, f"{prefix}{number}", role, is_open=is_open, sourced=sourced, part=part
            )


def _role(part: Part, field: str) -> Role:
    if field == "easy":
        return Role.EASY
    if isinstance(part, Question) and field == "text":
        return Role.QUESTION
    if isinstance(part, Statement):
        return Role.VIEW if field == "text" else Role.LABEL
    if field == "short" and not isinstance(part, Proposal | Question):
        return Role.TEXT
    if field in LABELS and not (isinstance(part, Consultation) and field == "who"):
        return Role.LABEL
    return Role.TEXT
