"""Who somebody surely says they are is known before it is asked, and is never guessed."""

from __future__ import annotations

import pytest

from consultations.content.schema import Pack
from consultations.stated import on_behalf, question_who, role_stated
from consultations.types import Lane


@pytest.mark.parametrize(
    ("lane", "said", "value"),
    [
        (Lane.STAFF, "I'm a nurse at the surgery and I think it is a bad idea", "nurse"),
        (Lane.STAFF, "im a practice nurse", "nurse"),
        (Lane.STAFF, "Speaking as a receptionist, nobody asked us", "receptionist"),
        (Lane.STAFF, "I am one of the receptionists", "receptionist"),
        (Lane.PUBLIC, "actually put me down as a carer", "carer"),
        (Lane.PUBLIC, "I am a carer for my wife", "carer"),
        (Lane.PUBLIC, "As a patient of the surgery I worry", "patient"),
    ],
)
def test_sure_words_name_a_choice(pack: Pack, lane: Lane, said: str, value: str) -> None:
    stated = role_stated(pack, lane, said)

    assert stated is not None
    assert stated.choice.value == value


@pytest.mark.parametrize(
    ("lane", "said"),
    [
        (Lane.STAFF, "I am not a nurse"),
        (Lane.STAFF, "my wife is a nurse"),
        (Lane.STAFF, "I am a retired nurse"),
        (Lane.STAFF, "I was a nurse"),
        (Lane.STAFF, "I am a nurse manager"),
        (Lane.STAFF, "the nurse was kind to me"),
        (Lane.STAFF, "I'm a nurse and I am a receptionist"),
        (Lane.PUBLIC, "I had a carer once"),
        (Lane.PUBLIC, ""),
    ],
)
def test_other_words_name_none(pack: Pack, lane: Lane, said: str) -> None:
    assert role_stated(pack, lane, said) is None


def test_a_role_in_training_is_not_taken_for_the_role(real_pack: Pack) -> None:
    assert role_stated(real_pack, Lane.STAFF, "I am a doctor and I think so") is None


def test_somebody_who_answers_for_another_has_a_choice(pack: Pack, real_pack: Pack) -> None:
    for each in (pack, real_pack):
        question = question_who(each, Lane.PUBLIC)

        assert question is not None
        assert on_behalf(each, question) is not None
