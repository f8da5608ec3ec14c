"""A consultation and its proposals hold what fairness and the law ask for, and fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultations.content.loading import load_pack
from tests.packs import TINY, change
from tests.packs.editing import Slip, edited, ended, gone, tiny_alone

WHOLE, ASKED, TAPS = "consultation.yml", "questions.yml", "what-changes.yml"
LATE, AS_IS, ANSWERS = "proposals/late-opening.yml", "proposals/as-is.yml", "answers/hours.yml"

FAULTS = {
    "another slug": Slip(
        lambda folder: change(folder / WHOLE, slug="other"),
        WHOLE,
        "slug:",
        "The slug is 'other'. Make it 'tiny', as the folder.",
    ),
    "a close before the opening": Slip(
        lambda folder: change(folder / WHOLE, closes="2001-01-01T09:00"),
        WHOLE,
        "closes:",
        "'closes' must be after 'opens'.",
    ),
    "a lane with no questions": Slip(
        lambda folder: (
            edited(ASKED, "[staff]", "[public]")(folder)
            or (folder / ASKED).write_text((folder / ASKED).read_text().replace(", staff]", "]"))
        ),
        WHOLE,
        "  staff:",
        "The staff lane has no questions.",
    ),
    "no way to leave things as they are": Slip(
        edited(AS_IS, "kind: as-is", "kind: option"),
        "proposals",
        None,
        "No proposal says how things are now. Exactly one must have 'kind: as-is'",
    ),
    "two ways to leave things as they are": Slip(
        edited(LATE, "kind: option", "kind: as-is"),
        LATE,
        "kind: as-is",
        "Two proposals have 'kind: as-is', first content/tiny/proposals/as-is.yml.",
    ),
    "no option": Slip(
        edited(LATE, "kind: option", "kind: history"),
        "proposals",
        None,
        "No proposal is a change that people can choose.",
    ),
    "an option without reasons": Slip(
        edited(LATE, "why: Some people", "also_why: Some people"),
        LATE,
        "id:",
        "'why' is missing: every option needs its reasons.",
    ),
    "fewer beds and no bed test": Slip(
        edited(LATE, "would_be: 4", "would_be: 1"),
        LATE,
        "would_be: 1",
        "There would be 3 fewer beds, and no bed test is named.",
    ),
    "an id that is no address": Slip(
        edited(LATE, "id: late-opening", "id: Late Opening"),
        LATE,
        "id: Late Opening",
        "The id 'Late Opening' must be small letters, digits and hyphens.",
    ),
    "a proposal twice": Slip(
        edited(LATE, "id: late-opening", "id: as-is"),
        LATE,
        "id: as-is",
        "The id 'as-is' is used twice, first in content/tiny/proposals/as-is.yml, line 1.",
    ),
    "a preferred proposal that is none": Slip(
        edited(WHOLE, "  proposal: late-opening", "  proposal: late-openin"),
        WHOLE,
        "proposal: late-openin",
        "There is no proposal 'late-openin'. Did you mean 'late-opening'?",
    ),
    "ruled out and offered": Slip(
        edited(WHOLE, "id: sunday-opening", "id: late-opening"),
        WHOLE,
        "  - id: late-opening",
        "'late-opening' is ruled out, and is also a proposal.",
    ),
    "ruled out tomorrow": Slip(
        edited(WHOLE, "decided_on: 2026-02-03", "decided_on: 2126-02-03"),
        WHOLE,
        "decided_on:",
        "This day is still to come.",
    ),
    "weights that are not 100": Slip(
        edited(WHOLE, "weight: 60", "weight: 50"),
        WHOLE,
        "criteria:",
        "The weights do not add up to 100.",
    ),
    "a weight for one criterion only": Slip(
        edited(WHOLE, ", weight: 60", ""),
        WHOLE,
        "criteria:",
        "Some criteria have a weight and some have none.",
    ),
    "a duty that ends before it begins": Slip(
        edited(
            WHOLE, "valid_from: 2022-07-01", "valid_from: 2022-07-01\n        valid_to: 2020-01-01"
        ),
        WHOLE,
        "valid_to:",
        "The duty ends before it begins.",
    ),
    "nobody to write to": Slip(
        edited(WHOLE, "  email: haveyoursay@littlevale.example.org\n", ""),
        WHOLE,
        "contact:",
        "There is no way to reach the people who ask.",
    ),
    "an email that is none": Slip(
        edited(WHOLE, "haveyoursay@", "haveyoursay.at."),
        WHOLE,
        "  email:",
        "'haveyoursay.at.littlevale.example.org' is no email address.",
    ),
    "a link that is none": Slip(
        edited(WHOLE, "    by: Little Vale Surgery", "    by: Us\n    link: example.org"),
        WHOLE,
        "    link:",
        "The link 'example.org' is no address. Begin it with https://.",
    ),
    "a source that is not listed": Slip(
        edited(ANSWERS, "id: rota", "id: rotta"),
        ANSWERS,
        "id: rotta",
        "The source 'rotta' is not listed in consultation.yml. Did you mean 'rota'?",
    ),
    "a source of a gain that is not listed": Slip(
        edited(LATE, "id: rota", "id: rumour"),
        LATE,
        "id: rumour",
        "The source 'rumour' is not listed in consultation.yml. List it there under 'sources'.",
    ),
    "a source of a cost that is not listed": Slip(
        edited(WHOLE, "[{id: rota, where: Page 7}]", "[{id: rumour, where: Page 7}]"),
        WHOLE,
        "id: rumour",
        "The source 'rumour' is not listed",
    ),
}
WARNINGS = {
    "an option with no kind of change": Slip(
        gone(AS_IS), LATE, "id:", "warning: 'impact' is missing."
    ),
    "an option with no detail": Slip(
        edited(LATE, "detail: >-", "other: >-"), LATE, "id:", "warning: 'detail' is missing."
    ),
    "a source that nobody cites": Slip(
        ended(WHOLE, "  rumour: {title: A rumour, by: Somebody, published: Once}"),
        WHOLE,
        "  rumour:",
        "warning: Nothing cites the source 'rumour'.",
    ),
    "a duty that has ended": Slip(
        edited(
            WHOLE, "valid_from: 2022-07-01", "valid_from: 2022-07-01\n        valid_to: 2025-01-01"
        ),
        WHOLE,
        "valid_to:",
        "warning: The duty under 'National Health Service Act 2006, section 14Z45' ended on",
    ),
    "nobody decides": Slip(
        edited(WHOLE, "role: decides", "role: asks"),
        WHOLE,
        "bodies:",
        "warning: No body has the role 'decides'.",
    ),
    "little time": Slip(
        lambda folder: change(folder / WHOLE, opens="2099-12-01"),
        WHOLE,
        "closes:",
        "warning: People would have 30 days.",
    ),
    "open after the close": Slip(
        lambda folder: change(folder / WHOLE, closes="2021-12-01"),
        WHOLE,
        "status:",
        "warning: The status is open, and the closing time has passed.",
    ),
    "one name for two proposals": Slip(
        edited(LATE, "also: [evenings", "also: [do nothing"),
        LATE,
        "also:",
        "warning: The name of a proposal 'do nothing' is used twice",
    ),
    "fewer beds and no evidence on beds": Slip(
        edited(LATE, "would_be: 4", "would_be: 1"),
        LATE,
        "would_be: 1",
        "warning: There would be fewer beds, and 'tests' in consultation.yml has no evidence",
    ),
}


class TestFaultsBetweenParts:
    @pytest.mark.parametrize("slip", FAULTS.values(), ids=FAULTS.keys())
    def test_are_told_with_the_file_the_line_and_what_to_do(
        self, tmp_path: Path, slip: Slip
    ) -> None:
        content_dir = tiny_alone(tmp_path)
        slip.edit(content_dir / TINY)

        loaded = load_pack(content_dir, TINY)

        said = [str(fault) for fault in loaded.faults]
        assert loaded.pack is None
        assert [line for line in said if line.startswith(slip.said_of(content_dir))], said

    @pytest.mark.parametrize("slip", WARNINGS.values(), ids=WARNINGS.keys())
    def test_that_are_only_warnings_are_told_as_such(self, tmp_path: Path, slip: Slip) -> None:
        content_dir = tiny_alone(tmp_path)
        slip.edit(content_dir / TINY)

        said = [str(each) for each in load_pack(content_dir, TINY).warnings]

        assert [line for line in said if line.startswith(slip.said_of(content_dir))], said

    def test_do_not_repeat_that_a_file_cannot_be_read(self, tmp_path: Path) -> None:
        content_dir = tiny_alone(tmp_path)
        for file in (ASKED, LATE, ANSWERS):
            (content_dir / TINY / file).write_text("- [", encoding="utf-8")

        faults = load_pack(content_dir, TINY).faults

        assert [fault.file.rpartition("/")[2] for fault in faults] == [
            "hours.yml",
            "late-opening.yml",
            "questions.yml",
        ]

    def test_are_not_there_in_a_whole_pack(self, tmp_path: Path) -> None:
        loaded = load_pack(tiny_alone(tmp_path), TINY)

        assert loaded.faults == ()
        assert loaded.pack is not None
