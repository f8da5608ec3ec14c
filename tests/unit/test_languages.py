"""What the service says in each language, and how somebody asks for one."""

from __future__ import annotations

from datetime import datetime

import pytest

from consultations.content.schema import LONDON
from consultations.content.words import matched_in_english, words
from consultations.languages.bot import said_by_bot
from consultations.languages.catalogues import catalogue
from consultations.languages.commanding import intent_typed
from consultations.languages.known import language_in, language_named, offered_languages
from consultations.languages.speaking import language_now, speaking
from consultations.privacy import left_out, what_was_found
from consultations.safety import safety_message
from web.languages import day, moment, ngettext, place


class TestSpeaking:
    def test_is_english_unless_another_language_is_chosen(self) -> None:
        assert language_now().code == "en"
        with speaking("pl"):
            assert language_now().code == "pl"
        assert language_now().code == "en"

    def test_is_english_where_a_language_is_not_known(self) -> None:
        with speaking("tlh"):
            assert language_now().code == "en"

    def test_changes_the_words_of_the_service(self) -> None:
        with speaking("cy"):
            assert words().skip == "Sgipio'r cwestiwn hwn"
        with speaking("pl"):
            assert words().skip == "Pomiń to pytanie"

    def test_leaves_words_that_people_type_as_they_are(self) -> None:
        with speaking("pl"):
            assert words().well_known == words().well_known
            assert "walk" in words().what_changes.also

    def test_gives_the_safety_card_in_the_language_with_the_same_numbers(self) -> None:
        with speaking("pl"):
            card = safety_message("I have chest pain")

        assert card is not None
        assert card["heading"] == "Jeśli to dzieje się teraz, zadzwoń pod 999"
        assert "lang" not in card

    def test_gives_what_was_found_in_the_language_and_keeps_it_in_english(self) -> None:
        with speaking("pl"):
            assert "numer telefonu" in what_was_found("Ring me on 07700 900123")

        assert left_out("Ring me on 07700 900123") == "Ring me on [a phone number]"


class TestCatalogue:
    def test_says_what_is_missing_in_english(self) -> None:
        urdu = catalogue("ur")

        assert urdu.say("No sentence of ours.") == "No sentence of ours."
        assert not urdu.has("No sentence of ours.")

    @pytest.mark.parametrize(
        ("number", "said"), [(1, "1 minuta"), (3, "3 minuty"), (5, "5 minut"), (22, "22 minuty")]
    )
    def test_uses_the_form_that_a_number_asks_for(self, number: int, said: str) -> None:
        with speaking("pl"):
            form = ngettext("%(num)s minute", "%(num)s minutes", number)

        assert form % {"num": number} == said


class TestSentencesOfTheBot:
    def test_are_said_in_the_language_with_their_places_filled(self) -> None:
        with speaking("pl"):
            said = said_by_bot("utter_lane_chosen", minutes=4)

        assert said["text"] == "Dziękuję. Mam właściwe pytania dla Ciebie. Zajmą około 4 minut."
        assert "lang" not in said

    def test_keep_their_kind(self) -> None:
        with speaking("cy"):
            assert said_by_bot("utter_unknown")["kind"] == "unknown"

    def test_say_when_they_are_in_english(self) -> None:
        with speaking("ro"):
            assert said_by_bot("utter_thank")["lang"] == "en"


class TestAnsweredInEnglish:
    @pytest.mark.parametrize("code", ["pl", "cy", "ur", "pa", "ro"])
    def test_is_said_in_every_language_that_is_recognised(self, code: str) -> None:
        assert matched_in_english(code) != matched_in_english("en")


class TestAskingForALanguage:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("in Polish please", "pl"),
            ("po polsku", "pl"),
            ("Po polsku, proszę!", "pl"),
            ("Cymraeg", "cy"),
            ("yn Gymraeg os gwelwch yn dda", "cy"),
            ("اردو میں", "ur"),
            ("ਪੰਜਾਬੀ", "pa"),
            ("in English", "en"),
        ],
    )
    def test_is_understood_when_nothing_else_is_said(self, text: str, code: str) -> None:
        named = language_named(text)

        assert named is not None
        assert named.code == code

    @pytest.mark.parametrize(
        "text",
        [
            "Polish nurses were kind",
            "I polish floors at the hospital",
            "my english teacher",
            "stop",
        ],
    )
    def test_is_not_taken_from_other_words(self, text: str) -> None:
        assert language_named(text) is None

    def test_is_found_anywhere_once_it_is_known_to_be_meant(self) -> None:
        found = language_in("can I have all of this in Welsh if you have it")

        assert found is not None
        assert found.code == "cy"

    def test_offers_english_welsh_polish_and_urdu(self) -> None:
        assert [each.code for each in offered_languages()] == ["en", "cy", "pl", "ur"]
        assert [each.code for each in offered_languages() if each.direction == "rtl"] == ["ur"]


class TestCommands:
    @pytest.mark.parametrize(
        ("language", "text", "intent"),
        [
            ("pl", "Pomiń!", "skip"),
            ("pl", "wróć", "go_back"),
            ("pl", "zmień moją odpowiedź", "change_answer"),
            ("pl", "stop", "stop"),
            ("cy", "sgipio", "skip"),
            ("cy", "yn ôl", "go_back"),
            ("cy", "newid fy ateb", "change_answer"),
            ("cy", "stopio", "stop"),
            ("ur", "چھوڑ دیں", "skip"),
            ("en", "po polsku", "choose_language"),
        ],
    )
    def test_are_understood_as_the_help_names_them(
        self, language: str, text: str, intent: str
    ) -> None:
        assert intent_typed(text, language=language) == intent

    @pytest.mark.parametrize(
        ("language", "text"),
        [("pl", "nie chcę pomijać"), ("cy", "bws"), ("en", "skip"), ("pl", "")],
    )
    def test_are_not_found_in_other_words(self, language: str, text: str) -> None:
        assert intent_typed(text, language=language) is None


class TestDates:
    WHEN = datetime(2027, 9, 30, 17, 0, tzinfo=LONDON)

    def test_are_written_as_in_the_language(self) -> None:
        assert (day(self.WHEN), moment(self.WHEN)) == (
            "30 September 2027",
            "30 September 2027 at 5pm",
        )
        with speaking("pl"):
            assert (day(self.WHEN), moment(self.WHEN)) == (
                "30 września 2027",
                "30 września 2027, 17:00",
            )
        with speaking("cy"):
            assert day(self.WHEN) == "30 Medi 2027"

    def test_count_places(self) -> None:
        assert [place(number) for number in (1, 2, 3, 11, 21)] == [
            "1st",
            "2nd",
            "3rd",
            "11th",
            "21st",
        ]
        with speaking("pl"):
            assert place(1) == "1."
