"""Making a pack at a terminal: one question at a time, each answer checked as it is typed."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from consultations.cli import main
from consultations.content.loading import pack_slugs, read_pack

LONG = f"Blood tests are done at the hospital {'and at the hospital ' * 8}only."
TYPED: dict[str, list[str]] = {
    "title": ["Where should we have blood tests?"],
    "slug": ["tests"],
    "summary": ["Two ideas for where people have blood tests."],
    "asked_by": ["Brookfield Board"],
    "asked_by_what": ["An invented body that plans care."],
    "invented": ["y"],
    "for_whom": [""],
    "place": ["Brookfield"],
    "areas": ["North", "South", ""],
    "opens": ["2027-01-11T09:00"],
    "closes": [""],
    "now": ["Blood tests are done at the hospital."],
    "why": ["The room is too small."],
    "sources": ["n"],
    "option": ["A clinic in the town hall", "", "Tests would be done in the town hall."],
    "option words": [
        "The board says there is room.",
        "A clinic would open in the town hall.",
        "",
        "",
    ],
    "option change": ["You would go to the town hall.", "It would still be free."],
    "option gains": ["It is on a bus route.", "", "n"],
    "option losses": ["It is far from the wards.", "nurses", "n"],
    "option people": ["People near the hospital.", "", "How many would come.", "", "n"],
    "as is": ["It is near the wards.", "", "n", "The room is small.", "", "n"],
    "as is people": ["People who wait.", "", "How long the room will last.", ""],
    "decides": ["", "", "", ""],
    "contact": ["The team", "", "01632 960001", ""],
    "other ways": ["On paper. Ask at the hospital.", ""],
    "staff": ["y"],
}


def made(folder: Path, **other: list[str]) -> Result:
    """Make a pack by typing, with some answers given otherwise."""
    said = {**TYPED, **{name.replace("_then", ""): lines for name, lines in other.items()}}
    lines = [line for lines in said.values() for line in lines]
    return CliRunner().invoke(
        main, ["content", "new", "--content-dir", str(folder)], input="\n".join(lines) + "\n"
    )


class TestAsking:
    def test_makes_a_pack_with_suggestions_taken(self, tmp_path: Path) -> None:
        done = made(tmp_path)

        assert done.exit_code == 0, done.output
        pack = read_pack(tmp_path, "tests")
        assert pack.consultation.title == "Where should we have blood tests?"
        assert pack.consultation.closes.isoformat() == "2027-04-05T17:00:00+01:00"
        assert pack.consultation.who_decides.short.startswith("The members of Brookfield Board")
        assert pack.options[0].losses[0].whose == "nurses"
        assert [each.label for each in pack.questions[2].choices][:2] == ["North", "South"]

    def test_asks_again_for_a_date_that_is_none(self, tmp_path: Path) -> None:
        done = made(tmp_path, opens=["next week", "2027-01-11T09:00"])

        assert done.exit_code == 0
        assert "That is not a date. Write a day as 2026-09-01" in done.output

    def test_asks_again_for_a_close_before_the_opening(self, tmp_path: Path) -> None:
        done = made(tmp_path, closes=["2026-01-01", ""])

        assert done.exit_code == 0
        assert "That must be after 2027-01-11T09:00." in done.output

    def test_asks_again_for_a_folder_that_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "tests").mkdir()

        done = made(tmp_path, slug=["tests", "other-tests"])

        assert done.exit_code == 0
        assert "There is a folder of that name already." in done.output
        assert read_pack(tmp_path, "other-tests").slug == "other-tests"

    def test_asks_again_for_an_email_that_is_none(self, tmp_path: Path) -> None:
        done = made(tmp_path, contact=["The team", "somewhere", "a@b.example.org", "", ""])

        assert done.exit_code == 0
        assert "is no email address" in done.output

    def test_needs_a_way_to_be_reached(self, tmp_path: Path) -> None:
        done = made(tmp_path, contact=["The team", "", "", "", "The team", "", "01632 960001", ""])

        assert done.exit_code == 0
        assert "needs an email, a phone or a post" in done.output

    def test_advises_on_words_and_keeps_what_is_written_again(self, tmp_path: Path) -> None:
        done = made(tmp_path, now=[LONG, "Tests are done at the hospital."])

        assert done.exit_code == 0
        assert "Plain language:" in done.output
        card = read_pack(tmp_path, "tests").consultation.what_it_is_about[1]
        assert card.text == "Tests are done at the hospital."

    def test_keeps_words_whose_author_wants_them(self, tmp_path: Path) -> None:
        done = made(tmp_path, now=[LONG, ""])

        assert done.exit_code == 0
        assert read_pack(tmp_path, "tests").consultation.what_it_is_about[1].text == LONG

    def test_leaves_nothing_behind_when_it_is_broken_off(self, tmp_path: Path) -> None:
        done = CliRunner().invoke(
            main, ["content", "new", "--content-dir", str(tmp_path)], input="A question?\n"
        )

        assert done.exit_code == 1
        assert "Traceback" not in done.output
        assert pack_slugs(tmp_path) == []

    def test_lets_points_cite_the_sources_that_were_named(self, tmp_path: Path) -> None:
        done = made(
            tmp_path,
            sources=["y", "rota", "The rota", "The ward", "May 2026", "", "n"],
            **{
                "option gains": ["It is on a bus route.", "", "rotta", "rota", "n"],
                "option losses": ["It is far from the wards.", "nurses", "", "n"],
                "as is": ["It is near the wards.", "", "", "n", "It is small.", "", "", "n"],
            },
        )

        assert done.exit_code == 0, done.output
        assert "There is no source 'rotta'. Did you mean 'rota'?" in done.output
        gains = read_pack(tmp_path, "tests").options[0].gains
        assert [cited.id for cited in gains[0].sources] == ["rota"]
