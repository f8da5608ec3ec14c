"""Proposals, words of the field and questions are found by the names people use for them."""

from __future__ import annotations

import pytest

from consultations.answering.names import proposal_in, terms_in
from consultations.content.schema import Pack
from consultations.naming import question_named
from consultations.types import Lane


class TestTermsIn:
    @pytest.mark.parametrize(
        ("text", "term"),
        [
            ("what is A&E?", "A&E"),
            ("what does ACO mean", "accountable care organisation"),
            ("explain accountability please", "accountability"),
            ("what is an acute trust", "acute trust"),
            ("acountability?", "accountability"),
        ],
    )
    def test_finds_a_word_by_any_of_its_names(self, real_pack: Pack, text: str, term: str) -> None:
        assert terms_in(real_pack, text)[0].term == term

    def test_finds_every_term_by_each_of_its_names(self, real_pack: Pack) -> None:
        for term in real_pack.glossary:
            for name in (term.term, *term.also):
                found = [each.term for each in terms_in(real_pack, f"what does {name} mean?")]

                assert term.term in found, name

    def test_takes_the_longer_name_when_one_holds_another(self, real_pack: Pack) -> None:
        assert [each.term for each in terms_in(real_pack, "acute trust")] == ["acute trust"]

    @pytest.mark.parametrize("text", ["", "?", "hello there", "🙂", "it is what it is"])
    def test_finds_nothing_where_there_is_nothing(self, real_pack: Pack, text: str) -> None:
        assert terms_in(real_pack, text) == []


class TestProposalIn:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("tell me about late opening", "late-opening"),
            ("what about evenings?", "late-opening"),
            ("open until eight in the evening", "late-opening"),
            ("what if we do nothing", "as-is"),
            ("explain option 1", "late-opening"),
            ("idea 2", "as-is"),
            ("late surgry", "late-opening"),
        ],
    )
    def test_finds_a_proposal_by_any_of_its_names(self, pack: Pack, text: str, found: str) -> None:
        proposal = proposal_in(pack, text)

        assert proposal is not None
        assert proposal.id == found

    @pytest.mark.parametrize("text", ["", "hello", "option 9", "who decides?", "parking"])
    def test_finds_none_where_none_is_named(self, pack: Pack, text: str) -> None:
        assert proposal_in(pack, text) is None

    def test_finds_every_proposal_by_each_of_its_names(self, real_pack: Pack) -> None:
        for proposal in real_pack.proposals:
            for name in (proposal.title, proposal.short, *proposal.also):
                found = proposal_in(real_pack, f"tell me about {name}")

                assert found is not None, name
                assert found.id == proposal.id, name


class TestQuestionNamed:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("change my reasons", "why"),
            ("I want to change question 2", "which-days"),
            ("change answer 1 please", "capacity"),
            ("my answer about evenings was wrong", "evenings-matter"),
        ],
    )
    def test_finds_a_question_by_its_short_name_or_number(
        self, pack: Pack, text: str, key: str
    ) -> None:
        question = question_named(pack, Lane.PUBLIC, text)

        assert question is not None
        assert question.key == key

    @pytest.mark.parametrize("text", ["", "change something", "question 99", "question 0"])
    def test_finds_none_where_none_is_named(self, pack: Pack, text: str) -> None:
        assert question_named(pack, Lane.PUBLIC, text) is None

    def test_looks_only_in_the_lane_of_the_person(self, pack: Pack) -> None:
        assert question_named(pack, Lane.STAFF, "evenings") is None
