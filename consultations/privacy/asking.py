"""Ask the person who wrote something personal how it shall be kept, or give it back to them."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.asked import Asked
from consultations.content.schema import Choice, Pack
from consultations.content.words import words
from consultations.privacy.screen import findings_in
from consultations.types import QuestionKind
from consultations.understanding import check_choices

PRIVACY, LEAVE_OUT, KEEP, EDIT = "privacy", "keep-out", "keep", "edit"


def left_out(text: str, *, pack: Pack | None = None) -> str:
    """The text with every finding replaced by a word for it."""
    names, parts, at = words().privacy.kinds, [], 0
    for finding in findings_in(text, pack=pack):
        parts += [text[at : finding.start], f"[{names[finding.kind]}]"]
        at = finding.end
    return "".join([*parts, text[at:]])


def what_was_found(text: str, *, pack: Pack | None = None) -> str:
    """A sentence that names the kinds of things found, and says that nothing is kept yet."""
    ask = words().privacy
    kinds = dict.fromkeys(ask.kinds[each.kind] for each in findings_in(text, pack=pack))
    return ask.found.format(kinds=f" {ask.joined_by} ".join(kinds))


def in_pieces(text: str, *, pack: Pack | None = None) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it may identify somebody."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for finding in findings_in(text, pack=pack):
        pieces.append((text[at : finding.start], False))
        pieces.append((text[finding.start : finding.end], True))
        at = finding.end
    return [*pieces, (text[at:], False)]


def how_to_keep() -> Asked:
    """The question that comes before anything personal is kept."""
    ask = words().privacy
    return Asked(
        key=PRIVACY,
        kind=QuestionKind.SINGLE,
        text=ask.text,
        choices=(
            Choice(value=LEAVE_OUT, label=ask.leave_out),
            Choice(value=EDIT, label=ask.edit),
            Choice(value=KEEP, label=ask.keep),
        ),
    )


def wants_to_edit(choices: Sequence[str]) -> bool:
    """Whether the person wants their words back to change them. Nothing is kept then."""
    return list(choices) == [EDIT]


def as_agreed(text: str, choices: Sequence[str], *, pack: Pack | None = None) -> str:
    """The words as their author wants them kept.

    Raises NotOffered when the choice is neither to leave something out nor to keep it.
    """
    (chosen,) = check_choices(how_to_keep(), choices)
    return left_out(text, pack=pack) if chosen == LEAVE_OUT else text
