"""Collect the sentences of the service into catalogues, and bring the catalogues up to date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from consultations.languages.known import LOCALE, languages
from consultations.settings import ROOT

TEMPLATE = LOCALE / "messages.pot"
PROJECT = "Sounding Board"
# Braces in YAML files, percent signs in templates.
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")
# Without these in the list, Babel would take our functions for something else.
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
WIDTH = 100
ABOUT = "# The sentences of the service in {language}. See docs/translating.md."


def extracted() -> Catalog:
    """Every sentence that the service says now."""
    parse: Any = parse_mapping_cfg
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse(file)
    found = Catalog(project=PROJECT, header_comment=ABOUT.format(language="every language"))
    found.msgid_bugs_address = found.last_translator = found.language_team = found.version = ""
    for name, _line, text, comments, _context in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, comment_tags=(), strip_comment_tags=True
    ):
        found.add(text, None, [(Path(name).as_posix(), 0)], auto_comments=comments)
    return found


def update() -> dict[str, tuple[int, int]]:
    """Write the template and every catalogue anew; how many of how many are translated in each."""
    found = extracted()
    _write(TEMPLATE, found)
    told: dict[str, tuple[int, int]] = {}
    for language in languages():
        if language.is_source:
            continue
        file = LOCALE / f"{language.code}.po"
        messages = Catalog(locale=language.code, project=PROJECT, charset="utf-8")
        if file.exists():
            with file.open("rb") as opened:
                messages = read_po(opened, locale=language.code)
        messages.header_comment = ABOUT.format(language=language.in_english)
        messages.fuzzy, messages.version = False, ""
        messages.msgid_bugs_address = messages.last_translator = messages.language_team = ""
        messages.update(found, no_fuzzy_matching=True, update_header_comment=False)
        messages.obsolete.clear()
        _write(file, messages)
        there = [each for each in messages if each.id]
        told[language.code] = (sum(is_done(each) for each in there), len(there))
    return told


def is_done(message: Message) -> bool:
    """Whether a sentence has been translated, in all its forms."""
    string = message.string
    return bool(string) if isinstance(string, str) else all(string or ("",))


def places_in(text: str) -> list[str]:
    """The places in a sentence that are filled in: a translation has to have the same."""
    return sorted(PLACE.findall(text))


def _write(file: Path, messages: Catalog) -> None:
    """Write a file, unless it would only get another date."""
    if file.exists():
        with file.open("rb") as opened:
            before = read_po(opened)
        if [_as_kept(each) for each in before] == [_as_kept(each) for each in messages]:
            return
    with file.open("wb") as opened:
        write_po(
            opened,
            messages,
            width=WIDTH,
            include_lineno=False,
            ignore_obsolete=True,
            omit_header=False,
            sort_by_file=True,
        )


def _as_kept(message: Message) -> tuple[Any, ...]:
    return () if not message.id else (message.id, message.string, message.auto_comments)
