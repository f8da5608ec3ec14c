"""The commands for people who write packs say in plain lines what is wrong, and what they made."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from consultations.authoring.checking import check_pack
from consultations.authoring.making import bring_shared
from consultations.cli import main
from consultations.content.loading import read_pack
from consultations.database import writing
from consultations.migrating import migrate
from consultations.publishing import publish
from consultations.settings import settings
from consultations.types import ConsultationStatus, Lane
from tests.packs import HERE, TINY, change
from tests.packs.editing import edited, tiny_alone

ANSWERS = HERE / "new-pack.yml"
NEW = "blood-tests"


@pytest.fixture
def content_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with the tiny pack and what all packs share; the settings point at it."""
    folder = tiny_alone(tmp_path)
    bring_shared(folder)
    monkeypatch.setenv("CONTENT_DIR", str(folder))
    settings.cache_clear()
    return folder


def consult(*words: str | Path, typed: str | None = None) -> Result:
    """Run ``consult content`` with some words."""
    return CliRunner().invoke(main, ["content", *map(str, words)], input=typed)


def answered(folder: Path, **other: object) -> Path:
    """The file of answers with some of them given otherwise; None leaves one out."""
    said = {**yaml.safe_load(ANSWERS.read_text(encoding="utf-8")), **other}
    file = folder / "answers.yml"
    kept = {name: value for name, value in said.items() if value is not None}
    file.write_text(yaml.safe_dump(kept), encoding="utf-8")
    return file


def line_of(content_dir: Path, file: str, words: str) -> int:
    """The number of the line that holds some words."""
    lines = (content_dir / TINY / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


class TestCheck:
    def test_ends_with_a_summary_of_the_pack(self, content_dir: Path) -> None:
        done = consult("check", TINY)

        assert "When should the village surgery open?: 2 proposals, 6 questions" in done.output

    def test_counts_the_faults_and_the_files(self, content_dir: Path) -> None:
        change(content_dir / TINY / "consultation.yml", opens="soon", closes="later")
        edited("questions.yml", "kind: vote", "kind: votes")(content_dir / TINY)

        done = consult("check", TINY)

        assert done.exit_code == 1
        assert "3 faults in 2 files." in done.output
        where = f"content/tiny/questions.yml:{line_of(content_dir, 'questions.yml', 'votes')}"
        assert f"{where}: In evenings-matter: 'kind' must be" in done.output

    def test_finds_the_line_of_words_that_break_a_rule(self, content_dir: Path) -> None:
        edited(
            "answers/hours.yml", "It closes for lunch", f"It closes {'and opens ' * 12}for lunch"
        )(content_dir / TINY)

        done = consult("check", TINY)

        assert done.exit_code == 1
        line = line_of(content_dir, "answers/hours.yml", "and opens")
        said = (
            f"content/tiny/answers/hours.yml:{line}: [sentence-length at answers/hours-now#more] "
        )
        assert said in done.output

    def test_looks_into_another_folder(self, content_dir: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()

        done = consult("check", "--content-dir", tmp_path / "elsewhere")

        assert done.exit_code == 1
        assert "There is no pack in " in done.output
        assert "consult content new" in done.output

    def test_names_the_nearest_pack_when_there_is_none_of_that_name(
        self, content_dir: Path
    ) -> None:
        done = consult("check", "tinny")

        assert done.exit_code == 1
        assert done.output.endswith("Did you mean 'tiny'?\n")

    def test_reads_what_all_packs_share(self, content_dir: Path) -> None:
        (content_dir / "words.yml").unlink()
        change(content_dir / "safety.yml", check_by="2001-01-01")

        done = consult("check", TINY)

        assert "content/words.yml:1: This file is missing." in done.output
        assert (
            "content/safety.yml:7: The telephone numbers were to be checked by 2001-01-01."
            in done.output
        )


class TestNew:
    def test_makes_a_whole_draft_that_passes_the_check(self, tmp_path: Path) -> None:
        done = consult("new", "--answers", ANSWERS, "--content-dir", tmp_path / "content")

        checked = check_pack(tmp_path / "content", NEW)
        assert done.exit_code == 0, done.output
        assert [str(each) for each in checked.faults] == []
        assert checked.pack is not None
        assert checked.pack.consultation.status is ConsultationStatus.DRAFT
        assert [option.title for option in checked.pack.options] == [
            "A clinic in the town hall",
            "Leave things as they are",
        ]
        for lane in Lane:
            optional = {each.optional for each in checked.pack.questions_for(lane)}
            assert optional == {True, False}

    def test_says_what_is_left_to_do(self, tmp_path: Path) -> None:
        done = consult("new", "--answers", ANSWERS, "--content-dir", tmp_path / "content")

        assert f"consult content preview {NEW}" in done.output
        assert f"consult content publish {NEW}" in done.output

    def test_never_writes_over_a_pack(self, tmp_path: Path) -> None:
        consult("new", "--answers", ANSWERS, "--content-dir", tmp_path)
        (tmp_path / NEW / "questions.yml").write_text("mine", encoding="utf-8")

        done = consult("new", "--answers", ANSWERS, "--content-dir", tmp_path)

        assert done.exit_code == 1
        assert "it stays as it is. Choose another name." in done.output
        assert (tmp_path / NEW / "questions.yml").read_text(encoding="utf-8") == "mine"

    def test_leaves_what_all_packs_share_as_it_is(self, content_dir: Path) -> None:
        before = (content_dir / "glossary.yml").read_text(encoding="utf-8")

        consult("new", "--answers", ANSWERS)

        assert (content_dir / "glossary.yml").read_text(encoding="utf-8") == before

    def test_names_a_folder_from_the_words_of_the_question(self, tmp_path: Path) -> None:
        consult("new", "--answers", answered(tmp_path, slug=None), "--content-dir", tmp_path)

        assert read_pack(tmp_path, "where-blood-test-clinic").slug == "where-blood-test-clinic"

    def test_asks_staff_nothing_when_there_are_none(self, tmp_path: Path) -> None:
        consult("new", "--answers", answered(tmp_path, staff=False), "--content-dir", tmp_path)

        pack = read_pack(tmp_path, NEW)
        assert list(pack.consultation.lanes) == [Lane.PUBLIC]
        assert pack.questions_for(Lane.STAFF) == ()

    def test_cites_the_sources_that_are_named(self, tmp_path: Path) -> None:
        said = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
        said["options"][0]["gains"][0] = {"point": "One bus goes there.", "source": "buses"}
        source = {"id": "buses", "title": "The bus times", "by": "A bus firm", "published": "2026"}
        file = answered(tmp_path, options=said["options"], sources=[source])

        consult("new", "--answers", file, "--content-dir", tmp_path)

        pack = read_pack(tmp_path, NEW)
        assert pack.options[0].gains[0].sources[0].id == "buses"
        assert pack.consultation.sources["buses"].title == "The bus times"

    def test_keeps_words_that_mean_something_in_yaml(self, tmp_path: Path) -> None:
        tricky = "Yes: it's {now} #1 & \"soon\" - or 'not'?"

        consult("new", "--answers", answered(tmp_path, title=tricky), "--content-dir", tmp_path)

        assert read_pack(tmp_path, NEW).consultation.title == tricky

    @pytest.mark.parametrize(
        ("other", "says"),
        [
            ({"opens": "soon"}, "'opens' is not a date."),
            ({"closes": "2019-01-01"}, "'closes' must be after 2020-01-06T09:00."),
            ({"place": None}, "'place' is missing. Add it: Which place is it about?"),
            ({"titel": "x"}, "'titel' is not a field that belongs here. Did you mean 'title'?"),
            ({"contact": {"name": "Us"}}, "'contact' needs an email, a phone or a post."),
            ({"slug": "Not This"}, "'slug' must be small letters, digits and hyphens."),
            ({"options": []}, "'options' needs at least 1."),
        ],
    )
    def test_refuses_answers_that_will_not_do_with_their_line(
        self, tmp_path: Path, other: dict[str, object], says: str
    ) -> None:
        done = consult("new", "--answers", answered(tmp_path, **other), "--content-dir", tmp_path)

        assert done.exit_code == 1
        assert says in done.output
        assert "answers.yml:" in done.output
        assert not (tmp_path / NEW).exists()

    def test_says_so_when_there_is_no_such_file(self, tmp_path: Path) -> None:
        done = consult("new", "--answers", tmp_path / "gone.yml", "--content-dir", tmp_path)

        assert done.exit_code == 1
        assert "gone.yml:1: This file is missing." in done.output


class TestDiff:
    def test_compares_what_was_published_with_the_files(self, content_dir: Path) -> None:
        migrate()
        with writing() as session:
            publish(session, pack=read_pack(content_dir, TINY), by="A Tester")
        edited("answers/hours.yml", "ten free places", "two free places")(content_dir / TINY)

        done = consult("diff", TINY)

        assert done.exit_code == 0
        assert "Changed answers/parking short:" in done.output
        assert "There are [-ten-] {+two+} free places behind the surgery." in done.output
        assert "1 change from " in done.output

    def test_finds_a_version_by_the_first_signs_of_its_id(self, content_dir: Path) -> None:
        migrate()
        with writing() as session:
            version = publish(session, pack=read_pack(content_dir, TINY), by="A Tester").version

        done = consult("diff", TINY, version[:6], "files")

        assert done.output == f"Nothing changed: both are version {version}.\n"

    @pytest.mark.parametrize(
        ("old", "says"),
        [
            ("published", "Nothing of 'tiny' has been published yet."),
            ("abc123", "No version 'abc123' of 'tiny' is stored."),
        ],
    )
    def test_says_so_when_there_is_no_such_version(
        self, content_dir: Path, old: str, says: str
    ) -> None:
        done = consult("diff", TINY, old)

        assert done.exit_code == 1
        assert says in done.output

    def test_says_what_is_wrong_with_files_that_cannot_be_read(self, content_dir: Path) -> None:
        (content_dir / TINY / "questions.yml").unlink()

        done = consult("diff", TINY, "files", "files")

        assert done.exit_code == 1
        assert "content/tiny/questions.yml:1: This file is missing." in done.output


class TestSchema:
    def test_gives_each_file_of_a_pack_a_line_that_leads_to_its_schema(
        self, content_dir: Path
    ) -> None:
        before = read_pack(content_dir, TINY).version

        done = consult("schema", "--into", TINY)

        files = [
            each for each in (content_dir / TINY).rglob("*.yml") if "translations" not in each.parts
        ]
        assert done.output == f"{len(files)} files of tiny changed.\n"
        for file in files:
            line = file.read_text(encoding="utf-8").partition("\n")[0]
            assert (file.parent / line.partition("$schema=")[2]).resolve().is_file()
        assert read_pack(content_dir, TINY).version == before
        assert consult("schema", "--into", TINY).output == "0 files of tiny changed.\n"

    def test_is_written_where_somebody_wants_it(self, tmp_path: Path) -> None:
        done = consult("schema", "--out", tmp_path / "v1")

        assert done.exit_code == 0
        assert (tmp_path / "v1" / "consultation.schema.json").is_file()
