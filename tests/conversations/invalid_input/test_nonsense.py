"""People type what no question offers, and are asked again in words that help."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, at, give
from tests.service import Service

pytestmark = pytest.mark.rasa

NONSENSE = ["asdf qwer zxcv", "99", "🙂🙂🙂", "maybe perhaps", "purple", "..."]
WITH_CHOICES = [name for name, each in BY_NAME.items() if "choices" in each.answer]


@pytest.mark.parametrize("moment", WITH_CHOICES)
@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_is_no_answer_to_a_choice(service: Service, moment: str, words: str) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        before = someone.answered
        someone.say(words)

        assert someone.asked == where.key
        assert someone.answered == before
        assert someone.heard
        give(someone, where.answer)
        assert someone.asked == where.after


@pytest.mark.parametrize("moment", ["public-why", "staff-why"])
@pytest.mark.parametrize("words", ["asdf qwer zxcv", "🙂🙂🙂", "no", "cost", "parking", "-"])
def test_any_words_are_an_answer_where_words_are_asked_for(
    service: Service, moment: str, words: str
) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        someone.say(words)

        assert someone.asked == where.after
        assert someone.receipts["why"]


@pytest.mark.parametrize("moment", ["public-why", "staff-why"])
@pytest.mark.parametrize(
    ("words", "leaves_out"),
    [
        ("They rang my neighbour on 07700 900123 and never rang me", "900123"),
        ("My letters go to mary@example.org and not to my daughter", "mary@example.org"),
        ("The bus never comes to SW1A 1AA in the evening", "1AA"),
    ],
)
def test_personal_details_are_kept_only_as_their_author_says(
    service: Service, moment: str, words: str, leaves_out: str
) -> None:
    where = BY_NAME[moment]
    with at(service, where) as someone:
        before = someone.answered
        someone.say(words)
        assert someone.kinds == {"privacy"}
        assert someone.answered == before
        assert leaves_out not in str(someone.current()["transcript"])

        someone.choose("keep-out")
        assert someone.asked == where.after
        someone.go_to("confirm")
        assert leaves_out not in someone.summary["why"]
