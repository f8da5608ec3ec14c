"""The code keeps to its own rules: small files, one direction of imports, nothing left over."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from consultations.settings import ROOT
from tests.contracts.project import TEMPLATES, modules, texts_in, tracked

LONGEST_MODULE, LONGEST_TEST, MIDDLE = 300, 400, 100
PRODUCT = ("consultations", "actions", "web", "rasa_project", "scripts", "migrations")
BINARY = {".png", ".ico", ".woff2", ".jpg"}
NAME_IN_TEMPLATE = re.compile(r"""(?:extends|include|import|from)\s+["']([\w/.-]+\.html)["']""")
# Written so that this file does not hold what it looks for.
MACHINE = re.compile(r"/(?:root|home|Users|work|tmp)/[\w.]+/|p[y]pi[.]|n[p]mjs[.]|pythonh[o]sted")
UNFINISHED = re.compile(r"\b(T[O]DO|FIX[M]E|X[X]X|HA[C]K)\b")
HERE = Path(__file__).resolve()


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


class TestFiles:
    def test_are_small(self) -> None:
        long = {str(f.relative_to(ROOT)): lines(f) for f in modules(*PRODUCT, "benchmarks")}

        assert {name: n for name, n in long.items() if n > LONGEST_MODULE} == {}
        assert statistics.median(long.values()) < MIDDLE

    def test_of_tests_are_small(self) -> None:
        long = {str(file.relative_to(ROOT)): lines(file) for file in modules("tests")}

        assert {name: n for name, n in long.items() if n > LONGEST_TEST} == {}

    def test_are_finished(self) -> None:
        found = [
            str(file.relative_to(ROOT))
            for file in tracked()
            if file.suffix in {".py", ".html", ".js", ".scss", ".yml"}
            and file != HERE
            and UNFINISHED.search(file.read_text(encoding="utf-8"))
        ]

        assert found == []

    def test_name_no_machine_and_no_registry(self) -> None:
        found = [
            (str(file.relative_to(ROOT)), match[0])
            for file in tracked()
            if file.suffix not in BINARY and file != HERE
            for match in [MACHINE.search(file.read_text(encoding="utf-8", errors="replace"))]
            if match
        ]

        assert found == []

    def test_that_rasa_is_trained_from_are_in_the_repository(self) -> None:
        listed = {str(file.relative_to(ROOT)) for file in tracked()}

        for folder in ("domain", "data/nlu", "data/rules"):
            there = {
                str(f.relative_to(ROOT)) for f in (ROOT / "rasa_project" / folder).glob("*.yml")
            }
            assert there
            assert there <= listed


class TestLockFiles:
    @pytest.mark.parametrize(
        "file", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda file: file.name
    )
    def test_hold_no_address(self, file: Path) -> None:
        assert "://" not in file.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "file",
        sorted(f for f in (ROOT / "requirements").glob("*.txt") if "overrides" not in f.name),
        ids=lambda file: file.name,
    )
    def test_pin_everything_with_a_hash(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8").replace("\\\n", " ")
        wanted = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]

        assert wanted
        assert [line for line in wanted if "==" not in line or "--hash=sha256:" not in line] == []

    def test_of_the_styles_holds_no_address(self) -> None:
        for file in (ROOT / "styles").glob("package-lock.json"):
            resolved = re.findall(r'"resolved": "([^"]+)"', file.read_text(encoding="utf-8"))
            assert [each for each in resolved if "://" in each] == []


class TestImports:
    def test_go_one_way(self) -> None:
        done = subprocess.run(
            [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stdout


class TestTemplates:
    def test_are_all_used(self) -> None:
        named = {text for text in texts_in("web") if text.endswith(".html")}
        folders = [text for text in texts_in("web") if re.fullmatch(r"pages/[\w/]+/", text)]
        made = {f"{folder}{text}.html" for folder in folders for text in texts_in("web/pages")}
        here = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html")}
        for name in here:
            named |= set(NAME_IN_TEMPLATE.findall((TEMPLATES / name).read_text(encoding="utf-8")))

        assert here - named - made == set()
        assert {each for each in named if "/" in each} <= here

    def test_can_all_be_read(self) -> None:
        from web.templating import environment

        for name in environment().list_templates(["html"]):
            environment().get_template(name)

    def test_ask_nothing_of_other_sites(self) -> None:
        asks = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//(?!\{)""")
        for file in TEMPLATES.rglob("*.html"):
            for match in asks.finditer(file.read_text(encoding="utf-8")):
                line = file.read_text(encoding="utf-8")[: match.start()].count("\n") + 1
                assert "href" in match[0], f"{file.name}, line {line}"

    def test_hold_no_script_and_no_style_of_their_own(self) -> None:
        own = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:")
        for file in TEMPLATES.rglob("*.html"):
            assert not own.search(file.read_text(encoding="utf-8")), file.name
