"""What is published about packs says the same as the code that reads them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from consultations.authoring.field_guide import with_tables
from consultations.authoring.json_schema import (
    PACK_FILES,
    SCHEMA_VERSION,
    PackFile,
    schema_of,
    schemas,
)
from consultations.content.loading import pack_slugs
from consultations.content.marked import read_document
from consultations.content.schema import Consultation
from consultations.settings import ROOT
from consultations.supervising import RASA_PYTHON
from tests.packs import TINY

PUBLISHED = ROOT / "docs" / "pack-schema" / SCHEMA_VERSION
GUIDE = ROOT / "docs" / "writing-a-pack.md"
AGAIN = "Run 'consult content schema --guide docs/writing-a-pack.md'."


def properties(schema: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every field that a schema describes, at any depth."""
    if isinstance(schema, dict):
        own = list(schema.get("properties", {}).items()) if "type" in schema else []
        return own + [each for inner in schema.values() for each in properties(inner)]
    if isinstance(schema, list):
        return [each for inner in schema for each in properties(inner)]
    return []


class TestPublishedSchema:
    @pytest.mark.parametrize("name", sorted(schemas()))
    def test_is_the_one_that_packs_are_read_by(self, name: str) -> None:
        assert (PUBLISHED / name).read_text(encoding="utf-8") == schemas()[name], AGAIN

    def test_is_published_for_every_kind_of_file_and_no_other(self) -> None:
        assert {file.name for file in PUBLISHED.iterdir()} == set(schemas()), AGAIN

    @pytest.mark.parametrize("file", PACK_FILES, ids=lambda file: file.name)
    def test_says_what_each_field_is_for(self, file: PackFile) -> None:
        found = properties(schema_of(file))

        assert found
        assert [
            name for name, field in found if not field.get("description") and "$ref" not in field
        ] == []

    def test_bears_the_version_that_packs_name(self) -> None:
        version = json.loads(schemas()["consultation.schema.json"])["properties"]["schema"]

        assert f"v{version['const']}" == SCHEMA_VERSION
        assert all(f"/{SCHEMA_VERSION}/" in schema_of(file)["$id"] for file in PACK_FILES)

    def test_refuses_fields_that_nobody_reads(self) -> None:
        for file in PACK_FILES:
            parts = [*schema_of(file).get("$defs", {}).values()]
            assert all(
                part.get("additionalProperties") is False for part in parts if "properties" in part
            )


class TestGuide:
    def test_has_the_fields_of_the_schema(self) -> None:
        text = GUIDE.read_text(encoding="utf-8")

        assert with_tables(text) == text, AGAIN
        for name, field in Consultation.model_fields.items():
            assert f"| `{field.alias or name}` |" in text

    def test_leads_only_to_headings_that_are_there(self) -> None:
        text = GUIDE.read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").casefold()).replace(" ", "-")
            for line in text.splitlines()
            if line.startswith("#")
        }

        assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= headings


# The validator stands in Rasa's environment, which needs it anyway.
VALIDATE = """
import json, sys, warnings
warnings.simplefilter("ignore")
from jsonschema import Draft202012Validator
wrong = []
for name, schema, value in json.load(sys.stdin):
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(value)
    wrong += [f"{name}: {'.'.join(map(str, each.absolute_path))}: {each.message}" for each in found]
print(json.dumps(wrong))
"""


def refused(files: list[tuple[str, dict[str, Any], Any]]) -> list[str]:
    """What an editor that knows JSON Schema would underline in some files."""
    done = subprocess.run(
        [str(RASA_PYTHON), "-c", VALIDATE],
        input=json.dumps(files, default=str),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def files_of(content_dir: Path, slug: str) -> list[tuple[str, dict[str, Any], Any]]:
    """The files of a pack as editors read them, each with its schema."""
    of = {file.name: schema_of(file) for file in PACK_FILES}
    found = [(content_dir / "glossary.yml", "glossary")]
    for file in sorted((content_dir / slug).glob("*.yml")):
        found.append((file, file.stem))
    for folder, name in (("proposals", "proposal"), ("answers", "answers")):
        found += [(file, name) for file in sorted((content_dir / slug / folder).glob("*.yml"))]
    read = [(file, name, read_document(file, file.name)[0]) for file, name in found]
    return [
        (f"{slug}/{file.name}", of[name], document.value)
        for file, name, document in read
        if document
    ]


class TestJsonSchema:
    @pytest.mark.parametrize("slug", [*pack_slugs(ROOT / "content"), TINY])
    def test_accepts_every_pack(self, content_dir: Path, slug: str) -> None:
        files = files_of(content_dir, slug)

        assert len(files) > 5
        assert refused(files) == []

    def test_refuses_a_slip_that_the_check_refuses(self, content_dir: Path) -> None:
        files = files_of(content_dir, TINY)
        questions = next(value for name, _, value in files if name == "tiny/questions.yml")
        questions[0]["kind"], questions[1]["txet"] = "votes", "x"

        assert len(refused(files)) == 2
