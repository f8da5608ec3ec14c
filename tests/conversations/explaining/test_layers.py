"""One layer at a time, each offered as a next step, none said twice, easier words when wanted."""

from __future__ import annotations

import pytest

from tests.respondent import Respondent

pytestmark = pytest.mark.rasa
LATE = "proposals/late-opening"


def shown(someone: Respondent) -> list[str]:
    """The ids of the passages in the last reply."""
    return [each["content"]["id"] for each in someone.reply["messages"] if each.get("content")]


def offered(someone: Respondent, start: str = "") -> list[str]:
    """The next steps that are offered."""
    values = [str(each["value"]) for each in someone.reply["suggestions"]]
    return [value for value in values if value.startswith(start)]


class TestLayers:
    def test_of_an_answer_go_from_a_line_to_the_source(self, respondent: Respondent) -> None:
        respondent.say("When is the surgery open now?")
        assert shown(respondent) == ["answers/hours-now"]
        respondent.choose("layer:answers/hours-now#more")
        assert shown(respondent) == ["answers/hours-now#more"]
        respondent.choose("layer:answers/hours-now#detail")
        assert shown(respondent) == ["answers/hours-now#detail"]
        assert offered(respondent, "layer:") == []
        respondent.choose("source:answers/hours-now#detail")

        assert "The rota of the village surgery" in respondent.heard
        assert respondent.kinds == {"answer"}

    def test_are_not_said_twice_when_somebody_types_for_more(self, respondent: Respondent) -> None:
        respondent.say("Tell me about late opening")
        seen = shown(respondent)
        for _ in range(6):
            respondent.say("tell me more")
            assert not set(shown(respondent)) & set(seen), respondent.heard
            seen += shown(respondent)
        respondent.say("tell me more")

        parts = ("more", "detail", "why", "beds", "cost", "staffing")
        assert {f"{LATE}#{part}" for part in parts} <= set(seen)
        assert shown(respondent) == []
        assert "That is all I have on this" in respondent.heard

    def test_of_a_proposal_are_offered_by_name_and_never_again(
        self, respondent: Respondent
    ) -> None:
        respondent.say("Tell me about late opening")
        respondent.choose(f"layer:{LATE}#more")
        assert f"layer:{LATE}#beds" in offered(respondent)
        respondent.choose(f"layer:{LATE}#beds")

        assert "4 beds" in respondent.heard
        assert f"layer:{LATE}#beds" not in offered(respondent)
        assert f"source:{LATE}#beds" in offered(respondent)

    def test_leave_the_open_question_open(self, respondent: Respondent) -> None:
        respondent.go_to("why")
        respondent.say("When is the surgery open now?")
        respondent.choose("layer:answers/hours-now#more")

        assert respondent.asked == "why"
        respondent.say("It takes two buses to get there.")
        assert respondent.asked == "evenings-matter"


class TestEasierWords:
    def test_hold_from_then_on_and_can_be_taken_back(self, respondent: Respondent) -> None:
        respondent.say("When is the surgery open now?")
        respondent.choose("menu:easier")
        assert shown(respondent) == ["answers/hours-now#easy"]
        respondent.say("When is the surgery open now?")
        assert shown(respondent) == ["answers/hours-now#easy"]
        respondent.choose("menu:usual")
        respondent.say("When is the surgery open now?")

        assert shown(respondent) == ["answers/hours-now"]

    def test_are_missing_honestly(self, respondent: Respondent) -> None:
        respondent.say("easier words please")
        respondent.say("Is there parking at the surgery?")

        assert respondent.reply["messages"][0]["text"] == "There is no easier version of this yet."
        assert shown(respondent) == ["answers/parking"]

    def test_keep_both_sides_of_a_proposal(self, respondent: Respondent) -> None:
        respondent.choose("menu:easier")
        respondent.say("Tell me about late opening")

        assert shown(respondent) == [f"{LATE}#easy", f"{LATE}#both-sides"]
        respondent.choose(f"layer:{LATE}#what-it-is")
        assert shown(respondent)[0] == f"{LATE}#what-it-is"

    def test_come_from_the_menu_whatever_is_asked(self, respondent: Respondent) -> None:
        respondent.go_to("why")
        answered = respondent.answered
        respondent.choose("menu:easier")

        assert (respondent.asked, respondent.answered) == ("why", answered)

    def test_of_a_menu_never_keep_what_may_identify_somebody(self, respondent: Respondent) -> None:
        respondent.say("please ring me on 020 7946 0958 about it")
        assert "privacy" in respondent.kinds
        respondent.choose("menu:review")

        assert "020 7946 0958" not in str(respondent.current()["transcript"])


class TestHardWords:
    def test_are_explained_where_they_are_met_first(self, respondent: Respondent) -> None:
        respondent.say("When is the surgery open now?")
        respondent.choose("layer:answers/hours-now#more")
        respondent.choose("layer:answers/hours-now#detail")
        first = respondent.reply["messages"][0]

        assert [each["term"] for each in first["terms"]] == ["outpatient clinic"]
        assert first["terms"][0]["meaning"].endswith(".")

    def test_of_a_question_come_with_it_every_time(self, respondent: Respondent) -> None:
        respondent.go_to("capacity")

        assert respondent.reply["question"]["terms"] == []
