"""The steps of a conversation that helps people weigh stand on each other: none may be missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consultations.content.loading import load_pack
from consultations.types import Lane
from tests.packs import TINY
from tests.packs.editing import Slip, tiny_alone

ASKED, SAID, THEMES = "questions.yml", "statements.yml", "themes.yml"
GUIDE = Path(__file__).parents[2] / "docs" / "writing-a-pack.md"
STEPS = Path(__file__).parent / "data" / "weighing.yml"
STATEMENTS = """- {id: late-is-good, text: I work all day., whose: a patient, group: patient}
- {id: late-is-bad, text: I want to be at home., whose: a nurse, group: nurse}
"""
ABOUT = """- {id: hours, label: Hours, what: When it is open., words: [evening*, hours, late]}
- {id: travel, label: Getting there, what: How people come., words: [bus, car, far]}
"""
MORE = """
- key: more-%s
  lanes: [public]
  kind: text
  minutes: %s
  text: Is there more?
  short: More
"""


def weighing(folder: Path) -> Path:
    """The tiny pack with every step of weighing."""
    content_dir = tiny_alone(folder)
    tiny = content_dir / TINY
    asked = (tiny / ASKED).read_text(encoding="utf-8")
    first, _, later = STEPS.read_text(encoding="utf-8").partition("\n- key: weigh-")
    asked = asked.replace("- key: which-days", f"{first}\n- key: which-days", 1)
    asked = asked.replace(
        "  fills: stakeholder_group", "  fills: stakeholder_group\n  before_reading: true"
    )
    (tiny / ASKED).write_text(f"{asked}\n- key: weigh-{later}", encoding="utf-8")
    (tiny / SAID).write_text(STATEMENTS, encoding="utf-8")
    (tiny / THEMES).write_text(ABOUT, encoding="utf-8")
    return content_dir


def changed(file: str, find: str, put: str) -> Callable[[Path], object]:
    """Replace words wherever they stand last in one file."""

    def edit(folder: Path) -> None:
        before, found, after = (folder / file).read_text(encoding="utf-8").rpartition(find)
        assert found, f"{find} is not in {file}"
        (folder / file).write_text(f"{before}{put}{after}", encoding="utf-8")

    return edit


def more(minutes: int, how_many: int) -> Callable[[Path], object]:
    """Ask more questions of a length."""

    def edit(folder: Path) -> None:
        asked = (folder / ASKED).read_text(encoding="utf-8")
        said = "".join(MORE % (number, minutes) for number in range(how_many))
        (folder / ASKED).write_text(asked + said, encoding="utf-8")

    return edit


FAULTS = {
    "a second view of nothing": Slip(
        changed(ASKED, "again: first-view", "again: first-vue"),
        ASKED,
        "again: first-vue",
        "There is no question 'first-vue'. Did you mean 'first-view'?",
    ),
    "a second view of what comes later": Slip(
        changed(ASKED, "again: first-view", "again: what-moved-you"),
        ASKED,
        "again: what-moved-you",
        "'what-moved-you' is not asked before 'second-view' in the public lane.",
    ),
    "a second view of another lane": Slip(
        changed(
            ASKED,
            "lanes: [public]\n  kind: single\n  minutes: 5\n  again",
            "lanes: [public, staff]\n  kind: single\n  minutes: 5\n  again",
        ),
        ASKED,
        "again: first-view",
        "'first-view' is not asked before 'second-view' in the staff lane.",
    ),
    "a second view with other choices": Slip(
        changed(ASKED, "value: against,", "value: opposed,"),
        ASKED,
        "choices:",
        "'second-view' offers other choices than 'first-view', which it asks again.",
    ),
    "themes of no words": Slip(
        changed(ASKED, "themes_of: why", "themes_of: capacity"),
        ASKED,
        "themes_of: capacity",
        "'capacity' does not ask for words.",
    ),
    "themes of nothing": Slip(
        changed(ASKED, "  themes_of: why\n", ""),
        ASKED,
        "choices_from: themes",
        "'themes' offers themes, and does not say of which words.",
    ),
    "no themes": Slip(
        lambda folder: (folder / THEMES).unlink(),
        ASKED,
        "choices_from: themes",
        "There are no themes. List some in themes.yml.",
    ),
    "one theme only": Slip(
        changed(
            ASKED,
            "kind: multiple\n  minutes: 5\n  choices_from",
            "kind: single\n  minutes: 5\n  choices_from",
        ),
        ASKED,
        "  kind: single",
        "Words can be about several themes.",
    ),
    "a follow-up to nothing": Slip(
        changed(ASKED, "question: why, thin", "question: wy, thin"),
        ASKED,
        "question: wy, thin",
        "There is no question 'wy'. Did you mean 'why'?",
    ),
    "a follow-up to a choice nobody has": Slip(
        changed(ASKED, "chose: [carer]", "chose: [carers]"),
        ASKED,
        "chose: [carers]",
        "There is no choice of 'capacity' 'carers'. Did you mean 'carer'?",
    ),
    "few words where none are asked for": Slip(
        changed(ASKED, "question: why, thin", "question: capacity, thin"),
        ASKED,
        "question: capacity, thin",
        "'thin' is about own words, and 'capacity' asks for none.",
    ),
    "a move with no second view": Slip(
        changed(ASKED, "question: second-view, moved", "question: first-view, moved"),
        ASKED,
        "question: first-view, moved",
        "'moved' is about a second view, and 'first-view' is none.",
    ),
    "a check with no such choice": Slip(
        changed(ASKED, 'right: "no"', 'right: "never"'),
        ASKED,
        'right: "never"',
        "There is no choice of 'check-hours' 'never'. There are: no, yes.",
    ),
    "weighing what is no option": Slip(
        changed(ASKED, "proposal: late-opening", "proposal: early-opening"),
        ASKED,
        "proposal: early-opening",
        "There is no option 'early-opening'. Did you mean 'late-opening'?",
    ),
    "weighing with several answers": Slip(
        changed(
            ASKED, "kind: single\n  minutes: 5\n  weighs", "kind: multiple\n  minutes: 5\n  weighs"
        ),
        ASKED,
        "  kind: multiple",
        "A question with 'weighs' takes one answer.",
    ),
    "more statements than there are": Slip(
        changed(ASKED, "statements: 2", "statements: 3"),
        ASKED,
        "  statements: 3",
        "3 statements are to be shown, and there are 2.",
    ),
    "more statements with time than there are": Slip(
        changed(ASKED, "statements: 2", "statements: 2\n  statements_with_time: 3"),
        ASKED,
        "  statements_with_time: 3",
        "3 statements are to be shown, and there are 2.",
    ),
    "fewer statements with time": Slip(
        changed(ASKED, "statements: 2", "statements: 2\n  statements_with_time: 1"),
        ASKED,
        "  statements_with_time: 1",
        "Those with 15 minutes are shown 1 statements, and others 2.",
    ),
    "statements that are no votes": Slip(
        changed(ASKED, "kind: vote\n  minutes: 5", "kind: single\n  minutes: 5"),
        ASKED,
        "  kind: single",
        "Statements are voted on. Make its kind 'vote'.",
    ),
    "votes of another kind": Slip(
        changed(ASKED, "value: pass", "value: not-sure"),
        ASKED,
        "choices:",
        "The votes on a statement are always the same.",
    ),
    "statements twice": Slip(
        changed(
            ASKED, "minutes: 15\n  opposes: true", "minutes: 15\n  statements: 1\n  opposes: true"
        ),
        ASKED,
        "  statements: 1",
        "The public lane has statements twice, first in line ",
    ),
    "a group that nobody is in": Slip(
        changed(SAID, "group: nurse", "group: nurses"),
        SAID,
        "group: nurses",
        "There is no stakeholder group 'nurses'. Did you mean 'nurse'?",
    ),
    "an opposing view with no groups": Slip(
        lambda folder: (folder / SAID).write_text(
            STATEMENTS.replace(", group: patient", "").replace(", group: nurse", "")
        ),
        ASKED,
        "opposes: true",
        "No statement says which group holds it",
    ),
    "a statement that is no words": Slip(
        changed(ASKED, "minutes: 15\n  opposes: true", "minutes: 15\n  takes_statement: true"),
        ASKED,
        "  kind: single",
        "A question that takes a statement asks for words.",
    ),
    "a first view after the reading": Slip(
        changed(ASKED, "  takes_statement: true", "  before_reading: true"),
        ASKED,
        "before_reading: true",
        "'your-view' is asked before the reading, and stands after 'which-days', which is not,",
        last=True,
    ),
    "a group that is asked too late": Slip(
        changed(ASKED, "  text: What is your role", "  minutes: 5\n  text: What is your role"),
        ASKED,
        "  minutes: 5",
        "In less than 5 minutes, the staff lane is not asked in what way people take part.",
    ),
    "a key that votes have": Slip(
        changed(ASKED, "key: your-view", "key: statement-of-yours"),
        ASKED,
        "key: statement-of-yours",
        "The key 'statement-of-yours' begins with 'statement-', as the votes on statements do.",
    ),
}
WARNINGS = {
    "too much for two minutes": Slip(
        more(2, 4),
        ASKED,
        "key: more-3",
        "warning: At 2 minutes the public lane has 9 questions. People tire. 8 are plenty.",
    ),
    "too much for five minutes": Slip(
        more(5, 4),
        ASKED,
        "key: more-3",
        "warning: At 5 minutes the public lane has 13 questions. People tire. 12 are plenty.",
    ),
}


class TestWeighing:
    @pytest.mark.parametrize("slip", FAULTS.values(), ids=FAULTS.keys())
    def test_tells_what_a_step_lacks(self, tmp_path: Path, slip: Slip) -> None:
        content_dir = weighing(tmp_path)
        slip.edit(content_dir / TINY)

        loaded = load_pack(content_dir, TINY)

        told = [fault for fault in loaded.faults if slip.says in str(fault)]
        assert loaded.pack is None
        assert told, [str(fault) for fault in loaded.faults]
        assert told[0].file.endswith(f"/{TINY}/{slip.file}")
        lines = (content_dir / TINY / slip.file).read_text(encoding="utf-8").splitlines()
        assert (slip.line or "") in lines[told[0].line - 1]

    @pytest.mark.parametrize("slip", WARNINGS.values(), ids=WARNINGS.keys())
    def test_warns_of_what_is_too_long(self, tmp_path: Path, slip: Slip) -> None:
        content_dir = weighing(tmp_path)
        slip.edit(content_dir / TINY)

        said = [str(each) for each in load_pack(content_dir, TINY).warnings]

        assert [line for line in said if line.startswith(slip.said_of(content_dir))], said

    def test_has_no_fault_when_every_step_is_there(self, tmp_path: Path) -> None:
        loaded = load_pack(weighing(tmp_path), TINY)

        assert loaded.faults == ()
        assert loaded.pack is not None
        assert len(loaded.pack.questions_for(Lane.PUBLIC)) == 17

    def test_can_be_copied_from_the_guide(self, tmp_path: Path) -> None:
        content_dir = tiny_alone(tmp_path)
        guide = GUIDE.read_text(encoding="utf-8").partition("helps people weigh")[2]
        example = guide.partition("```yaml\n")[2].partition("```")[0]
        file = content_dir / TINY / ASKED
        asked = file.read_text(encoding="utf-8")
        file.write_text(f"{example}\n{asked}", encoding="utf-8")

        loaded = load_pack(content_dir, TINY)

        assert loaded.faults == ()

    def test_counts_no_follow_up_and_no_vote(self, tmp_path: Path) -> None:
        content_dir = weighing(tmp_path)
        more(5, 3)(content_dir / TINY)

        said = "\n".join(str(each) for each in load_pack(content_dir, TINY).warnings)

        assert "questions. People tire." not in said
