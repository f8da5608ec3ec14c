"""Find the words of a passage that not everybody knows, and say what they mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from consultations.content.per_version import once_per_version
from consultations.content.schema import Pack, Term
from consultations.content.words import words
from consultations.types import MessageKind

MOST_TERMS = 4
LONGEST_INITIALS = 5
GLOSSARY = "glossary#"
NOT_EXPLAINED = (MessageKind.SAFETY, MessageKind.PRIVACY, MessageKind.RECEIPT)


class Meaning(NamedTuple):
    """A word as it stands in a passage, and what it means."""

    term: str
    meaning: str


def to_explain(
    pack: Pack, *passages: str | None, known: Collection[str] = (), most: int = MOST_TERMS
) -> list[Meaning]:
    """The words of the glossary in some passages, each once, in the order in which they stand.

    Left out are plain ones (listed in words.yml) and those whose meaning is known already.
    """
    pattern, terms = _pattern_of(pack)
    plain = set(words().well_known)
    found: dict[str, Meaning] = {}
    for passage in passages:
        for match in pattern.finditer((passage or "").replace("\u2019", "'")):
            term = terms[match[0].casefold()]
            if term.term not in plain and term.meaning not in known:
                found.setdefault(term.term, Meaning(match[0], term.meaning))
    return list(found.values())[:most]


def with_meanings(
    pack: Pack, messages: Sequence[Mapping[str, Any]], *, known: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """Messages with the words that they use for the first time and that not everybody knows."""
    seen = set(known)
    for message in messages:
        about = str((message.get("content") or {}).get("id", ""))
        own = {t.meaning for t in pack.glossary if about == f"{GLOSSARY}{t.term}"}
        explained = (
            []
            if message["kind"] in NOT_EXPLAINED
            else to_explain(pack, message.get("heading"), message["text"], known=seen | own)
        )
        seen |= own | {each.meaning for each in explained}
        yield {**message, **({"terms": as_json(explained)} if explained else {})}


def as_json(meanings: Sequence[Meaning]) -> list[dict[str, str]]:
    """Meanings as they stand in a turn reply."""
    return [each._asdict() for each in meanings]


@once_per_version
def _pattern_of(pack: Pack) -> tuple[re.Pattern[str], dict[str, Term]]:
    """What finds every name of every word, longest first, and which word each name is of."""
    terms: dict[str, Term] = {}
    for term in pack.glossary:
        for name in (term.term, *term.also):
            for form in (name, f"{name}s"):
                terms.setdefault(form.casefold(), term)
    names = [name for term in pack.glossary for name in (term.term, *term.also)]
    found = "|".join(_as_pattern(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w&-])(?:{found or '(?!)'})(?![\w&-])", re.IGNORECASE), terms


def _as_pattern(name: str) -> str:
    """A name with its plural. Initials count only as they are written: "ED" is not "Ed"."""
    pattern = re.escape(name) + "s?"
    is_initials = name.isupper() and len(name) <= LONGEST_INITIALS
    return f"(?-i:{pattern})" if is_initials else pattern
