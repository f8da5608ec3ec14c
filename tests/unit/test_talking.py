"""Comments as Talk to the City lets them in, by the rules of its published check of files."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from consultations.exports.talking import LONGEST, in_parts, taken_by_talk

# After common/csv-security in AIObjectives/tttc-light-js.
REFUSED = [
    re.compile(each, re.IGNORECASE)
    for each in (
        r"DDE\s*\(",
        r"cmd\s*\|",
        "powershell",
        "javascript:",
        "data:",
        "<script",
        "vbscript:",
    )
]
TOO_MUCH_ALIKE = [re.compile(each) for each in (",{100,}", '"{100,}', "\n{1000,}")]
PIECES = st.sampled_from(
    (
        *("data:", "DATA :", "javascript:", "vbscript:", "cmd |", "cmd|", "dde (", "DDE("),
        *("<Script>", "PowerShell", ",", '"', "\n", " ", "the bus", "data::", "dde(("),
    )
)


class TestTalkToTheCity:
    @given(st.lists(st.tuples(PIECES, st.integers(1, 300)), max_size=6))
    def test_takes_what_talk_to_the_city_refuses_apart(self, pieces):
        words = taken_by_talk("".join(piece * times for piece, times in pieces))

        assert not [each for each in [*REFUSED, *TOO_MUCH_ALIKE] if each.search(words)]
        assert len(words) <= LONGEST

    def test_leaves_all_other_words_as_they_are(self):
        words = "My data, 5 < 6, and a script: the bus (twice a day) | once."

        assert taken_by_talk(words) == words

    @given(st.lists(st.text(min_size=1, max_size=9_000), max_size=60))
    def test_cuts_a_file_into_parts_that_it_takes(self, comments):
        rows = [
            [str(number), "name", words, "why", "Public"] for number, words in enumerate(comments)
        ]

        parts = in_parts(rows)

        assert [row for part in parts for row in part] == rows
        for part in parts:
            text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in part)
            assert len(text.encode()) <= 150 * 1024
            assert text.count("\n") < 10_000
