"""What is said when a reply to a question is not understood: each time something else."""

from __future__ import annotations

from actions.putting_down import puts_down_role
from actions.this_turn import Turn, offer_the_record
from consultations.asked import Asked
from consultations.content.schema import SKIP
from consultations.replying import asked_of
from consultations.said_before import times_in_a_row
from consultations.types import QuestionKind
from consultations.understanding import nearest_choices

OTHER_WORDS = {
    QuestionKind.SINGLE: "utter_other_words_single",
    QuestionKind.VOTE: "utter_other_words_vote",
    QuestionKind.MULTIPLE: "utter_other_words_multiple",
    QuestionKind.RANKING: "utter_other_words_ranking",
}
FAILED = (
    "utter_choice_not_offered",
    "utter_did_you_mean_choice",
    "utter_did_you_mean_one",
    "utter_still_not_matched",
    *OTHER_WORDS.values(),
)
WORDS_TO_LIST = 24


def say_not_understood(turn: Turn) -> None:
    """Offer what may be meant; the second time explain and offer the form; then never the same."""
    asked = asked_of(turn.pack, turn.conversation)
    if asked is None or puts_down_role(turn):
        return
    times = times_in_a_row(turn.session, inbound=turn.inbound, responses=FAILED)
    near = nearest_choices(asked, turn.text)
    for choice in near:
        turn.offer(choice.value, choice.label, "choose")
    if times == 1:
        explain(turn, asked)
    elif len(near) == 2:
        turn.utter("utter_did_you_mean_choice", first=near[0].label, second=near[1].label)
    elif near:
        turn.utter("utter_did_you_mean_one", first=near[0].label)
    else:
        turn.utter("utter_choice_not_offered" if times == 0 else "utter_still_not_matched")
    offer_the_record(turn)


def explain(turn: Turn, asked: Asked) -> None:
    """Say in other words what is asked, what can be chosen, and that there is a form."""
    turn.utter(OTHER_WORDS.get(asked.kind, "utter_other_words_single"))
    labels = [choice.label for choice in asked.choices if choice.value != SKIP]
    if len(" ".join(labels).split()) <= WORDS_TO_LIST:
        turn.utter("utter_the_choices", choices="; ".join(labels))
    else:
        turn.utter("utter_many_choices", count=len(labels), first=labels[0], last=labels[-1])
    turn.utter("utter_or_form")
