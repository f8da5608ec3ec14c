"""The catalogues hold every sentence that is said, with every place and every number in it."""

from __future__ import annotations

import re

import pytest
import yaml
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from consultations.content.translations import numbers_in
from consultations.languages.known import LOCALE, languages
from consultations.languages.messages import TEMPLATE, extracted, is_done, places_in
from consultations.settings import ROOT
from tests.contracts.project import TEMPLATES

TRANSLATED = [each.code for each in languages() if not each.is_source]
WHOLE = ["cy", "pl"]
# What is not translated yet is shown in English and says so: a few new sentences stop nobody.
MOST_MISSING = 0.05
# Words between tags that stand outside {{ }}, {% %} and {# #}: nobody could translate them.
JINJA = re.compile(
    r"\{#.*?#\}|\{% block body_class.*?endblock %\}|\{% trans.*?endtrans %\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
BARE = re.compile(r">\s*[^<>{}]*?[A-Za-z]{3,}[^<>{}]*?\s*<")
# Said in English whatever the language of the page.
MEANT_IN_ENGLISH = ("layouts/_language_notice.html",)
OUT_OF_DATE = "Run 'make messages', then translate what is new in locale/."


def catalogue(name: str) -> Catalog:
    with (LOCALE / name).open("rb") as file:
        return read_po(file, abort_invalid=True)


def sentences(catalogue: Catalog) -> dict[str, Message]:
    return {
        each.id if isinstance(each.id, str) else each.id[0]: each for each in catalogue if each.id
    }


def forms(message: Message) -> list[str]:
    string = message.string
    return [string] if isinstance(string, str) else list(string or ())


class TestCatalogues:
    def test_are_made_from_what_is_said_now(self) -> None:
        said, listed = set(sentences(extracted())), set(sentences(catalogue(TEMPLATE.name)))

        assert said - listed == set(), OUT_OF_DATE
        assert listed - said == set(), OUT_OF_DATE

    @pytest.mark.parametrize("code", TRANSLATED)
    def test_list_the_same_sentences_in_every_language(self, code: str) -> None:
        listed = set(sentences(catalogue(TEMPLATE.name)))

        assert set(sentences(catalogue(f"{code}.po"))) == listed, OUT_OF_DATE

    @pytest.mark.parametrize("code", WHOLE)
    def test_leave_next_to_nothing_in_english_in_welsh_and_polish(self, code: str) -> None:
        known = sentences(catalogue(f"{code}.po"))
        missing = [text for text, message in known.items() if not is_done(message)]

        assert len(missing) <= MOST_MISSING * len(known), missing

    @pytest.mark.parametrize("code", TRANSLATED)
    def test_keep_every_place_that_is_filled_in(self, code: str) -> None:
        wrong = [
            (text, form)
            for text, message in sentences(catalogue(f"{code}.po")).items()
            for form in forms(message)
            if form and places_in(form) != places_in(text)
        ]

        assert wrong == []

    @pytest.mark.parametrize("code", TRANSLATED)
    def test_keep_every_number(self, code: str) -> None:
        wrong = [
            (text, message.string)
            for text, message in sentences(catalogue(f"{code}.po")).items()
            if isinstance(message.string, str)
            and message.string
            and numbers_in(message.string) != numbers_in(text)
        ]

        assert wrong == []

    @pytest.mark.parametrize("code", TRANSLATED)
    def test_are_marked_as_drafts_until_a_person_has_read_them(self, code: str) -> None:
        language = next(each for each in languages() if each.code == code)

        assert language.made_by == "machine"
        assert language.reviewed is None
        assert not catalogue(f"{code}.po").fuzzy


class TestSafetyCards:
    def test_are_in_every_language_that_people_can_choose(self) -> None:
        cards = yaml.safe_load((ROOT / "content" / "safety.yml").read_text("utf-8"))["cards"]
        texts = [card[name].strip() for card in cards for name in ("heading", "text")]
        for language in languages():
            if language.is_source or not language.offered:
                continue
            known = sentences(catalogue(f"{language.code}.po"))

            assert [text for text in texts if not is_done(known[text])] == [], language.code

    @pytest.mark.parametrize("code", ["cy", "pl", "ur"])
    def test_name_the_same_numbers_to_call(self, code: str) -> None:
        cards = yaml.safe_load((ROOT / "content" / "safety.yml").read_text("utf-8"))["cards"]
        known = sentences(catalogue(f"{code}.po"))
        for card in cards:
            said = str(known[card["text"].strip()].string)

            assert sorted(re.findall(r"\d[\d ]*\d", said)) == sorted(
                re.findall(r"\d[\d ]*\d", card["text"])
            )


class TestTemplates:
    def test_leave_no_sentence_of_the_respondents_pages_untranslatable(self) -> None:
        found = []
        for file in sorted(TEMPLATES.rglob("*.html")):
            name = file.relative_to(TEMPLATES).as_posix()
            if "workspace" in name or name in MEANT_IN_ENGLISH:
                continue
            text = JINJA.sub("", file.read_text(encoding="utf-8"))
            found += [(name, each.strip("<> \n")) for each in BARE.findall(text)]

        assert found == []
