"""On the website of an organisation: one script tag, a button, and the chat in a frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from sqlalchemy import select

from consultations.models import Response
from tests.browser.host_pages import HostPages, host_pages
from tests.browser.test_accessibility import bring_axe, measured
from tests.service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Open = Callable[..., Page]
HOSTS = ("localhost", "127.0.0.1")
PATIENCE = 30_000


@pytest.fixture(scope="module")
def site() -> Iterator[HostPages]:
    """A website that may show the chat."""
    with host_pages() as started:
        yield started


@pytest.fixture(scope="module")
def stranger() -> Iterator[HostPages]:
    """A website that may not."""
    with host_pages() as started:
        yield started


@pytest.fixture(scope="module")
def framing(
    site: HostPages,
    stranger: HostPages,
    tiny_content_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    """A service that one website may show in a frame, at both of its names."""
    origins = " ".join(f"http://{host}:{site.port}" for host in HOSTS)
    folder = tmp_path_factory.mktemp("framing")
    with running(folder, content_dir=tiny_content_dir, EMBED_ORIGINS=origins) as started:
        site.service = stranger.service = started.url
        yield started


@pytest.fixture
def open_site(browser: Browser, framing: Service, site: HostPages) -> Iterator[Open]:
    """Opens the page of the website in a window of its own."""
    contexts = []

    def opened(
        host: str = "localhost", path: str = "/", *, of: HostPages = site, **more: object
    ) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1000, "height": 900}, **more})
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(of.url(host, path))
        return page

    yield opened
    for context in contexts:
        context.close()


def show(page: Page) -> FrameLocator:
    """Press the button and wait until the chat is there."""
    page.get_by_role("button", name="Talk it through").click()
    inside = page.frame_locator("iframe")
    expect(inside.locator("main")).to_be_visible(timeout=PATIENCE)
    return inside


def begin(inside: FrameLocator) -> None:
    """Start as staff, and wait until the page and its scripts are there."""
    inside.locator("button[name=start][value=staff]").click()
    expect(inside.get_by_role("log")).to_be_visible(timeout=PATIENCE)
    expect(inside.locator("#leave [data-ready]")).to_be_attached(timeout=PATIENCE)


def answer(inside: FrameLocator) -> None:
    """Answer what is asked with whatever comes first, and wait for what comes after."""
    before = inside.locator("#now input[name=message_id]").first.get_attribute("value")
    question = inside.locator("#question")
    if question.get_by_role("radio").count():
        question.locator(".nhsuk-radios__label").first.click()
    elif question.get_by_role("checkbox").count():
        question.locator(".nhsuk-checkboxes__label").first.click()
    elif question.locator("textarea").count():
        question.locator("textarea").fill("It would take me two buses.")
    ready = question.locator("button[value=give-views], button[value=confirm]")
    (ready if ready.count() else question.locator("button").first).click()
    expect(inside.locator(f"#now input[name=message_id][value='{before}']")).to_have_count(
        0, timeout=PATIENCE
    )


class TestInAFrame:
    @pytest.mark.parametrize("host", HOSTS)
    def test_a_whole_conversation_can_be_had(
        self, open_site: Open, framing: Service, host: str
    ) -> None:
        inside = show(open_site(host))
        begin(inside)
        for _ in range(12):
            if inside.locator(".app-panel").count():
                break
            answer(inside)
        code = inside.locator(".app-panel .app-code").inner_text()

        with framing.looking() as session:
            sent = session.scalars(select(Response).where(Response.code == code)).one()
            assert sent.submitted_at is not None

    def test_goes_on_where_it_was_when_the_page_is_loaded_again(self, open_site: Open) -> None:
        page = open_site()
        inside = show(page)
        begin(inside)
        answer(inside)
        page.reload()
        inside = show(page)

        expect(inside.locator("#now[data-asks='which-days']")).to_be_visible()

    def test_keeps_its_cookies_apart_from_those_of_the_usual_pages(self, open_site: Open) -> None:
        page = open_site()
        inside = show(page)
        begin(inside)
        kept = page.context.cookies()

        assert {each["name"].split("_")[0] for each in kept} == {"framed"}
        assert {each["path"] for each in kept} == {"/c/tiny/framed"}
        assert all(each["secure"] and each["httpOnly"] for each in kept)
        assert {each["sameSite"] for each in kept} == {"None"}
        assert all(each["partitionKey"] for each in kept)

    def test_answers_as_a_form_as_well(self, open_site: Open) -> None:
        inside = show(open_site())
        inside.get_by_role("link", name="answer the same questions as a form").click()
        inside.get_by_role("link", name="practice").or_(
            inside.locator("a[href*='lane=staff']")
        ).first.click()

        expect(inside.get_by_role("button", name="Send my views")).to_be_visible()

    def test_opens_what_is_not_of_the_consultation_beside_it(self, open_site: Open) -> None:
        inside = show(open_site())
        link = inside.locator("footer a", has_text="My response")

        assert link.get_attribute("target") == "_blank"
        assert inside.locator("footer a", has_text="Privacy").get_attribute("target") is None

    def test_is_refused_to_any_other_site(
        self, open_site: Open, stranger: HostPages, framing: Service
    ) -> None:
        page = open_site(of=stranger, path="/")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.get_by_role("button", name="Talk it through").click()

        expect(page.get_by_text("This website may not show the chat")).to_be_visible()
        expect(page.get_by_role("link", name="Open this on a page of its own")).to_be_focused()
        assert any("frame-ancestors" in each for each in said), said
        for frame in page.frames[1:]:
            assert "Tiny" not in frame.content()
            assert frame.locator("main").count() == 0


class TestTheButton:
    def test_opens_by_keyboard_takes_focus_in_and_gives_it_back(self, open_site: Open) -> None:
        for key in ("Enter", "Space"):
            page = open_site()
            button = page.get_by_role("button", name="Talk it through")
            button.focus()
            page.keyboard.press(key)
            inside = page.frame_locator("iframe")
            expect(inside.locator("main")).to_be_focused()
            expect(button).to_have_attribute("aria-expanded", "true")
            page.keyboard.press("Escape")

            expect(page.locator("iframe")).to_be_hidden()
            expect(button).to_be_focused()
            expect(button).to_have_attribute("aria-expanded", "false")

    def test_never_traps_the_keyboard(self, open_site: Open) -> None:
        page = open_site()
        inside = show(page)
        expect(inside.locator("main")).to_be_focused()
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "after":
                break

        expect(page.locator("#after")).to_be_focused()

    def test_says_what_it_and_the_frame_are_in_the_language_of_the_page(
        self, open_site: Open
    ) -> None:
        page = open_site(path="/cy")
        inside = page.frame_locator("iframe")
        page.get_by_role("button", name="Trafod drwy sgwrs").click()

        expect(inside.locator("html")).to_have_attribute("lang", "cy")
        expect(page.locator("iframe")).to_have_attribute("title", re.compile("Trafod drwy sgwrs: "))

    def test_fetches_nothing_of_the_chat_before_it_is_pressed(self, open_site: Open) -> None:
        page = open_site()

        assert page.locator("iframe").get_attribute("src") is None
        assert page.context.cookies() == []

    def test_is_not_there_without_scripts_and_the_link_is(self, open_site: Open) -> None:
        page = open_site(java_script_enabled=False)

        expect(page.get_by_role("button")).to_have_count(0)
        page.locator("#link").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert "/c/tiny" in page.url

    def test_leaves_the_page_around_it_when_somebody_leaves_quickly(self, open_site: Open) -> None:
        page = open_site()
        inside = show(page)
        begin(inside)
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url("**/c/tiny/left?lang=en")

        expect(page.get_by_text("There is nothing here.")).to_be_visible()


class TestForEveryone:
    @pytest.mark.parametrize("width", [320, 360, 1440])
    def test_axe_finds_nothing_wrong_with_the_page_and_the_frame(
        self, open_site: Open, width: int
    ) -> None:
        page = open_site(viewport={"width": width, "height": 900}, bypass_csp=True)
        inside = show(page)
        begin(inside)
        found = []
        for frame in page.frames:
            bring_axe(frame)
            found += measured(frame)

        assert found == []

    @pytest.mark.parametrize("size", [(320, 640), (320, 256)], ids=["narrow", "zoomed"])
    def test_nothing_scrolls_sideways(self, open_site: Open, size: tuple[int, int]) -> None:
        page = open_site(viewport={"width": size[0], "height": size[1]})
        inside = show(page)
        begin(inside)

        for frame in page.frames:
            element = "document.documentElement"
            assert frame.evaluate(f"{element}.scrollWidth <= {element}.clientWidth"), frame.url

    def test_stands_out_in_high_contrast_and_moves_nothing(self, open_site: Open) -> None:
        page = open_site(forced_colors="active", reduced_motion="reduce")
        show(page)
        look = page.locator("section").evaluate(
            """each => { const style = getComputedStyle(each);
              return [style.borderTopStyle, parseFloat(style.borderTopWidth) >= 1,
                document.getAnimations().length, each.getAnimations({subtree: true}).length]; }"""
        )

        assert look == ["solid", True, 0, 0]
