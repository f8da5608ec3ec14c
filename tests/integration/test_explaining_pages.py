"""Pages that explain: easier words, ideas side by side, what changes, and who decides."""

from __future__ import annotations

import html
import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from starlette.routing import Route

from consultations.content.schema import Pack
from consultations.settings import settings
from tests.visiting import Visitor
from web.app import create_app
from web.pages.routes import ACCESS, page_routes

# A shared screen that was left shows nothing of where somebody was.
LEFT = "/c/tiny/left"
VALUES = {"slug": "tiny", "idea": "late-opening"}
PICKED = "place=village&service=maternity&mode=bus"


@pytest.fixture
def visitor(database_url: str) -> Visitor:
    return Visitor(create_app(settings()))


def text_of(page: str) -> str:
    """What stands on a page, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def public_addresses() -> list[str]:
    """Every page of a consultation that anybody may open."""
    paths = [
        route.path
        for route in page_routes()
        if isinstance(route, Route)
        and route.name in ACCESS
        and "{slug}" in route.path
        and "GET" in (route.methods or ())
    ]
    for name, value in VALUES.items():
        paths = [path.replace(f"{{{name}}}", value) for path in paths]
    return [path for path in paths if "{" not in path and not path.endswith(".json")]


def _of_pdf(file: bytes) -> str:
    """The text of every sheet of a PDF."""
    return " ".join(
        " ".join(each.extract_text() for each in PdfReader(BytesIO(file)).pages).split()
    )


class TestEveryPage:
    def test_says_that_nothing_has_been_decided(self, visitor: Visitor) -> None:
        silent = []
        for path in [*public_addresses(), "/c/tiny/no-such-page", "/c/closed", "/c/closed/results"]:
            page = visitor.get(path)
            words = _of_pdf(page.content) if path.endswith(".pdf") else text_of(page.text)
            if path != LEFT and "Nothing has been decided" not in words:
                silent.append(path)

        assert silent == []


class TestEasierWords:
    def test_take_the_place_of_the_usual_ones(self, visitor: Visitor, pack: Pack) -> None:
        late = pack.options[0]
        assert late.easy is not None

        about = text_of(visitor.get("/c/tiny?words=easier").text)
        idea = text_of(visitor.get("/c/tiny/ideas/late-opening?words=easier").text)

        assert late.easy in about
        assert late.in_one_line not in about
        assert late.easy in idea
        assert "Read this page in the usual words" in about

    def test_are_missing_honestly(self, visitor: Visitor) -> None:
        missing = "There is no easier version of this yet."

        assert missing in text_of(visitor.get("/c/tiny/ideas/as-is?words=easier").text)
        assert missing not in text_of(visitor.get("/c/tiny/ideas/as-is").text)

    def test_are_kept_when_a_link_is_followed(self, visitor: Visitor) -> None:
        assert "/ideas/late-opening?words=easier" in visitor.get("/c/tiny?words=easier").text


class TestLayers:
    def test_of_an_idea_can_all_be_opened(self, visitor: Visitor, pack: Pack) -> None:
        page = visitor.get("/c/tiny/ideas/late-opening").text
        late = pack.options[0]
        assert late.cost is not None

        for summary in ("More about", "More detail", "Why this is proposed", "Beds"):
            assert re.search(rf"<summary[^>]*>.*{summary}", page)
        for passage in (late.more, late.detail, late.why, late.cost.text):
            assert passage is not None
            assert passage in text_of(page)


class TestCompare:
    def test_has_every_option_in_every_row(self, visitor: Visitor, pack: Pack) -> None:
        page = visitor.get("/c/tiny/compare").text
        text = text_of(page)

        for option in pack.options:
            assert option.title in text
            for passage in (option.in_one_line, *option.worse_off, *option.not_known):
                assert passage in text
            for point in (*option.gains, *option.losses):
                assert point.point in text
        rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", page, re.DOTALL)
        assert {row.count("<td") + row.count("<th") for row in rows} == {1 + len(pack.options)}
        assert "You can also choose none of these, or tell us your own idea." in text

    def test_puts_gains_and_losses_first_by_chance(self, visitor: Visitor) -> None:
        first = set()
        for _ in range(40):
            text = visitor.get("/c/tiny/compare").text
            first.add(text.index("What people may gain") < text.index("What people may lose"))

        assert first == {True, False}


class TestWhatChanges:
    def test_has_an_address_that_can_be_shared(self, visitor: Visitor) -> None:
        text = text_of(visitor.get(f"/c/tiny/what-changes?{PICKED}").text)

        assert "By bus: about 9 minutes. Now it is about 35." in text
        assert "By bus: about 35 minutes, as now." in text
        assert "The bus goes once an hour." in text
        assert "We timed each journey once" in text

    def test_says_what_is_still_to_be_chosen(self, visitor: Visitor) -> None:
        page = visitor.get("/c/tiny/what-changes?place=village&service=&mode=")

        assert page.status_code == 200
        assert "There is a problem" in page.text
        assert 'value="village" selected' in page.text
        assert "Choose a kind of care." in page.text
        assert "Choose where you live." not in page.text

    def test_takes_nothing_that_is_not_offered(self, visitor: Visitor) -> None:
        page = visitor.get("/c/tiny/what-changes?place=%3Cscript%3E&service=x&mode=y")

        assert page.status_code == 200
        assert "<script>" not in page.text.split("</head>")[1]

    def test_says_so_where_the_pack_does_not_know(self, visitor: Visitor) -> None:
        page = visitor.get("/c/new-models-of-care/what-changes")

        assert "There are no facts here" in page.text


class TestMore:
    def test_says_who_decides_what_was_dropped_and_what_speaks_against_the_favourite(
        self, visitor: Visitor, pack: Pack
    ) -> None:
        about, text = pack.consultation, text_of(visitor.get("/c/tiny/more").text)
        assert about.preferred is not None
        assert about.how_to_challenge is not None

        for passage in (
            about.who_decides.short,
            about.how_to_challenge.short,
            about.preferred.why,
            *(each.point for each in pack.options[0].losses),
            about.ruled_out[0].reason,
            about.criteria[0].what,
            about.interests[0].what,
            about.bodies[0].duties[0].law,
            about.sources["rota"].title,
        ):
            assert passage in text

    def test_has_a_link_to_each_of_its_parts(self, visitor: Visitor) -> None:
        for slug in ("tiny", "new-models-of-care"):
            page = visitor.get(f"/c/{slug}/more").text
            links = re.findall(r'app-contents__list">(.*?)</ul>', page, re.DOTALL)[0]
            anchors = re.findall(r'href="#([\w-]+)"', links)

            assert len(anchors) >= 3
            assert re.findall(r'<h2 class="nhsuk-heading-m" id="([\w-]+)"', page) == anchors
