"""Who has not been heard: a profile is read with care, and small numbers stay hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consultations.reach.comparing import Flag, reach
from consultations.reach.profile import ProfileError, load_profile, profile_of, read_profile
from consultations.reach.reminding import half_way, reminder
from consultations.types import ConsultationStatus
from tests.factories import a_response

# Invented, for tests alone.
HEAD = "dimension,value,label,people,source\n"
ROWS = (
    "stakeholder_group,patient,Patients,5000,Invented\n"
    "stakeholder_group,carer,Carers,3000,Invented\n"
    'stakeholder_group,resident,Others who live here,"2,000",Invented\n'
)
SEX = "sex,female,Women,5100,Invented\nsex,male,Men,4900,Invented\n"


def faults(text: str, pack) -> list[str]:
    with pytest.raises(ProfileError) as caught:
        read_profile(text, pack=pack)
    return caught.value.faults


class TestTheProfile:
    def test_is_read_row_by_row(self, pack):
        shares = read_profile("\ufeff" + HEAD + ROWS + SEX, pack=pack)

        assert [(each.value, each.people) for each in shares[:3]] == [
            ("patient", 5000),
            ("carer", 3000),
            ("resident", 2000),
        ]

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("place", "Row 2, all columns: it has 1 cells and needs 5."),
            ("shoe,41,Shoes,1,Invented", "Row 2, column dimension: 'shoe' is not known."),
            ("sex,other,Others,1,Invented", "Row 2, column value: 'other' is not a choice of sex."),
            ("sex,male,,1,Invented", "Row 2, column label: it is empty."),
            ("sex,male,Men,many,Invented", "Row 2, column people: 'many' is not a whole number."),
            ("sex,male,Men,-3,Invented", "Row 2, column people: '-3' is not a whole number."),
            ("sex,male,Men,3,", "Row 2, column source: it is empty."),
        ],
    )
    def test_says_row_and_column_of_a_fault(self, pack, row, fault):
        assert faults(HEAD + row, pack)[0].startswith(fault)

    def test_refuses_other_columns_an_empty_file_and_a_row_twice(self, pack):
        assert "columns must be dimension, value" in faults("a,b\n", pack)[0]
        assert faults(HEAD, pack) == ["Row 2: the file has no rows below its columns."]
        assert "stands in an earlier row" in faults(HEAD + SEX + SEX, pack)[0]

    def test_is_loaded_whole_or_not_at_all(self, session, pack):
        load_profile(session, pack=pack, text=HEAD + ROWS, actor="ada")
        with pytest.raises(ProfileError):
            load_profile(session, pack=pack, text=HEAD + SEX + "sex,x,X,1,I\n", actor="ada")

        assert len(profile_of(session, consultation_slug=pack.slug)) == 3


class TestReach:
    @pytest.fixture
    def heard(self, session, pack):
        """40 patients and 8 carers took part; nobody else did."""
        load_profile(session, pack=pack, text=HEAD + ROWS + SEX, actor="ada")
        for group, people in (("patient", 40), ("carer", 8)):
            for _ in range(people):
                a_response(session, pack, {"capacity": [group]})

    def test_marks_who_is_heard_too_little_and_hides_what_is_small(self, session, pack, heard):
        groups, sex = reach(session, pack=pack)
        found = {each.value: each for each in groups.rows}

        assert found["resident"].flag is Flag.UNDER
        assert found["patient"].flag is Flag.NONE
        assert found["patient"].people_share == 0.5
        assert [each.heard for each in sex.rows] == [None, None]

    def test_shows_nothing_without_a_profile(self, session, pack):
        assert reach(session, pack=pack) == []

    def test_reminds_at_half_time_and_not_before(self, session, pack, heard, monkeypatch):
        monkeypatch.setattr(
            "consultations.reach.reminding.status_of", lambda _: ConsultationStatus.OPEN
        )
        middle = half_way(pack)
        early = reminder(session, pack=pack, now=middle - timedelta(minutes=1))
        said = reminder(session, pack=pack, now=middle)

        assert early is None
        assert said is not None
        assert "resident" in {each.value for _, each in said.missing}
