"""Read the translations of a pack, file by file, and say what does not fit the English pack.

``of.yml`` beside the files holds two digests for each text: of the English that it was made from,
and of the translation itself. ``consult translations stamp`` writes it. A text that is not in it
yet, or that was written anew since, counts as made from the English as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from consultations.content.faults import Fault, did_you_mean
from consultations.content.marked import Document, read_document
from consultations.content.place import Place
from consultations.content.schema import Pack
from consultations.content.sentences import schema_faults
from consultations.content.texts import IDS, Text, holds_words, texts_in
from consultations.content.translation import Translated, Translation, digest_of
from consultations.languages.known import is_offered

ABOUT, STAMPS = "translation.yml", "of.yml"
# The single files and the folders of a translation, and what each is called in a pack.
SINGLE = {
    "consultation": "consultation",
    "questions": "questions",
    "statements": "statements",
    "themes": "themes",
    "what-changes": "what_changes",
    "glossary": "glossary",
}
FOLDERS = ("proposals", "answers")
DIGITS = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+| \d{3}(?!\d))*")
HEADING = "# Written by 'consult translations stamp': which English each text was made from.\n"


def read_translations(
    content_dir: Path, slug: str, pack: Pack
) -> tuple[dict[str, Translation], list[Fault]]:
    """Every translation of a pack, by language, with faults and warnings."""
    found: dict[str, Translation] = {}
    faults: list[Fault] = []
    english = english_texts(pack)
    for folder in sorted((content_dir / slug / "translations").glob("*/")):
        translation, said = _read(folder, f"{content_dir.name}/{slug}", english)
        faults += said
        if translation is not None:
            found[translation.language] = translation
    return found, faults


def english_texts(pack: Pack) -> dict[str, str]:
    """Every text of a pack, by its name."""
    whole = pack.model_dump(by_alias=True)
    return {
        each.name: each.text
        for part, value in whole.items()
        if holds_words(part, value)
        for each in texts_in(value, part)
    }


def stamp(content_dir: Path, slug: str, pack: Pack) -> dict[str, int]:
    """Write down which English each text was made from; how many texts each language has."""
    told = {}
    for language, translation in pack.translations.items():
        rows = {
            name: f"{each.of} {digest_of(each.text)}"
            for name, each in sorted(translation.texts.items())
        }
        text = HEADING + yaml.safe_dump(rows, allow_unicode=True, width=200)
        file = content_dir / slug / "translations" / language / STAMPS
        file.write_text(text, encoding="utf-8")
        told[language] = len(rows)
    return told


def numbers_in(text: str) -> list[str]:
    """The numbers in a text, however their thousands and their decimals are set apart."""
    return sorted(re.sub(r"\D", "", found) for found in DIGITS.findall(text))


def _read(
    folder: Path, shown: str, english: Mapping[str, str]
) -> tuple[Translation | None, list[Fault]]:
    name = f"{shown}/translations/{folder.name}"
    about, faults = read_document(folder / ABOUT, f"{name}/{ABOUT}")
    if about is None:
        return None, faults
    try:
        translation = Translation.model_validate(about.value)
    except ValidationError as error:
        return None, [*faults, *schema_faults(error, Place(about), Translation)]
    if translation.language != folder.name:
        advice = f"Write '{folder.name}', the name of the folder."
        faults.append((Place(about) / "language").fault("This is another language.", advice))
    if not is_offered(translation.language):
        what = "People cannot choose this language yet."
        faults.append(Place(about).fault(what, "Ask for it to be added.", warning=True))
    stamps = _stamps(folder)
    texts: dict[str, Translated] = {}
    for document, within in _documents(folder, name, faults):
        faults += _no_texts(document, within)
        for text in texts_in(document.value, within):
            place = Place(document, text.path)
            made, said = _made(text, place, english, stamps.get(text.name))
            faults += said
            if made is not None:
                texts[text.name] = made
    return translation.model_copy(update={"texts": texts}), faults


def _made(
    text: Text, place: Place, english: Mapping[str, str], stamped: str | None
) -> tuple[Translated | None, list[Fault]]:
    """One text with the English that it was made from, unless it belongs nowhere."""
    now = english.get(text.name)
    if now is None:
        siblings = [
            each for each in english if each.rpartition("/")[0] == text.name.rpartition("/")[0]
        ]
        advice = did_you_mean(
            text.name, siblings, otherwise="Take it out, or give it the id it has."
        )
        return None, [place.fault(f"There is no such text in English: {text.name}.", advice)]
    of, _, says = (stamped or "").partition(" ")
    if says != digest_of(text.text):
        of = digest_of(now)
    made = Translated(text=text.text, of=of)
    if of != digest_of(now):
        what = "The English has changed since this was translated. People see the English."
        return made, [place.fault(what, "Translate it anew.", warning=True)]
    if numbers_in(text.text) != numbers_in(now):
        what = f"The numbers differ from the English: {', '.join(numbers_in(now)) or 'none'} there."
        return made, [place.fault(what, "Write the same numbers.")]
    return made, []


def _documents(folder: Path, name: str, faults: list[Fault]) -> Iterator[tuple[Document, str]]:
    """Every file of a translation, with the part of the pack that it translates."""
    for file in sorted(folder.rglob("*.yml")):
        shown = file.relative_to(folder).as_posix()
        within = file.relative_to(folder).parts[:-1]
        if shown in (ABOUT, STAMPS):
            continue
        part = SINGLE.get(file.stem) if not within else within[0]
        document, said = read_document(file, f"{name}/{shown}")
        faults += said
        if document is None:
            continue
        if part is None or (within and within[0] not in FOLDERS):
            known = [f"{each}.yml" for each in SINGLE]
            advice = did_you_mean(shown, known, otherwise="Take it out of the folder.")
            faults.append(Place(document).fault("Nobody reads this file.", advice))
            continue
        yield document, f"{part}/{file.stem}" if part == "proposals" else part


def _no_texts(document: Document, within: str) -> Iterator[Fault]:
    """Fields that a translation cannot have: whatever is no text, and not the id of an item."""
    for place in Place(document).walk():
        field = place.path[-1] if place.path else None
        if field in IDS:
            continue
        wrong_kind = not isinstance(place.value, str | dict | list | None)
        if wrong_kind or (isinstance(field, str) and not holds_words(field, place.value)):
            what = f"'{field}' in {within} is the same in every language."
            yield place.fault(what, "Take it out of the translation.")


def _stamps(folder: Path) -> dict[str, Any]:
    document, _ = read_document(folder / STAMPS, STAMPS)
    return dict(document.value) if document is not None and document.value else {}
