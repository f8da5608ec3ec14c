"""Every rule of the safety screen finds what it says, and leaves what it says."""

from __future__ import annotations

import pytest

from consultations.safety.patterns import Pattern, needed
from consultations.safety.rulebook import CARDS, Index, groups, guards, rule_files
from consultations.safety.screen import calls

RULES = [(file.card, rule) for file in rule_files() for rule in file.rules]
MATCHES = [(card, rule.id, text) for card, rule in RULES for text in rule.matches]
LEAVES = [(card, text) for card, rule in RULES for text in rule.leaves]


class TestRules:
    @pytest.mark.parametrize(("card", "rule", "text"), MATCHES, ids=[each[2] for each in MATCHES])
    def test_find_what_they_say_they_find(self, card: str, rule: str, text: str) -> None:
        assert card in {each.card for each in calls(text)}, rule

    @pytest.mark.parametrize(("card", "text"), LEAVES, ids=[each[1] for each in LEAVES])
    def test_leave_what_they_say_they_leave(self, card: str, text: str) -> None:
        assert [each for each in calls(text) if each.card == card] == []

    def test_have_examples_of_both_and_names_of_their_own(self) -> None:
        names = [rule.id for _, rule in RULES]

        assert len(set(names)) == len(names)
        for _, rule in RULES:
            assert rule.matches, rule.id
            assert rule.leaves, rule.id

    def test_name_only_guards_and_groups_that_there_are(self) -> None:
        for file in rule_files():
            heeded = {*file.unless, *(name for rule in file.rules for name in rule.unless or ())}

            assert heeded <= set(guards()), file.card

    def test_are_there_for_every_card(self) -> None:
        assert {card for card, _ in RULES} == set(CARDS)


def finds(written: str, said: str) -> bool:
    return bool(Pattern(written, GROUPS).expression.search(f"{said} "))


GROUPS = {"person": ["my mum/dad", "he"], "bad": ["ill/poorly", "out cold"]}


class TestPatterns:
    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("out cold", "he is out cold"),
            ("hits/beats me", "she beats me"),
            ("bleed*", "still bleeding"),
            ("{person} is {bad}", "my dad is out cold"),
            ("{person}/she is", "she is"),
            ("is [very] ill", "is ill"),
            ("is [very] ill", "is very ill"),
            ("face ~ dropped", "face has just dropped"),
            ("took %number", "took 20"),
            ("in %year", "in 2015"),
            ("a _ c", "a b c"),
        ],
    )
    def test_find(self, written: str, said: str) -> None:
        assert finds(written, said)

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("hit me", "hit men"),
            ("hit me", "white me"),
            ("face ~ dropped", "face has now quite suddenly dropped"),
            ("he ~4 hit me", "he has never hit me"),
            ("in %year", "in 2315"),
        ],
    )
    def test_do_not_find(self, written: str, said: str) -> None:
        assert not finds(written, said)

    def test_stand_alone_when_they_are_told_to(self) -> None:
        alone = Pattern("chest pain", {}, alone=True).expression

        assert alone.search("chest pain ")
        assert not alone.search("the chest pain clinic ")

    def test_are_tried_only_where_a_word_that_they_need_stands(self) -> None:
        index = Index([Pattern("my face/mouth ~ now", {}), Pattern("{bad} now", GROUPS)])

        assert index.worth_trying("my mouth is wide open now ") == [0]
        assert index.worth_trying("my mouth is wide open ") == []
        assert index.worth_trying("he is out cold now ") == [1]
        assert index.worth_trying("nothing at all ") == []

    def test_are_seldom_tried_on_every_sentence(self) -> None:
        written = [each for _, rule in RULES for each in (*rule.says, *rule.alone)]

        assert len([each for each in written if not needed(each, groups())]) < len(written) / 20
