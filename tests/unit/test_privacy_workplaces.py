"""Staff who speak up are asked before their place of work is kept. Nobody else is."""

from __future__ import annotations

import pytest

from consultations.privacy import findings_in, left_out
from consultations.privacy.workplaces import workplaces_in

SPEAKING_UP = "I want to blow the whistle on what happens {} at night"


def places(text: str) -> list[str]:
    return [text[each.start : each.end] for each in workplaces_in(text)]


class TestWorkplaces:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("it is worst on ward 7", ["ward 7"]),
            ("in theatre B", ["theatre B"]),
            ("on Bramley Ward", ["Bramley Ward", "Bramley Ward"]),
            ("Mill Lane surgery hides it", ["Mill Lane surgery"]),
            ("I work at Tolbridge", ["Tolbridge"]),
        ],
    )
    def test_are_found_by_name_or_number(self, text: str, found: list[str]) -> None:
        assert places(text) == found

    @pytest.mark.parametrize(
        "text",
        ["The ward is short", "I work in A&E", "on Monday I told the CQC", "at night", "My ward"],
    )
    def test_are_not_seen_in_words_that_name_none(self, text: str) -> None:
        assert places(text) == []


class TestSpeakingUp:
    @pytest.mark.parametrize("place", ["on ward 7", "on Bramley Ward", "at Tolbridge"])
    def test_holds_back_the_place(self, place: str) -> None:
        found = findings_in(SPEAKING_UP.format(place))

        assert [each.kind for each in found] == ["workplace"]

    def test_leaves_the_place_out_when_asked_to(self) -> None:
        kept = left_out(SPEAKING_UP.format("on ward 7"))

        assert kept == SPEAKING_UP.format("on [a ward, a team or a place of work]")

    @pytest.mark.parametrize(
        "text", ["The food on ward 7 was good", "I work at Tolbridge and the rota is fair"]
    )
    def test_is_not_heard_in_an_ordinary_comment(self, text: str) -> None:
        assert findings_in(text) == []
