"""Names of patients, relatives and staff are seen; places, wards and well-known people are not."""

from __future__ import annotations

import pytest

from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.privacy import findings_in
from consultations.settings import ROOT

NAMED = [
    ("Dr Patel never looked up once", ["Patel"]),
    ("Dr. A. K. Sharma told me so", ["A. K. Sharma"]),
    ("dr patle lost my results", ["patle"]),
    ("Drs Malik and Jones disagree", ["Malik", "Jones"]),
    ("Mr and Mrs Chowdhury cannot read it", ["Chowdhury"]),
    ("Nurse Kelly held my hand", ["Kelly"]),
    ("nurse bridget saved my life", ["bridget"]),
    ("my son Kieran waited", ["Kieran"]),
    ("my son kieran waited", ["kieran"]),
    ("my daughter Aoibheann has epilepsy", ["Aoibheann"]),
    ("my daughter May is 9", ["May"]),
    ("our girls Ellie, Grace and Ruby go there", ["Ellie", "Grace", "Ruby"]),
    ("A lady called Joan Hibbert fell", ["Joan Hibbert"]),
    ("she's called Persephone", ["Persephone"]),
    ("my name is joan hibbert", ["joan hibbert"]),
    ("my name is zbigniew", ["zbigniew"]),
    ("I'm Derek, 74, from Highdale", ["Derek"]),
    ("signed, Margaret", ["Margaret"]),
    ("Keep it open. Yours sincerely, Harold Entwistle", ["Harold Entwistle"]),
    ("Please think again.\nBarbara", ["Barbara"]),
    ("Kieran's ward was full", ["Kieran"]),
    ("Mohammed Al-Rashid waited 11 hours", ["Mohammed Al-Rashid"]),
    ("Dr van der Berg retires", ["van der Berg"]),
    ("P. Ramanathan did my knee", ["P. Ramanathan"]),
    ("Mark on the front desk sorted it", ["Mark"]),
    ("seen by Xochitl within the hour", ["Xochitl"]),
    ("spoke to dawn on reception", ["dawn"]),
    ("Rose Tattersall is 95", ["Rose Tattersall"]),
    ("DR PATEL WAS RUDE TO MY WHOLE FAMILY", ["PATEL"]),
    ("the HCA, Jordan, sat with her", ["Jordan"]),
]
NOT_NAMED = [
    "Florence Nightingale ward should stay",
    "St Mary's was closed, and King George Hospital too",
    "May is too late. Will it close in August?",
    "Mark my words, we hope so. Mark it down.",
    "Rose ward, Hazel ward and Poppy Ward are mixed",
    "the Dr's surgery, the doctor, my Dr and the drs",
    "Nurse led clinics and Sister wards",
    "my mum may need a bed and my dad will not get there",
    "my GP Practice and our Trust",
    "Dr Who, Dr Google and Joe Public",
    "robbing Peter to pay Paul",
    "He has Parkinson's, and she has Down's syndrome",
    "Jeremy Hunt, Mrs Thatcher and Wes Streeting",
    "The Darzi review and Martha's Rule",
    "A ward called Primrose and a system called Emis",
    "My name is on the list",
    "I'm Welsh, I am fine, this is Riverside",
    "Kind regards, a patient",
    "Spoke to Healthwatch and PALS",
    "Victoria Road and Alexandra Park",
    "KEEP OUR A&E OPEN AT TOLBRIDGE GENERAL",
    "Please Keep The Stroke Unit At Tolbridge For The Old People",
    "Vitamin D Deficiency, Option B Tolbridge and E Coli",
]


@pytest.fixture(scope="module")
def riverside() -> Pack:
    """The pack on hospitals, with its invented places."""
    return read_pack(ROOT / "content", "riverside-hospitals")


class TestNames:
    @pytest.mark.parametrize(("text", "names"), NAMED)
    def test_are_seen_without_their_titles(
        self, text: str, names: list[str], riverside: Pack
    ) -> None:
        found = [text[each.start : each.end] for each in findings_in(text, pack=riverside)]

        assert found == names

    @pytest.mark.parametrize("text", NOT_NAMED)
    def test_are_not_seen_where_there_are_none(self, text: str, riverside: Pack) -> None:
        assert findings_in(text, pack=riverside) == []

    @pytest.mark.parametrize(
        "text",
        [
            "Spoke to Wexmouth and to Sallow Island",
            "Stephen Morris wrote about cities",
            "thanks to Tolbridge General",
        ],
    )
    def test_of_places_and_authors_in_the_pack_are_left(self, text: str, riverside: Pack) -> None:
        assert findings_in(text, pack=riverside) == []

    def test_with_a_date_of_birth_after_them_are_seen_together(self) -> None:
        text = "Joan Hibbert (12/05/1943) is my neighbour"
        found = [(each.kind, text[each.start : each.end]) for each in findings_in(text)]

        assert found == [("name", "Joan Hibbert"), ("birth", "12/05/1943")]
