"""Plain calls for help are heard in other languages, and denials are not taken for calls."""

from __future__ import annotations

import pytest

from consultations.safety.abroad import heard_abroad, phrases
from consultations.safety.hearing import heard

CALLS = {
    "Mój mąż nie oddycha!": "emergency",
    "moj maz nie oddycha": "emergency",
    "Mam silny ból w klatce piersiowej": "emergency",
    "Chcę się zabić": "self-harm",
    "mąż mnie bije": "abuse",
    "Mae poen yn fy mrest": "emergency",
    "Dwi isio marw": "self-harm",
    "Mae fy ngŵr yn fy nharo": "abuse",
    "مجھے سانس نہیں آ رہی": "emergency",
    "میں مرنا چاہتی ہوں": "self-harm",
    "میرا شوہر مجھے مارتا ہے": "abuse",
    "mujhe saans nahi aa rahi": "emergency",
    "main marna chahta hun": "self-harm",
    "ਮੇਰੀ ਛਾਤੀ ਵਿੱਚ ਦਰਦ ਹੈ": "emergency",
    "ਮੈਂ ਮਰਨਾ ਚਾਹੁੰਦਾ ਹਾਂ": "self-harm",
    "mainu saah nahi aa reha": "emergency",
    "Soția mea nu respiră": "emergency",
    "nu pot sa respir": "emergency",
    "Vreau să mor.": "self-harm",
    "Soțul mă bate": "abuse",
}
ORDINARY = [
    "Nie chcę umrzeć w szpitalu",
    "Autobus jest za daleko i nie mam samochodu",
    "Dydw i ddim eisiau marw mewn ysbyty",
    "Mae'r bws yn hwyr",
    "میں بس سے جاتا ہوں",
    "میں مرنا نہیں چاہتا",
    "ਬੱਸ ਬਹੁਤ ਦੂਰ ਹੈ",
    "Nu vreau să mor în spital",
    "Autobuzul este prea departe",
    "It takes two buses, and I do not drive",
]


class TestOtherLanguages:
    @pytest.mark.parametrize(("text", "card"), CALLS.items())
    def test_plain_calls_are_heard(self, text: str, card: str) -> None:
        assert card in heard_abroad(text)
        assert card in heard(text)

    @pytest.mark.parametrize("text", ORDINARY)
    def test_denials_and_ordinary_words_are_let_pass(self, text: str) -> None:
        assert heard_abroad(text) == set()

    def test_a_call_is_heard_in_the_middle_of_an_english_text(self) -> None:
        assert "self-harm" in heard("The bus is late. Chcę umrzeć. The car park is full.")

    def test_a_phrase_does_not_run_on_into_the_next_sentence(self) -> None:
        assert heard_abroad("nie. oddycha") == set()

    def test_every_phrase_can_be_found(self) -> None:
        assert all(each.needs or each.begun for each in phrases())
