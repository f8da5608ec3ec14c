"""Questions, answers and what changes for each person fit together, and scales are fair."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultations.content.loading import load_pack
from tests.packs import TINY
from tests.packs.editing import Slip, edited, ended, tiny_alone, written

WHOLE, ASKED, TAPS = "consultation.yml", "questions.yml", "what-changes.yml"
LATE, AS_IS, ANSWERS = "proposals/late-opening.yml", "proposals/as-is.yml", "answers/hours.yml"
STAFF_LANE = """  staff:
    label: Someone who works at the surgery
    minutes: 2
    welcome:
      - This is about when the surgery opens. It takes about 2 minutes.
"""
SCALE = """
- key: how-now
  lanes: [public]
  kind: single
  scale: true
  text: How well do the hours suit you?
  short: Hours now
  choices:
    - {value: well, label: Well}
    - {value: neither, label: Neither}
    - {value: badly, label: Badly}
    - {value: do-not-know, label: Do not know}
"""
STATEMENTS = """- {id: late-is-good, text: Late is good., whose: a patient}
- {id: late-is-good, text: Late is bad., whose: a nurse}
"""
EXCEPTION = (
    "- {rule: grade, where: %s, reason: It is a name that people know., by: A Nurse, on: %s}"
)

FAULTS = {
    "a key twice": Slip(
        edited(ASKED, "key: role", "key: capacity"),
        ASKED,
        "key: capacity",
        "The key 'capacity' is used twice, first in line 1.",
        last=True,
    ),
    "a key that the service uses": Slip(
        edited(ASKED, "key: role", "key: confirm"),
        ASKED,
        "key: confirm",
        "The key 'confirm' is used by the service.",
    ),
    "a value twice": Slip(
        edited(ASKED, "value: carer", "value: patient"),
        ASKED,
        "label: A carer",
        "The value 'patient' is used twice, first in line ",
    ),
    "a choice to skip": Slip(
        edited(ASKED, "value: carer", "value: skip"),
        ASKED,
        "value: skip",
        "'skip' is offered by the service. Write 'optional: true'.",
    ),
    "more than there are": Slip(
        edited(ASKED, "most: 2", "most: 9"), ASKED, "most: 9", "'most' is 9, of 3 choices."
    ),
    "choices that nobody sees": Slip(
        edited(ASKED, "kind: text", "kind: text\n  choices_from: options"),
        ASKED,
        "key: why",
        "'why' asks for words, and offers choices that nobody sees.",
    ),
    "a lane that is not there": Slip(
        edited(WHOLE, STAFF_LANE, ""), ASKED, "lanes: [staff]", "There is no lane 'staff'."
    ),
    "nobody asked": Slip(
        edited(ASKED, "lanes: [staff]", "lanes: []"), ASKED, "lanes: []", "Nobody is asked this."
    ),
    "two questions that fill the same": Slip(
        ended(ASKED, SCALE.replace("scale: true", "fills: stakeholder_group")),
        ASKED,
        "  fills: stakeholder_group",
        "Two questions of the public lane fill 'stakeholder_group'. Only one of them may.",
        last=True,
    ),
    "a scale without a middle": Slip(
        ended(ASKED, SCALE.replace("    - {value: neither, label: Neither}\n", "")),
        ASKED,
        "choices:",
        "The scale of 'how-now' has no middle.",
        last=True,
    ),
    "a scale without a way out": Slip(
        ended(ASKED, SCALE.replace("    - {value: do-not-know, label: Do not know}\n", "")),
        ASKED,
        "choices:",
        "The scale of 'how-now' has no way to say that one does not know.",
        last=True,
    ),
    "a scale of several": Slip(
        ended(ASKED, SCALE.replace("kind: single", "kind: multiple")),
        ASKED,
        "kind: multiple",
        "A scale takes one answer.",
        last=True,
    ),
    "an answer twice": Slip(
        edited(ANSWERS, "id: parking", "id: hours-now"),
        ANSWERS,
        "id: hours-now",
        "The id 'hours-now' is used twice, first in line 1.",
        last=True,
    ),
    "an answer about no proposal": Slip(
        edited(ANSWERS, "proposal: late-opening", "proposal: early"),
        ANSWERS,
        "proposal: early",
        "There is no proposal 'early'. There are: as-is, late-opening.",
    ),
    "an answer to see that is not there": Slip(
        edited(ANSWERS, "see: [who-works-late]", "see: [who-work-late]"),
        ANSWERS,
        "see: [who-work-late]",
        "There is no answer 'who-work-late'. Did you mean 'who-works-late'?",
    ),
    "an answer that leads to itself": Slip(
        edited(ANSWERS, "see: [who-works-late]", "see: [hours-now]"),
        ANSWERS,
        "see: [hours-now]",
        "The answer 'hours-now' leads to itself.",
    ),
    "a statement twice": Slip(
        written("statements.yml", STATEMENTS),
        "statements.yml",
        "Late is bad.",
        "The id 'late-is-good' is used twice, first in line 1.",
    ),
    "an exception to nothing": Slip(
        written("exceptions.yml", EXCEPTION % ("answers/gone#short", "2026-01-01")),
        "exceptions.yml",
        "rule: grade",
        "Nothing stands at 'answers/gone#short'. Write it as the check prints it.",
    ),
    "an exception of tomorrow": Slip(
        written("exceptions.yml", EXCEPTION % ("answers/parking#short", "2126-01-01")),
        "exceptions.yml",
        "rule: grade",
        "This day is still to come.",
    ),
    "a term twice": Slip(
        ended("../glossary.yml", "\n- {term: a&e, plain: A, meaning: A., allowed: true}"),
        "../glossary.yml",
        "{term: a&e",
        "The term 'a&e' is used twice, first in line",
    ),
    "a service with no effect": Slip(
        edited(TAPS, "services:\n", "services:\n  - {value: x-ray, label: X-ray}\n"),
        TAPS,
        "value: x-ray",
        "Nothing says what 'as-is' would mean for the service 'x-ray'.",
    ),
    "an effect twice": Slip(
        edited(TAPS, "    proposal: as-is", "    proposal: late-opening"),
        TAPS,
        "- service: check-up",
        "The effect of 'late-opening' on 'check-up' is given twice, first in line ",
        last=True,
    ),
    "an effect of no proposal": Slip(
        edited(TAPS, "proposal: late-opening", "proposal: late-closing"),
        TAPS,
        "proposal: late-closing",
        "There is no proposal 'late-closing'. Did you mean 'late-opening'?",
    ),
    "a site that is not there": Slip(
        edited(TAPS, "{far-side: town}", "{far-side: city}"),
        TAPS,
        "{far-side: city}",
        "There is no site 'city'. There are: surgery, town.",
    ),
    "a place that is not there": Slip(
        edited(TAPS, "{far-side: town}", "{far-away: town}"),
        TAPS,
        "{far-away: town}",
        "There is no place 'far-away'.",
    ),
    "a journey that is missing": Slip(
        edited(TAPS, "  - {place: village, site: town, mode: foot, minutes: null}\n", ""),
        TAPS,
        "journeys:",
        "There is no journey from 'village' to 'town' by foot. Add it, with 'minutes: null'",
    ),
    "a journey without minutes": Slip(
        edited(TAPS, "mode: foot, minutes: null}", "mode: foot}"),
        TAPS,
        "mode: foot}",
        "'minutes' is missing. Write 'minutes: null' if there is no such way.",
    ),
    "a journey by no known way": Slip(
        edited(TAPS, "mode: foot, minutes: 12", "mode: foots, minutes: 12"),
        TAPS,
        "mode: foots",
        "There is no mode 'foots'. Did you mean 'foot'?",
    ),
}
WARNINGS = {
    "a question twice": Slip(
        edited(ANSWERS, "- where can I park my car", "- what are the opening hours"),
        ANSWERS,
        "what are the opening hours",
        "warning: The question 'what are the opening hours' is used twice",
        last=True,
    ),
    "a group that is not asked for": Slip(
        edited(ASKED, "  fills: stakeholder_group\n", ""),
        ASKED,
        "key: capacity",
        "warning: No question of the public lane asks in what way people take part.",
    ),
    "too many questions": Slip(
        ended(ASKED, "".join(SCALE.replace("how-now", f"how-{n}") for n in range(12))),
        ASKED,
        "key: how-7",
        "warning: The public lane has 17 questions.",
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
