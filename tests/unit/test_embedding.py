"""The encoder gives the vectors that everything was calibrated on."""

from __future__ import annotations

import numpy as np
import pytest

from consultations.answering.embedding import DIMENSIONS, embed

KNOWN = "Will my GP surgery close?"
BEGINS = [0.04405159, -0.02711135, -0.0417029, -0.00611331, 0.04218242, -0.04557477]


def test_a_known_sentence_has_its_known_vector():
    vector = embed(KNOWN)

    assert vector.shape == (DIMENSIONS,)
    assert vector[:6] == pytest.approx(BEGINS, abs=0.01)


def test_every_vector_has_length_one():
    assert float(np.linalg.norm(embed("any other words"))) == pytest.approx(1.0, abs=1e-4)


def test_the_same_question_in_polish_is_nearer_than_another_question_in_english():
    english = embed(KNOWN)

    same = float(english @ embed("Czy moja przychodnia zostanie zamknięta?"))
    other = float(english @ embed("How long does it take to answer the questions?"))

    assert same > other
