"""A poster and a paper form say what the pack says, for everybody, and can be read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner

from consultations.asked import pack_question
from consultations.cli import main
from consultations.content.loading import read_pack
from consultations.content.schema import SKIP, Pack
from consultations.languages.packs import in_language
from consultations.printing import CannotPrint, Sheet, sheet_pdf
from consultations.printing.paper import printable
from consultations.types import Lane

ADDRESS = "https://haveyoursay.example.org"
A4 = (595, 842)
LARGE_PRINT, FOOT = 18, 12
FOOT_OF_A_PAGE = 72
TRANSLATED = "tiny"


@pytest.fixture(scope="module")
def translated(content_dir: Path) -> Pack:
    """A pack with parts in Welsh and in Polish."""
    return read_pack(content_dir, TRANSLATED)


def printed(
    sheet: Sheet, pack: Pack, *, lane: Lane = Lane.PUBLIC, language: str = "en"
) -> pypdf.PdfReader:
    """A sheet, opened again by a reader that knows nothing of how it was made."""
    pdf = sheet_pdf(sheet, pack, address=ADDRESS, lane=lane, language=language)
    return pypdf.PdfReader(BytesIO(pdf))


def squeezed(text: str) -> str:
    """A text without its spaces: where lines break is no matter."""
    return "".join(text.split())


def words_of(reader: pypdf.PdfReader) -> str:
    """Every word of a file, without spaces."""
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def square_of(pack: Pack, *, language: str = "en") -> str:
    """What a phone reads on the poster, as drawn by a real reader of PDF."""
    pdf = sheet_pdf(Sheet.POSTER, pack, address=ADDRESS, language=language)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_numpy()
    [found] = zxingcpp.read_barcodes(picture)
    return str(found.text)


class TestEverySheet:
    @pytest.mark.parametrize("sheet", list(Sheet))
    @pytest.mark.parametrize("language", ["en", "cy", "pl", "ur"])
    def test_is_tagged_and_says_its_title_and_its_language(
        self, translated: Pack, sheet: Sheet, language: str
    ) -> None:
        reader = printed(sheet, translated, language=language)
        root = reader.trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]["/K"]
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert in_language(translated, language).consultation.title in (reader.metadata.title or "")
        assert b"pdfuaid" in root["/Metadata"].get_data()

    @pytest.mark.parametrize("sheet", list(Sheet))
    def test_is_on_a4_and_uses_only_the_fonts_that_came_with_it(
        self, translated: Pack, sheet: Sheet
    ) -> None:
        reader = printed(sheet, translated)
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()
        }

        assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {A4}
        assert fonts
        assert all(each.startswith("NotoSans") for each in fonts), fonts

    def test_prints_what_looks_like_a_command_as_it_is(self, pack: Pack) -> None:
        title = '#import "x" $a$ *b* = c <d> @e \\ //f'
        said = pack.consultation.model_copy(update={"title": title})
        reader = printed(Sheet.POSTER, pack.model_copy(update={"consultation": said}))

        assert squeezed(title) in words_of(reader)

    def test_is_refused_rather_than_printed_with_gaps(self, pack: Pack) -> None:
        said = pack.consultation.model_copy(update={"title": "你好"})

        with pytest.raises(CannotPrint, match="no font here for some of its letters"):
            printed(Sheet.POSTER, pack.model_copy(update={"consultation": said}))


class TestPaper:
    @pytest.mark.parametrize("lane", list(Lane))
    @pytest.mark.parametrize("language", ["en", "cy", "pl"])
    def test_has_every_question_with_its_number_and_its_choices(
        self, translated: Pack, lane: Lane, language: str
    ) -> None:
        said = words_of(printed(Sheet.PAPER, translated, lane=lane, language=language))
        shown = in_language(translated, language)
        questions = printable(shown, lane)

        assert [each.key for each in questions] == [
            each.key for each in shown.questions_for(lane) if each.choices_from != "themes"
        ]
        for question in questions:
            statement = getattr(question, "statement", None)
            text = question.text if statement is None else statement.text
            assert squeezed(text) in said, question.key
        if language == "en":
            for number, question in enumerate(questions, 1):
                asked = pack_question(shown, question)
                assert f"{number}of{len(questions)}." in said
                for choice in asked.choices:
                    assert choice.value == SKIP or squeezed(choice.label) in said

    def test_puts_the_same_question_about_several_statements_once(self, real_pack: Pack) -> None:
        said = words_of(printed(Sheet.PAPER, real_pack))
        blocks = [each for each in real_pack.questions if each.statements]

        for block in blocks:
            assert said.count(squeezed(f"{block.text} ")) <= 1
        for statement in real_pack.statements if blocks else ():
            assert squeezed(statement.text) in said

    def test_can_be_as_short_as_the_shorter_conversation(self, real_pack: Pack) -> None:
        pdf = sheet_pdf(Sheet.PAPER, real_pack, address=ADDRESS, minutes=2)
        short = pypdf.PdfReader(BytesIO(pdf))

        said = words_of(short)
        for question in printable(real_pack, Lane.PUBLIC, minutes=2):
            assert squeezed(question.text) in said
        assert len(short.pages) <= len(printed(Sheet.PAPER, real_pack).pages)

    @pytest.mark.parametrize("slug", ["tiny", "new-models-of-care"])
    def test_is_in_large_print_but_for_the_foot(self, content_dir: Path, slug: str) -> None:
        reader = printed(Sheet.PAPER, read_pack(content_dir, slug))
        sizes: set[tuple[bool, int]] = set()

        def look(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
            if text.strip():
                height = cm[5] + tm[5] * cm[3]
                at_the_foot = height < FOOT_OF_A_PAGE
                sizes.add((at_the_foot, round(size * abs(tm[3] * cm[3]))))

        for page in reader.pages:
            page.extract_text(visitor_text=look)

        assert {size for at_the_foot, size in sizes if at_the_foot} == {FOOT}
        assert min(size for at_the_foot, size in sizes if not at_the_foot) >= LARGE_PRINT

    def test_says_where_to_send_it_and_the_other_ways(self, real_pack: Pack) -> None:
        said = words_of(printed(Sheet.PAPER, real_pack))
        contact = real_pack.consultation.contact

        for each in (contact.post, contact.email, contact.phone):
            assert each is not None
            assert squeezed(each) in said
        for way in real_pack.consultation.other_ways:
            assert squeezed(way) in said

    def test_says_at_the_foot_of_each_page_which_words_it_holds(self, translated: Pack) -> None:
        reader = printed(Sheet.PAPER, translated, language="cy")

        for page in reader.pages:
            assert translated.version in squeezed(page.extract_text())

    @pytest.mark.parametrize(
        "letters",
        [
            "Dŵr, tŷ, mân, môr",
            "Zażółć gęślą jaźń",
            "یہ کہ ہے",
            "ਪੰਜਾਬੀ ਵਿੱਚ",
            "বাংলা",
            "ગુજરાતી",
            "አማርኛ",
        ],
        ids=["Welsh", "Polish", "Urdu", "Punjabi", "Bengali", "Gujarati", "Amharic"],
    )
    def test_has_the_letters_of_the_languages_that_people_read(
        self, pack: Pack, letters: str
    ) -> None:
        said = pack.consultation.model_copy(update={"summary": letters, "title": letters})
        reader = printed(Sheet.PAPER, pack.model_copy(update={"consultation": said}))

        assert set(squeezed(letters)) <= set(words_of(reader))

    def test_is_in_the_language_that_was_asked_for(self, translated: Pack) -> None:
        polish = words_of(printed(Sheet.PAPER, translated, language="pl"))

        assert squeezed("Kiedy przychodnia we wsi ma być otwarta?") in polish
        assert squeezed("Tłumaczenie maszynowe, wersja robocza, niesprawdzone") in polish


class TestPoster:
    def test_leads_a_phone_to_the_consultation(self, translated: Pack) -> None:
        assert square_of(translated) == f"{ADDRESS}/c/{TRANSLATED}"

    def test_leads_to_the_page_in_its_own_language(self, translated: Pack) -> None:
        assert square_of(translated, language="cy") == f"{ADDRESS}/c/{TRANSLATED}?lang=cy"

    @pytest.mark.parametrize("language", ["en", "cy", "pl", "ur"])
    def test_is_one_page_with_the_address_in_letters(self, translated: Pack, language: str) -> None:
        reader = printed(Sheet.POSTER, translated, language=language)

        assert len(reader.pages) == 1
        assert "haveyoursay.example.org/c/tiny" in words_of(reader)

    def test_says_that_nothing_is_decided_until_when_and_the_other_ways(self, pack: Pack) -> None:
        said = words_of(printed(Sheet.POSTER, pack))
        about = pack.consultation

        for each in (about.title, about.nothing_decided, about.asked_by.name, *about.other_ways):
            assert squeezed(each) in said
        assert squeezed(f"Open until {about.closes:%-d %B %Y}") in said

    def test_says_in_words_what_the_square_is(self, pack: Pack) -> None:
        reader = printed(Sheet.POSTER, pack)

        assert f"It leads to {ADDRESS}/c/tiny" in _other_words(reader.trailer["/Root"])


class TestCommand:
    def test_writes_a_sheet(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PUBLIC_URL", ADDRESS)
        out = tmp_path / "poster.pdf"
        done = CliRunner().invoke(main, ["print", "poster", "tiny", "--out", str(out)])

        assert done.exit_code == 0, done.output
        assert f"{ADDRESS}/c/tiny" in done.output
        assert len(pypdf.PdfReader(out).pages) == 1

    def test_says_which_languages_there_are(self, tmp_path: Path) -> None:
        words = ["print", "paper", "tiny", "--language", "xx", "--out", str(tmp_path / "x.pdf")]
        done = CliRunner().invoke(main, words)

        assert done.exit_code == 1
        assert "There is no language 'xx'. There are: en, cy, pl, ur." in done.output


def _other_words(part: object, depth: int = 0) -> str:
    """The words that stand for pictures, anywhere in the tags of a file."""
    if depth > 12:
        return ""
    seen = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(seen, pypdf.generic.DictionaryObject):
        tags = seen.get("/StructTreeRoot", seen)
        inside = tags.get_object().get("/K", [])
        return str(tags.get_object().get("/Alt", "")) + _other_words(inside, depth + 1)
    if isinstance(seen, pypdf.generic.ArrayObject):
        return "".join(_other_words(each, depth + 1) for each in seen)
    return ""
