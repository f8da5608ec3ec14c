"""A whole conversation in Polish, another language in the middle, and the same data at the end."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import select

from consultations.exports import responses_csv
from consultations.models import Answer, AuditEvent, Conversation
from tests.packs import REAL, TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa


@pytest.fixture
def someone(service: Service) -> Iterator[Respondent]:
    """Somebody who takes part in Polish."""
    with Respondent(service.url, consultation=TINY, lane="public", language="pl") as respondent:
        respondent.start()
        yield respondent


def labels(respondent: Respondent) -> list[str]:
    return [each["label"] for each in respondent.reply["question"]["choices"]]


def to_the_questions(respondent: Respondent) -> None:
    """From the reading to the first question."""
    respondent.choose("give-views")


class TestInPolish:
    def test_everything_is_asked_in_polish(self, someone: Respondent) -> None:
        assert someone.reply["language"] == "pl"
        assert someone.heard.startswith("Chodzi o to, kiedy przychodnia ma być otwarta.")
        to_the_questions(someone)

        assert someone.reply["question"]["text"] == "Co najlepiej do Pani lub Pana pasuje?"
        assert labels(someone) == ["Pacjent", "Opiekun", "Mieszkaniec"]
        assert someone.reply["question"]["lang"] is None

    def test_says_that_a_machine_made_it_and_nobody_read_it(self, someone: Respondent) -> None:
        assert someone.reply["translation"] == {
            "made_by": "machine",
            "reviewed": False,
            "notice": "Tłumaczenie maszynowe, wersja robocza, niesprawdzone",
            "partly": True,
        }

    def test_choices_can_be_typed_in_polish_and_in_english(self, someone: Respondent) -> None:
        to_the_questions(someone)
        someone.say("Opiekun")
        assert someone.asked == "which-days"
        someone.say("Saturday")

        assert someone.asked == "in-order"
        assert set(someone.receipts) == {"capacity", "which-days"}

    def test_what_is_not_translated_says_so(self, someone: Respondent) -> None:
        someone.go_to("evenings-matter")

        question = someone.reply["question"]
        assert question["lang"] == "en"
        assert {each["lang"] for each in question["choices"] if each["value"] != "skip"} == {"en"}
        assert [e["lang"] for e in question["choices"] if e["value"] == "skip"] == [None]

    def test_everything_is_read_back_and_sent_in_polish(self, someone: Respondent) -> None:
        to_the_questions(someone)
        someone.choose("carer")
        someone.choose("saturday", "sunday")
        someone.choose("skip")
        someone.say("Dojazd zajmuje mi dwa autobusy.")
        someone.go_to("confirm")

        assert someone.summary["capacity"] == "Opiekun"
        assert someone.summary["which-days"] == "Sobota; Niedziela"
        assert someone.summary["in-order"] == "Pominięte"
        assert someone.summary["why"] == "Dojazd zajmuje mi dwa autobusy."
        someone.choose("confirm")
        assert someone.reply["status"] == "submitted"
        assert "Twoje zdanie zostało wysłane. Twój kod to SB-" in someone.heard

    def test_a_command_is_never_taken_for_a_choice(self, someone: Respondent) -> None:
        to_the_questions(someone)
        someone.choose("carer")
        someone.say("pomiń")
        assert someone.asked == "in-order"
        someone.say("wróć")

        assert someone.asked == "which-days"
        assert someone.reply["status"] == "open"

    def test_the_safety_card_comes_in_polish(self, someone: Respondent) -> None:
        someone.say("I have chest pain")

        card = someone.reply["messages"][0]
        assert card["kind"] == "safety"
        assert "999" in card["heading"]
        assert card["heading"].startswith("Jeśli to dzieje się teraz")

    def test_personal_details_are_asked_about_in_polish(self, someone: Respondent) -> None:
        someone.go_to("why")
        someone.say("Mój numer to 07700 900123")

        assert "privacy" in someone.kinds
        assert "numer telefonu" in someone.heard
        assert labels(someone)[0] == "Zachowaj, ale bez tego"
        assert labels(someone)[-1] == "Zachowaj tak, jak jest"
        someone.choose("keep-out")
        assert someone.go_to("confirm")
        assert someone.summary["why"] == "Mój numer to [a phone number]"


class TestChangingTheLanguage:
    def test_keeps_the_question_and_the_answers(self, someone: Respondent) -> None:
        to_the_questions(someone)
        someone.choose("carer")
        someone.say("in English please")
        assert someone.reply["language"] == "en"
        assert someone.heard == "From here on I write in English."
        assert someone.reply["question"]["text"] == "Which days matter most to you?"
        assert someone.answered == 1
        someone.say("po polsku")

        assert someone.reply["language"] == "pl"
        assert someone.heard == "Od teraz piszę po polsku."
        assert someone.reply["question"]["text"] == "Które dni są najważniejsze?"
        assert someone.answered == 1

    def test_offers_the_languages_that_there_are(self, someone: Respondent) -> None:
        someone.say("Romanian please")
        offered = {each["value"]: each["label"] for each in someone.reply["suggestions"]}

        assert offered == {
            "language:en": "English",
            "language:cy": "Cymraeg",
            "language:pl": "Polski",
            "language:ur": "اردو",
        }
        someone.choose("language:cy")
        assert someone.reply["language"] == "cy"

    def test_is_kept_beside_every_answer(self, service: Service, someone: Respondent) -> None:
        to_the_questions(someone)
        someone.choose("carer")
        someone.say("in English please")
        someone.choose("saturday")

        with service.looking() as session:
            answers = session.scalars(
                select(Answer)
                .where(Answer.receipt.in_(someone.receipts.values()))
                .order_by(Answer.answered_at)
            )
            shown = [
                session.scalars(select(AuditEvent).where(AuditEvent.subject == str(each.id)))
                .one()
                .detail["language"]
                for each in answers
            ]
        assert shown == ["pl", "en"]


class TestTheData:
    def test_is_the_same_in_every_language(self, service: Service) -> None:
        said: dict[str, dict[str, str]] = {}
        for language in ("en", "pl"):
            with Respondent(
                service.url, consultation=TINY, lane="public", language=language
            ) as each:
                each.start()
                each.go_to("which-days")
                each.choose("sunday")
                each.go_to("why")
                each.say(f"The same reason, told by one who reads {language}.")
                each.go_to("confirm")
                each.choose("confirm")
        with service.looking() as session:
            text = responses_csv(session, consultation_slug=TINY, actor="a test")
            for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
                for language in ("en", "pl"):
                    if row["why"].endswith(f"reads {language}."):
                        said[language] = row

        assert {each["capacity"] for each in said.values()} == {said["en"]["capacity"]}
        assert {each["which-days"] for each in said.values()} == {"sunday"}


class TestTheApi:
    def test_refuses_a_language_that_nobody_can_choose(self, service: Service) -> None:
        asked = {"consultation": TINY, "language": "tlh"}
        response = httpx.post(
            f"{service.url}/api/v1/conversations", json=asked, trust_env=False, verify=False
        )

        assert response.status_code == 422
        assert "choose one of en, cy, pl, ur" in response.json()["detail"]

    def test_speaks_english_when_no_language_is_named(self, respondent: Respondent) -> None:
        assert respondent.reply["language"] == "en"
        assert respondent.reply["translation"] is None

    def test_shows_a_pack_without_translation_in_english_and_says_so(
        self, service: Service
    ) -> None:
        with Respondent(service.url, consultation=REAL, lane="public", language="cy") as each:
            each.start()
            assert {message["lang"] for message in each.reply["messages"]} == {"en"}
            each.go_to("confirm")

            assert each.reply["question"]["choices"][0]["label"] == "Ie, anfonwch fy marn"

    def test_keeps_the_language_of_a_conversation(
        self, service: Service, someone: Respondent
    ) -> None:
        someone.current()
        with service.looking() as session:
            found = session.scalars(
                select(Conversation).where(Conversation.consultation_slug == TINY)
            )

            assert "pl" in {each.language for each in found}
