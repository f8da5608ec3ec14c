"""The domain, the rules, the training examples and the actions say the same."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from consultations import flow
from consultations.said_before import ways_to_say
from consultations.settings import ROOT
from tests.contracts.project import (
    DOMAIN,
    NLU,
    RULES,
    domain,
    examples,
    intents_in_rules,
    modules,
    read,
    steps,
    texts_in,
)
from web.actions_webhook import action_executor

# Sent by the server when something that it offered was chosen; nobody types them.
MADE_BY_THE_SERVER = {"start", "choose"}
# Rasa's own name for a message that is not understood.
FALLBACK = "nlu_fallback"
FEWEST_EXAMPLES = 15
# What several topics do alike.
OF_NO_TOPIC = {"this_turn", "where_we_are", "weighing", "not_understood", "putting_down"}
CLAIMS = re.compile(r"\b(saved|recorded|stored|submitted|received|sent|deleted|filed)\b")
MAY_CLAIM = {"utter_receipt", "utter_withdrawn"}
DENIES = re.compile(r"\bnot (?:\w+ ){0,2}(sent|kept|saved|recorded|deleted|on record)\b")


def intents_offered() -> set[str]:
    """The intents behind the next steps that actions offer."""
    return texts_in("actions") & set(domain()["intents"])


class TestActions:
    def test_in_the_domain_are_registered_and_the_reverse(self) -> None:
        registered = {name for name in action_executor().actions if name.startswith("action_")}

        assert set(domain()["actions"]) == registered

    def test_are_named_once(self) -> None:
        assert [name for name, n in Counter(domain()["actions"]).items() if n > 1] == []

    def test_are_each_called_by_a_rule(self) -> None:
        called = {step["action"] for _, step in steps() if "action" in step}
        by_itself = {"action_where_we_are"}

        assert set(domain()["actions"]) - by_itself == called


class TestResponses:
    def test_used_in_python_exist_and_the_reverse(self) -> None:
        used = {text for text in texts_in("actions") if re.fullmatch(r"utter_\w+", text)}

        named = set(domain()["responses"])
        # The other ways to say something, for the second and the third time in a row.
        other_ways = {way for name in used for way in ways_to_say(name)}

        assert used <= named
        assert used | other_ways == named

    def test_get_the_values_they_have_places_for(self) -> None:
        code = "\n".join(file.read_text(encoding="utf-8") for file in modules("actions"))
        for name, variants in domain()["responses"].items():
            wanted = {slot for each in variants for slot in re.findall(r"\{(\w+)\}", each["text"])}
            calls = re.findall(rf'utter\(\s*"{name}"(.*?)\)\n', code, re.DOTALL)
            for call in calls:
                given = set(re.findall(r"(\w+)=", call))

                assert wanted <= given, (name, wanted - given)

    def test_claim_that_something_was_done_only_after_it_was(self) -> None:
        for name, variants in domain()["responses"].items():
            for each in variants:
                claims = CLAIMS.search(DENIES.sub("", each["text"].casefold()))

                assert not claims or name in MAY_CLAIM, (name, each["text"])

    def test_follow_no_action_in_a_rule(self) -> None:
        assert [
            name for name, step in steps() if str(step.get("action")).startswith("utter_")
        ] == []

    @pytest.mark.parametrize("name", sorted(domain()["responses"]))
    def test_are_short_sentences(self, name: str) -> None:
        for each in domain()["responses"][name]:
            for sentence in re.split(r"(?<=[.?!])\s+", each["text"]):
                assert len(sentence.split()) <= 20, sentence


class TestIntents:
    def test_in_rules_are_in_the_domain_and_the_reverse(self) -> None:
        assert intents_in_rules() == set(domain()["intents"])

    def test_can_each_be_typed_or_are_sent_by_the_server(self) -> None:
        typed = set(examples())

        assert intents_in_rules() - typed <= MADE_BY_THE_SERVER | {FALLBACK} | intents_offered()

    def test_that_are_trained_are_in_the_domain(self) -> None:
        assert set(examples()) <= set(domain()["intents"])

    def test_have_enough_examples_to_be_told_apart(self) -> None:
        few = {
            name: len(lines) for name, lines in examples().items() if len(lines) < FEWEST_EXAMPLES
        }

        assert few == {}

    def test_share_no_example(self) -> None:
        owners: dict[str, set[str]] = {}
        for intent, lines in examples().items():
            for line in lines:
                owners.setdefault(line.casefold(), set()).add(intent)

        assert {line: names for line, names in owners.items() if len(names) > 1} == {}

    def test_end_a_conversation_only_by_a_choice_that_was_offered(self) -> None:
        assert not {"withdraw_for_good", "start_over_for_good"} & set(examples())


class TestTopics:
    def test_have_the_same_file_names_everywhere(self) -> None:
        topics = {file.stem for file in DOMAIN.glob("[a-z]*.yml")}
        actions = {file.stem for file in (ROOT / "actions").glob("[a-z]*.py")}

        assert {file.stem for file in RULES.glob("*.yml")} - {"fallback"} == topics
        assert {file.stem for file in NLU.glob("*.yml")} == topics
        assert actions - OF_NO_TOPIC == topics

    def test_name_an_action_in_the_file_that_holds_it(self) -> None:
        for file in DOMAIN.glob("[a-z]*.yml"):
            code = (ROOT / "actions" / f"{file.stem}.py").read_text(encoding="utf-8")
            for action in read(file).get("actions", []):
                assert f'"{action}"' in code, (file.stem, action)


class TestAsking:
    def test_has_a_value_for_everything_that_can_be_asked(self) -> None:
        values = {value for name, value in vars(flow).items() if name.startswith("ASKING_")}

        assert set(domain()["slots"]["asking"]["values"]) == values

    @pytest.mark.parametrize("intent", ["answer", "confirm", FALLBACK])
    def test_says_what_to_do_with_words_at_every_moment(self, intent: str) -> None:
        said = {
            condition["slot_was_set"][0]["asking"]
            for file in sorted(RULES.glob("*.yml"))
            for rule in read(file)["rules"]
            if {"intent": intent} in rule["steps"]
            for condition in rule.get("condition", [])
        }

        assert said == set(domain()["slots"]["asking"]["values"])
