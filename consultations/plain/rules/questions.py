"""Questions that push, or that ask two things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.passages import Passage, Role
from consultations.plain.sentences import without_quotations
from consultations.plain.vocabulary import Vocabulary

ONE_SIDE = re.compile(
    r"\b(?:do|would|will|can) you (?:\w+ly )?(?:agree|support|favour|back|accept|welcome|approve)\b"
    r"(?!.{0,40}\b(?:or|disagree|oppose|against|reject)\b)"
    r"|\b(?:do|would) you (?:oppose|reject|object)\b(?!.{0,40}\b(?:or|support|favour)\b)"
)
PUSHING = re.compile(
    r"\b(?:do|does|is|are|would|should|wo)(?:n't| not) (?:you|it|we|they)\b"
    r"|\b(?:surely|obviously|clearly|of course|everyone knows|as you know|no doubt)\b"
    r"|\b(?:convincing|compelling|strong|good|clear) (?:reasons?|case|arguments?|evidence)\b"
    r"|\bwhy do you (?:support|oppose|like|dislike|agree|disagree)\b"
    r"|\bmost people (?:think|agree|want|know|say)\b"
)
PRESUMED = re.compile(
    r"\bhow (?:much|far|greatly) (?:would|will|do|does|did|could) .{0,60}"
    r"\b(?:improve|benefit|help|gain|harm|damage|suffer)\b"
)
HOW_ONE_WAY = re.compile(
    r"\bhow (?:very )?(?:satisfied|happy|pleased|good|well|easy|useful|safe|comfortable|confident"
    r"|convenient|helpful|fair|quick|clear|dissatisfied|unhappy|worried|concerned|bad|badly|hard"
    r"|difficult|poor|slow|unsafe|unfair)\b(?! or )"
)
TWO_AT_ONCE = re.compile(
    r"\bhow \w+ and \w+\b|\band/or\b"
    r"|,? and (?:should|would|will|must|do|does|are|is|how|what|why|who|which|where|when)\b"
)


def leading_question(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A question leans to no side.

    Sources: de Vaus, "Surveys in Social Research", 2002, its list of things to check in a question;
    consultations whose questions all ran one way (section 4.2 of the field rules).
    """
    if passage.role is not Role.QUESTION:
        return
    plain = without_quotations(passage.text).casefold()
    for rule, advice in (
        (ONE_SIDE, "Name both sides: 'Do you agree or disagree?'."),
        (PUSHING, "Ask without saying what you think."),
        (PRESUMED, "Ask first what would change: 'better, worse or the same'."),
        (HOW_ONE_WAY, "Name both ends: 'How well or badly ...?'."),
    ):
        if found := rule.search(plain):
            yield Finding(f"'{found[0]}' leads to an answer.", advice)


def two_questions(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A question asks about one thing, so that its answer can be read.

    Source: de Vaus, "Surveys in Social Research", 2002: is the question double-barrelled?
    """
    if passage.role is not Role.QUESTION:
        return
    if found := TWO_AT_ONCE.search(without_quotations(passage.text).casefold()):
        yield Finding(f"'{found[0].strip(' ,')}' asks two things.", "Ask them one by one.")
