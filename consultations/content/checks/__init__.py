"""What a schema cannot see: parts of a pack that point at each other, and rules between fields.

Every rule is asked of the files as they were read, so that one fault never hides another.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultations.content.checks import (
    answers,
    consultation,
    deliberation,
    lengths,
    proposals,
    questions,
    what_changes,
)
from consultations.content.faults import Fault
from consultations.content.reading import PackFiles

RULES = (
    consultation.faults,
    proposals.faults,
    questions.faults,
    lengths.faults,
    deliberation.faults,
    answers.faults,
    what_changes.faults,
)


def faults_between(files: PackFiles) -> Iterator[Fault]:
    """Every fault that lies between the parts of a pack."""
    for rule in RULES:
        yield from rule(files)
