"""Questions find the approved answer by meaning and by words, or find that there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from consultations.answering import kept_vectors
from consultations.answering.chances import OF_ANSWERS, OF_NONE, weights
from consultations.answering.data import DATA
from consultations.answering.embedding import DIMENSIONS, embed, embed_all
from consultations.answering.index import PackIndex, index_of
from consultations.answering.letters import LetterMatch
from consultations.answering.lookup import look_up
from consultations.answering.spelling import Speller
from consultations.content.schema import Pack

OFF_TOPIC = "off-topic"


class TestEmbed:
    def test_gives_a_unit_vector(self) -> None:
        vector = embed("When is the surgery open?")

        assert vector.shape == (DIMENSIONS,)
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-3)

    def test_puts_near_together_what_means_the_same(self) -> None:
        asked, same, other = (
            embed(text)
            for text in (
                "When does the surgery close?",
                "What time do you shut?",
                "I had soup for lunch.",
            )
        )

        assert asked @ same > asked @ other

    def test_reads_a_passage_in_another_way_than_a_question(self) -> None:
        text = "The surgery opens at nine."

        assert not np.allclose(embed(text), embed(text, as_passage=True))


class TestEmbedAll:
    def test_keeps_its_work_so_that_no_text_is_read_twice(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(kept_vectors, "FILE", tmp_path / "vectors.db")
        texts = ["one text", "another text"]
        first = embed_all(texts)
        kept = kept_vectors.kept_vectors([*texts, "a text that is new"])

        assert set(kept) == set(texts)
        assert np.array_equal(embed_all(texts), first)

    def test_works_where_nothing_can_be_kept(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "a-file").write_text("not a folder")
        monkeypatch.setattr(kept_vectors, "FILE", tmp_path / "a-file" / "vectors.db")

        assert embed_all(["one text"]).shape == (1, DIMENSIONS)

    def test_gives_no_rows_for_no_texts(self) -> None:
        assert embed_all([]).shape == (0, DIMENSIONS)


class TestSpeller:
    SPELLER = Speller(["The budget of the surgery", "commissioning appointments", "a saving"])

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("comissioning", "commissioning"),
            ("apointments", "appointments"),
            ("the sergery", "the surgery"),
            ("Budjet", "Budjet"),
            ("saying", "saying"),
            ("appointment", "appointment"),
            ("", ""),
        ],
    )
    def test_puts_right_only_what_is_clearly_a_slip(self, typed: str, meant: str) -> None:
        assert self.SPELLER.mend(typed) == meant


class TestLetters:
    def test_know_misspelt_words(self) -> None:
        scores = LetterMatch(["change my answer", "who decides"]).match("chanje my anser")

        assert scores[0] > 0.3 > scores[1]


class TestSearch:
    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("When is the surgery open now?", "hours-now"),
            ("what time do you shut", "hours-now"),
            ("who will be working in the evenings", "who-works-late"),
            ("can I leave my car somewhere", "parking"),
            ("who has the final say in this", "data/who-decides"),
            ("how many hospital beds will we have", "data/beds"),
        ],
    )
    def test_puts_the_right_answer_first(self, pack: Pack, question: str, found: str) -> None:
        assert index_of(pack).search(question)[0].answer.id == found

    @pytest.mark.parametrize("limit", [1, 2, 3])
    def test_gives_each_answer_once_likeliest_first(self, pack: Pack, limit: int) -> None:
        hits = index_of(pack).search("parking in the evening", limit=limit)

        assert len(hits) == limit
        assert len({hit.answer.id for hit in hits}) == limit
        assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)

    def test_gives_chances_that_add_up_to_one_at_most(self, real_pack: Pack) -> None:
        ranking = index_of(real_pack).rank("will my surgery close", limit=9)

        assert sum(hit.score for hit in ranking.hits) + ranking.none == pytest.approx(1, abs=1e-3)

    @pytest.mark.parametrize(
        "question",
        [
            "",
            "?",
            '"',
            "NEAR(",
            "a OR b AND NOT c*",
            "'; DROP TABLE part; --",
            "🙂",
            "x " * 900,
        ],
    )
    def test_never_fails_on_odd_words(self, pack: Pack, question: str) -> None:
        assert len(index_of(pack).search(question)) == 3

    def test_finds_nothing_where_there_is_nothing(self, pack: Pack) -> None:
        assert PackIndex(pack, []).search("anything") == []

    def test_answers_from_data_in_a_pack_without_answers(self, pack: Pack) -> None:
        empty = Pack.model_validate({**pack.model_dump(by_alias=True), "answers": ()})

        hits = index_of(empty).search("Who decides?")

        assert hits[0].answer.id == "data/who-decides"

    def test_is_made_once_for_each_version(self, pack: Pack) -> None:
        assert index_of(pack) is index_of(pack)

    def test_counts_only_ways_that_have_a_weight(self, pack: Pack) -> None:
        near = index_of(pack).nearness("who decides")

        assert set(weights().of_answers) == set(OF_ANSWERS) == set(near.ways)
        assert set(weights().of_none) == set(OF_NONE) <= set(near.none)


class TestTwins:
    def test_of_a_pack_and_its_data_are_told_in_the_words_of_the_pack(
        self, real_pack: Pack
    ) -> None:
        index = index_of(real_pack)

        assert "data/who-decides" in index.says_the_same("who-decides")
        assert index.search("who has the last word on this")[0].answer.id == "who-decides"

    def test_are_never_offered_beside_each_other(self, real_pack: Pack) -> None:
        index = index_of(real_pack)
        for question in ("who decides", "when does it close", "what are the options"):
            ids = [hit.answer.id for hit in index.search(question)]

            assert all(len(index.says_the_same(each) & set(ids)) == 1 for each in ids), question


class TestLookUp:
    def test_is_sure_of_the_very_words_of_every_answer(self, real_pack: Pack) -> None:
        wrong = [
            (asks, found.answer.id if found.answer else None)
            for answer in real_pack.answers
            for asks in answer.asks[:1]
            for found in [look_up(real_pack, asks)]
            if found.answer != answer
        ]

        assert wrong == []

    @pytest.mark.parametrize(
        "question",
        ["Who won the football?", "What is the capital of Peru?", "Can you sing me a song?"],
    )
    def test_claims_to_know_nothing_that_the_pack_does_not_say(
        self, real_pack: Pack, question: str
    ) -> None:
        answer = look_up(real_pack, question).answer

        assert answer is None or answer.id == OFF_TOPIC

    def test_offers_only_what_may_be_meant(self, pack: Pack) -> None:
        assert look_up(pack, "Who won the football?").nearest == ()
        assert weights().near < weights().sure

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("kto o tym decyduje", "who-decides"),
            ("cine ia decizia", "who-decides"),
            ("یہ فیصلہ کون کرے گا", "who-decides"),
            ("ਇਹ ਫੈਸਲਾ ਕੌਣ ਕਰੇਗਾ", "who-decides"),
        ],
    )
    def test_has_the_right_answer_to_a_question_in_another_language(
        self, real_pack: Pack, question: str, found: str
    ) -> None:
        told = look_up(real_pack, question)

        assert found in {
            each.id for each in (*told.nearest, *([told.answer] if told.answer else []))
        }

    def test_says_it_of_the_proposal_that_is_named(self, pack: Pack) -> None:
        told = look_up(pack, "what would stay the same with late opening")

        assert told.answer is not None
        assert told.answer.id == f"{DATA}stays/late-opening"
