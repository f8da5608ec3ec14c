"""Who somebody says they are is put down, read back, and not asked again."""

from __future__ import annotations

import pytest

from tests.packs import TINY
from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

SAID = [
    ("staff", "I'm a nurse at the surgery and I think this is wrong", "Nurse"),
    (None, "I'm a nurse at the surgery and I think this is wrong", "Nurse"),
    (None, "I am a receptionist here and nobody asked us", "Receptionist"),
    ("public", "I am a carer and I am worried about the journeys", "A carer"),
    (None, "im a carer and I think its a bad idea", "A carer"),
]


@pytest.mark.parametrize(("lane", "words", "label"), SAID)
def test_it_is_put_down_and_never_asked(
    service: Service, lane: str | None, words: str, label: str
) -> None:
    asked = []
    with Respondent(service.url, consultation=TINY, lane=lane) as someone:
        someone.start()
        someone.say(words)

        assert f'put you down as "{label}"' in someone.heard
        assert someone.answered == 1
        while someone.asked != "confirm":
            asked.append(someone.asked)
            someone.answer()
        assert not {"lane", "capacity", "role"} & set(asked)
        assert label in someone.summary.values()


@pytest.mark.parametrize(
    "words", ["my wife is a nurse", "I am a retired nurse", "the nurses are lovely"]
)
def test_what_is_not_sure_is_still_asked(service: Service, words: str) -> None:
    with Respondent(service.url, consultation=TINY, lane="staff") as someone:
        someone.start()
        someone.say(words)

        assert someone.answered == 0
        someone.go_to("which-days")
        assert someone.answered == 1


def test_a_full_sentence_answers_the_question_that_is_open(service: Service) -> None:
    with Respondent(service.url, consultation=TINY, lane="public") as someone:
        someone.start()
        someone.go_to("capacity")
        someone.say("I'm a carer for my wife and it worries me")

        assert someone.asked == "which-days"
        assert 'put you down as "A carer"' in someone.heard
