"""What is hidden of a comment, and what is shown in its place."""

from __future__ import annotations

from typing import NamedTuple

from consultations.redactions import shown_words

COMMENT = "Nurse Joy told me that the clinic is full."


class Hides(NamedTuple):
    starts: int
    ends: int
    reason: str = "names a person"
    undone_at: object = None


class TestShownWords:
    def test_puts_the_reason_in_the_place_of_the_words(self):
        shown = shown_words(COMMENT, [Hides(6, 9)])

        assert shown == "Nurse [redacted: names a person] told me that the clinic is full."

    def test_shows_everything_when_nothing_is_redacted_or_all_is_undone(self):
        assert shown_words(COMMENT, []) == COMMENT
        assert shown_words(COMMENT, [Hides(6, 9, undone_at="today")]) == COMMENT

    def test_makes_one_of_parts_that_overlap(self):
        shown = shown_words(COMMENT, [Hides(4, 9), Hides(0, 6, "may be abuse"), Hides(27, 33)])

        assert shown == (
            "[redacted: may be abuse, names a person] told me that the "
            "[redacted: names a person] is full."
        )

    def test_never_hides_beyond_the_comment(self):
        assert shown_words("Short", [Hides(-3, 99)]) == "[redacted: names a person]"
        assert shown_words("Short", [Hides(7, 9), Hides(3, 3)]) == "Short"
