"""Hard words are found where they stand, and each is explained once."""

from __future__ import annotations

import pytest

from consultations.content.schema import Pack, Term
from consultations.explaining.terms import MOST_TERMS, to_explain, with_meanings


@pytest.fixture
def glossary(pack: Pack) -> Pack:
    """The tiny pack with a glossary of its own."""
    terms = (
        Term(term="A&E", plain="A&E", meaning="A&E is for the badly hurt.", allowed=True),
        Term(term="federation", plain="a group", meaning="A federation is a group of practices."),
        Term(
            term="emergency department",
            also=("ED",),
            plain="A&E",
            meaning="An emergency department is an A&E.",
        ),
        Term(
            term="urgent treatment centre",
            also=("UTC",),
            plain="urgent treatment centre",
            meaning="It treats what cannot wait.",
            allowed=True,
        ),
        Term(term="urgent", plain="soon", meaning="Urgent means soon."),
    )
    return pack.model_copy(update={"glossary": terms})


def found(pack: Pack, *passages: str, known: tuple[str, ...] = ()) -> list[str]:
    return [each.term for each in to_explain(pack, *passages, known=known)]


class TestToExplain:
    def test_finds_words_as_they_stand(self, glossary: Pack) -> None:
        assert found(glossary, "Two Federations would share a UTC.") == ["Federations", "UTC"]

    def test_takes_the_longest_name(self, glossary: Pack) -> None:
        assert found(glossary, "an urgent treatment centre") == ["urgent treatment centre"]

    def test_leaves_plain_words_alone(self, glossary: Pack) -> None:
        assert found(glossary, "A&E would stay.") == []

    def test_takes_initials_only_as_they_are_written(self, glossary: Pack) -> None:
        assert found(glossary, "Ed went to the ED.") == ["ED"]

    def test_does_not_look_inside_words(self, glossary: Pack) -> None:
        assert found(glossary, "confederations, urgently, non-urgent") == []

    def test_names_each_word_once_and_not_what_is_known(self, glossary: Pack) -> None:
        assert found(glossary, "A federation.", "Federations again.") == ["federation"]
        known = ("A federation is a group of practices.",)
        assert found(glossary, "A federation.", known=known) == []

    def test_names_a_few_at_most(self, real_pack: Pack) -> None:
        names = " and ".join(term.term for term in real_pack.glossary)

        assert len(to_explain(real_pack, names)) == MOST_TERMS

    def test_finds_nothing_without_a_glossary(self, pack: Pack) -> None:
        assert to_explain(pack.model_copy(update={"glossary": ()}), "a federation") == []


class TestWithMeanings:
    def test_explains_a_word_where_it_is_met_first(self, glossary: Pack) -> None:
        said = {"kind": "answer", "text": "A federation.", "sources": []}

        first, second = with_meanings(glossary, [said, said])

        assert [each["term"] for each in first["terms"]] == ["federation"]
        assert "terms" not in second

    def test_does_not_explain_a_word_beside_its_meaning(self, glossary: Pack) -> None:
        said = {
            "kind": "answer",
            "text": "A federation is a group of practices.",
            "content": {"id": "glossary#federation", "version": "1"},
        }

        assert "terms" not in next(with_meanings(glossary, [said]))

    @pytest.mark.parametrize("kind", ["safety", "privacy", "receipt"])
    def test_leaves_urgent_cards_as_they_are(self, glossary: Pack, kind: str) -> None:
        assert "terms" not in next(with_meanings(glossary, [{"kind": kind, "text": "federation"}]))
