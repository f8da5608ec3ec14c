"""The words that the rules look for: our own lists, the glossary, and the names in a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from consultations.content.schema import Pack, Term
from consultations.plain.phrases import Phrases, is_initials
from consultations.plain.sentences import words
from consultations.quick_yaml import read_yaml

OWN_LIST = Path(__file__).with_name("words_to_avoid.yml")
DENIED_LISTS = ("plain", "government", "health", "latin")
DATES = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday"}
    | {"saturday", "sunday"}
)
CAPITAL = re.compile(r"[A-Z]")


class Avoided(NamedTuple):
    """A word to avoid and what to say instead; a word that is fine has nothing to say instead."""

    phrase: str
    instead: str = ""
    term: Term | None = None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What the rules know of words while they read one pack. Each is equal only to itself."""

    denied: Phrases[Avoided]
    persuasion: Phrases[Avoided]
    judging: Phrases[Avoided]
    terms: Phrases[Term]
    names: frozenset[str]
    authors: frozenset[str]
    known_initials: frozenset[str]

    def is_name(self, word: str) -> bool:
        """Whether a word is part of a name in the pack, or of a date: long, but not hard."""
        plain = word.removesuffix("'s").casefold()
        return bool(CAPITAL.match(word)) and (plain in self.names or plain in DATES)


def vocabulary_of(pack: Pack, *, content_dir: Path | None = None) -> Vocabulary:
    """The vocabulary for a pack, with the local list of a content folder if it has one."""
    authors = {word for source in pack.consultation.sources.values() for word in words(source.by)}
    return _vocabulary(
        pack.glossary, tuple(_names(pack)), frozenset(authors), *_local_list(content_dir)
    )


def vocabulary_without_pack(content_dir: Path) -> Vocabulary:
    """The vocabulary for words that belong to no pack, with the glossary of a content folder."""
    glossary = content_dir / "glossary.yml"
    terms = _glossary(glossary, glossary.stat().st_mtime_ns)
    return _vocabulary(terms, (), frozenset(), *_local_list(content_dir))


def vocabulary_of_terms(terms: Iterable[Term]) -> Vocabulary:
    """The vocabulary with some glossary words and no names."""
    return _vocabulary(tuple(terms), (), frozenset())


@lru_cache(maxsize=8)
def _vocabulary(
    glossary: tuple[Term, ...],
    names: tuple[str, ...],
    authors: frozenset[str],
    local: Path | None = None,
    changed: int = 0,
) -> Vocabulary:
    lists = _lists(local, changed)
    of_terms = [
        (phrase, Avoided(phrase, "" if term.allowed else term.plain, term))
        for term in glossary
        for phrase in (term.term, *term.also)
    ]
    own = [
        (form, Avoided(phrase, instead))
        for name in DENIED_LISTS
        for phrase, instead in lists[name].items()
        for form in _forms(phrase)
    ]
    capitals = [word for name in (*names, *authors) for word in words(name) if word[0].isupper()]
    whole_names = [(name, Avoided(name)) for name in names]
    long_terms = [(phrase, Avoided(phrase)) for phrase, _ in of_terms if " " in phrase]
    judging = _entries(lists, "judging") + _entries(lists, "not_judging")
    return Vocabulary(
        denied=Phrases([*whole_names, *of_terms, *own]),
        persuasion=Phrases([*whole_names, *long_terms, *_entries(lists, "persuasion")]),
        judging=Phrases([*whole_names, *judging]),
        terms=Phrases([(p, term) for term in glossary for p in (term.term, *term.also)]),
        names=frozenset(word.casefold() for word in capitals),
        authors=frozenset(word for word in authors if _could_name_a_source(word, names)),
        known_initials=frozenset(lists["known_initials"]),
    )


def _entries(lists: dict[str, Any], name: str) -> list[tuple[str, Avoided]]:
    return [
        (form, Avoided(phrase, instead))
        for phrase, instead in lists[name].items()
        for form in (_forms(phrase) if instead else [phrase])
    ]


def _could_name_a_source(word: str, names: tuple[str, ...]) -> bool:
    """Whether a word of an author's name points to a source: those who ask are named everywhere."""
    return len(word) > 3 and word[0].isupper() and not any(word in words(name) for name in names)


def _forms(phrase: str) -> list[str]:
    """A word with its regular endings: those that do not exist are never met."""
    if not phrase.isalpha() or len(phrase) < 4 or is_initials(phrase):
        return [phrase]
    stem = phrase.removesuffix("e")
    third = f"{phrase[:-1]}ies" if phrase.endswith("y") else f"{phrase}s"
    past = f"{phrase[:-1]}ied" if phrase.endswith("y") else f"{stem}ed"
    doubled = [f"{phrase}{phrase[-1]}{end}" for end in ("ed", "ing")]
    return [phrase, third, past, f"{stem}ing", *doubled]


def _names(pack: Pack) -> Iterable[str]:
    """Names of bodies, people and places that the pack itself gives as names."""
    about = pack.consultation
    yield about.asked_by.name
    yield from (part.strip(" ()") for part in about.contact.name.split(","))
    yield from (body.name for body in about.bodies)
    yield from (interest.who for interest in about.interests)
    for question in pack.questions:
        if question.fills == "place":
            yield from (choice.label.partition(":")[0] for choice in question.choices)
    if pack.what_changes is not None:
        for choice in (*pack.what_changes.places, *pack.what_changes.sites):
            yield choice.label


@lru_cache(maxsize=4)
def _glossary(file: Path, _changed: int) -> tuple[Term, ...]:
    rows = read_yaml(file.read_text(encoding="utf-8"))
    return tuple(Term.model_validate(row) for row in rows)


def _local_list(content_dir: Path | None) -> tuple[Path | None, int]:
    """The local list of a content folder and when it changed, if there is one."""
    file = content_dir / "words_to_avoid.yml" if content_dir else None
    return (file, file.stat().st_mtime_ns) if file and file.exists() else (None, 0)


@lru_cache(maxsize=8)
def _lists(local: Path | None, _changed: int) -> dict[str, Any]:
    own: dict[str, Any] = read_yaml(OWN_LIST.read_text(encoding="utf-8"))
    added = read_yaml(local.read_text(encoding="utf-8")) or {} if local else {}
    for name, more in added.items():
        own[name] = [*own[name], *more] if name == "known_initials" else {**own[name], **more}
    return own
