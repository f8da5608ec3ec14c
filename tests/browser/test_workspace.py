"""The workspace in a browser, at the width of a phone and of a desk, with scripts off."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from consultations.accounts import add_account
from consultations.models import AskedQuestion
from consultations.types import Lane
from consultations.versions import keep_version
from tests.factories import a_response
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.rasa]

PASSWORD = "correct horse battery"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ["", "/tiny", "/tiny/questions", "/tiny/comments", "/tiny/asked", "/tiny/data", "/account"]
PAGES += ["/tiny/status", "/closed/status", "/draft/status"]
WIDTHS = [360, 1440]


@pytest.fixture(params=WIDTHS)
def page(request, browser: Browser, service: Service) -> Iterator[Page]:
    """A page at the door of the workspace, with scripts, which the audit of a page needs."""
    yield from _page(browser, service, width=request.param, scripts=True)


@pytest.fixture(params=WIDTHS)
def bare_page(request, browser: Browser, service: Service) -> Iterator[Page]:
    """A page at the door of the workspace, without scripts."""
    yield from _page(browser, service, width=request.param, scripts=False)


def _page(browser: Browser, service: Service, *, width: int, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        base_url=service.url,
        java_script_enabled=scripts,
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def name(service, pack) -> str:
    """Somebody with an account, and responses for them to read."""
    name = f"ada-{uuid.uuid4().hex[:8]}"
    with service.looking() as session:
        add_account(session, name=name, password=PASSWORD)
        for number in range(24):
            said = {
                "capacity": ["patient" if number < 20 else "carer"],
                "evenings-matter": ["agree" if number % 3 else "disagree"],
                "in-order": ["late-opening", "as-is"],
                "why": "It would take me two buses, and I cannot stand for long.",
            }
            a_response(session, pack, said)
        a_response(session, pack, {"role": ["nurse"], "why": "The rota is full"}, lane=Lane.STAFF)
        session.add(
            AskedQuestion(
                consultation_slug=pack.slug,
                content_version=keep_version(session, pack),
                text="Will there be a bus?",
                nearest=pack.answers[0].id,
                asked_on=date(2026, 9, 3),
            )
        )
        session.commit()
    return name


def sign_in(page: Page, name: str) -> None:
    """Come in as somebody would, with the keyboard."""
    page.goto("/workspace/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("All consultations")


def open_menu(page: Page) -> None:
    """Open the menu, where the screen is too small to have it beside the page."""
    page.wait_for_load_state()
    button = page.get_by_role("button", name="Menu", exact=True)
    if button.is_visible():
        button.click()


def test_every_page_can_be_read_by_everybody(page, name):
    sign_in(page, name)
    for path in PAGES:
        page.goto(f"/workspace{path}")
        for summary in page.locator("summary").all():
            summary.click()
        found = Axe().run(page, options=RULES)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

        assert found.violations_count == 0, f"/workspace{path}: {found.generate_report()}"
        assert overflow <= 0, f"/workspace{path} is wider than the screen by {overflow}"


def test_the_door_can_be_read_by_everybody(page):
    page.goto("/workspace/sign-in")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("The name or the password is not right.")
    page.wait_for_load_state()
    found = Axe().run(page, options=RULES)

    assert found.violations_count == 0, found.generate_report()


def test_a_commissioner_reads_searches_and_takes_the_data(bare_page, name):
    sign_in(bare_page, name)
    bare_page.locator("a[href='/workspace/tiny']").click()
    expect(bare_page.get_by_role("heading", level=1)).to_have_text("Overview")
    open_menu(bare_page)
    bare_page.get_by_role("link", name="Comments", exact=True).click()
    bare_page.get_by_label("Words to look for").fill("buses")
    bare_page.get_by_role("button", name="Show comments").click()
    expect(bare_page.get_by_text("two buses").first).to_be_visible()
    expect(bare_page.get_by_text("The rota is full")).to_have_count(0)

    open_menu(bare_page)
    bare_page.get_by_role("link", name="Data", exact=True).click()
    with bare_page.expect_download() as download:
        bare_page.get_by_role("button", name="Download without comments").first.click()
    with zipfile.ZipFile(download.value.path()) as taken:
        rows = {len(taken.read(each).splitlines()) - 1 for each in taken.namelist()}
    said = bare_page.get_by_text("one for each response.").first.inner_text()
    assert int(said.split()[0].replace(",", "")) in rows

    open_menu(bare_page)
    bare_page.get_by_role("button", name="Sign out").click()
    expect(bare_page.get_by_role("heading", level=1)).to_have_text("Sign in")
    bare_page.goto("/workspace/tiny")
    expect(bare_page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_numbers_of_small_groups_are_hidden_and_it_says_why(bare_page, name):
    sign_in(bare_page, name)
    bare_page.goto("/workspace/tiny/questions")
    bare_page.get_by_text("See each statement: Public").click()
    bare_page.get_by_text("See the numbers, and by group: Evenings").click()

    table = bare_page.get_by_role("region", name="Evenings, Public")
    expect(table).to_be_visible()
    expect(bare_page.get_by_text("Nothing has been released yet.").first).to_be_visible()


def test_a_step_is_asked_for_by_keyboard_and_refused_with_a_sentence(bare_page, name):
    sign_in(bare_page, name)
    bare_page.goto("/workspace/closed/status")
    button = bare_page.get_by_role("button", name="Open it again")
    for _ in range(60):
        bare_page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    bare_page.keyboard.press("Enter")

    expect(bare_page.get_by_role("alert")).to_contain_text(
        re.compile("Give a reason for this step|Say why")
    )
    expect(bare_page.locator("[aria-current=step]")).to_contain_text("Closed")


def test_a_slow_step_says_that_it_works_and_is_sent_once(page, name):
    sign_in(page, name)
    page.goto("/workspace/closed/status")
    # Stands for a service that takes its time: what is let through is counted, and goes nowhere.
    page.evaluate(
        """() => { window.sent = 0; window.addEventListener("submit", (event) => {
          window.sent += event.defaultPrevented ? 0 : 1; event.preventDefault(); }); }"""
    )
    button = page.get_by_role("button", name="Open it again")
    button.click()

    expect(page.get_by_role("status").filter(has_text="Working on it")).to_be_visible()
    button.evaluate("each => each.click()")
    assert page.evaluate("window.sent") == 1
