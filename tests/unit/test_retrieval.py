"""Questions find the approved answer by meaning and by words, or find that there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from consultations.answering import kept_vectors
from consultations.answering.chances import weights
from consultations.answering.embedding import DIMENSIONS, embed, embed_all
from consultations.answering.index import index_of
from consultations.answering.lookup import look_up
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


class TestSearch:
    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("When is the surgery open now?", "hours-now"),
            ("what time do you shut", "hours-now"),
            ("who will be working in the evenings", "who-works-late"),
            ("can I leave my car somewhere", "parking"),
        ],
    )
    def test_puts_the_right_answer_first(self, pack: Pack, question: str, found: str) -> None:
        assert index_of(pack).search(question)[0].answer.id == found

    @pytest.mark.parametrize("limit", [1, 2, 3])
    def test_gives_each_answer_once_nearest_first(self, pack: Pack, limit: int) -> None:
        hits = index_of(pack).search("parking in the evening", limit=limit)

        assert len(hits) == limit
        assert len({hit.answer.id for hit in hits}) == limit
        assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)

    @pytest.mark.parametrize(
        "question",
        [
            "",
            "?",
            '"',
            "NEAR(",
            "a OR b AND NOT c*",
            "'; DROP TABLE phrasing; --",
            "🙂",
            "x " * 900,
        ],
    )
    def test_never_fails_on_odd_words(self, pack: Pack, question: str) -> None:
        assert len(index_of(pack).search(question)) == 3

    def test_knows_the_data_of_a_pack_without_answers(self, pack: Pack) -> None:
        empty = Pack.model_validate({**pack.model_dump(by_alias=True), "answers": ()})

        assert look_up(empty, "Who decides?").nearest[0].id == "data/who-decides"

    def test_is_made_once_for_each_version(self, pack: Pack) -> None:
        assert index_of(pack) is index_of(pack)


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

    def test_offers_only_what_is_near(self, pack: Pack) -> None:
        assert look_up(pack, "Who won the football?").nearest == ()
        assert weights().near < weights().sure
