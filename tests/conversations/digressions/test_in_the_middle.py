"""In the middle of every kind of question, asides leave it open, or move as promised."""

from __future__ import annotations

import pytest

from tests.conversations.moments import BY_NAME, asides, at, give, words_of_its_own
from tests.service import Service

pytestmark = pytest.mark.rasa


@pytest.mark.parametrize("moment", BY_NAME)
@pytest.mark.parametrize("aside", asides())
def test_an_aside_loses_nothing(service: Service, moment: str, aside: str) -> None:
    where, said = BY_NAME[moment], asides()[aside]
    with at(service, where) as someone:
        before, receipts = someone.answered, dict(someone.receipts)
        someone.say(said["say"])

        assert someone.reply["status"] == "open"
        assert said.get("heard") in {None, *someone.kinds}, someone.heard
        assert said.get("says", "") in someone.heard
        assert words_of_its_own(someone.reply) <= 60, someone.heard
        optional = where.key not in ("capacity", "role")
        if said["then"] == "skips" and optional:
            assert someone.asked == where.after
            assert someone.answered == before + 1
        elif said["then"] == "listens":
            assert someone.asked == "why"
            assert someone.answered == before
        elif said["then"] == "goes_back":
            assert someone.asked == where.before
            assert someone.answered == before
        else:
            assert someone.asked == where.key
            assert someone.answered == before
            assert someone.receipts == receipts
            give(someone, where.answer)
            assert someone.asked == where.after
            assert someone.answered == before + 1
