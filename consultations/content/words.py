"""Words that the service itself needs in every consultation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from consultations.content.schema import Part
from consultations.content.words_explaining import EasierWords, EffectWords, LayerWords
from consultations.languages.catalogues import Catalogue
from consultations.languages.speaking import catalogue_now, speaking
from consultations.quick_yaml import read_yaml
from consultations.settings import settings


class LengthWords(Part):
    """The question how long it may take."""

    text: str
    short: str
    hint: str
    choices: dict[int, str]
    also: dict[int, tuple[str, ...]]


class ReadingWords(Part):
    """The offer to explain, one passage at a time."""

    about: str
    next: str
    text: str
    next_text: str
    give_views: str


class LaneQuestionWords(Part):
    """The question that finds the right set of questions."""

    text: str
    short: str


class ConfirmWords(Part):
    """The last question, after everything has been read back."""

    text: str
    short: str
    send: str
    change: str


class WhichAnswerWords(Part):
    """The question that finds the answer to change."""

    text: str
    short: str
    none: str


class SuggestionWords(Part):
    """What the service offers as a next step; none of them is an answer."""

    give_views: str
    what_is_proposed: str
    ask: str
    something_else: str
    go_on: str
    more: str
    withdraw: str
    keep: str
    start_over: str
    keep_as_answer: str
    put_on_record: str
    more_time: str
    answer_more: str


class SideWords(Part):
    """The headings of a card that shows both sides."""

    gains: str
    losses: str
    worse_off: str
    not_known: str


class ComparingWords(Part):
    """What is said of each option when several are set side by side."""

    cost: str
    beds: str
    no_beds: str
    staff: str
    gain: str
    lose: str
    not_given: str


class MenuWords(Part):
    """What the menu of the chat asks for when it is used: understood in every language."""

    review: str
    stop: str


class CommandWords(Part):
    """What people may type at any time, by the intent that each stands for."""

    skip: str
    go_back: str
    change_answer: str
    help: str
    stop: str
    repeat_question: str
    review_answers: str


class LanguageWords(Part):
    """Choosing a language, and what is said of a text that is not in it."""

    chosen: str
    which: str
    not_offered: str
    partly: str
    draft: str
    in_english: str
    newer: str
    matched: str


class PrivacyWords(Part):
    """The question that is asked before something personal is kept."""

    found: str
    text: str
    leave_out: str
    edit: str
    keep: str
    draft: str
    joined_by: str
    kinds: dict[str, str]


class Words(Part):
    """The file ``content/words.yml``."""

    skip: str
    none_of_these: str
    another_idea: str
    another_theme: str
    view_of_others: str
    length: LengthWords
    which_lane: LaneQuestionWords
    reading: ReadingWords
    confirm: ConfirmWords
    which_answer: WhichAnswerWords
    suggestions: SuggestionWords
    no_answer: str
    skipped: str
    ranked: str
    assistant: str
    sides: SideWords
    menu: MenuWords
    commands: CommandWords
    language: LanguageWords
    privacy: PrivacyWords
    more_about: str
    layers: LayerWords
    easier: EasierWords
    what_changes: EffectWords
    comparing: ComparingWords
    well_known: tuple[str, ...]


def words() -> Words:
    """The words of this deployment in the language that is being spoken.

    They are read again when the file, or the catalogue of the language, has changed.
    """
    file = settings().content_dir / "words.yml"
    return _read(file, file.stat().st_mtime_ns, catalogue_now())


def matched_in_english(language: str) -> str:
    """What to say in a language when a question in it was answered in English."""
    with speaking(language):
        return words().language.matched


@lru_cache(maxsize=16)
def _read(file: Path, _changed: int, catalogue: Catalogue) -> Words:
    text = file.read_text(encoding="utf-8")
    return Words.model_validate(catalogue.of(read_yaml(text)))
