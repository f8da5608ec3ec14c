"""The queue in a browser: every page for everybody, and an answer written by keyboard alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete, select

from consultations.accounts import add_account
from consultations.models import AskedQuestion
from consultations.queue.looking_after import Because, close
from tests.asked import asked
from tests.browser.test_workspace import PASSWORD, RULES, sign_in
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
LIST = "/workspace/tiny/asked"
WIDTHS = [360, 768, 1440]
LONG = "We " + "think and " * 20 + "think."


@pytest.fixture
def bus(service, pack) -> str:
    """A question that two people asked, in a queue without others, beside one that was closed."""
    with service.looking() as session:
        session.execute(delete(AskedQuestion))
        text = f"Will bus {uuid.uuid4().hex[:6]} stop at the surgery?"
        asked(session, pack, text)
        asked(session, pack, text.lower())
        closed = asked(session, pack, "My knee hurts.")
        close(session, questions=[closed], because=Because.PERSONAL, actor="ada")
        session.commit()
    return text


@pytest.fixture
def name(service) -> str:
    """Somebody with an account."""
    name = f"ada-{uuid.uuid4().hex[:8]}"
    with service.looking() as session:
        add_account(session, name=name, password=PASSWORD)
        session.commit()
    return name


def window(browser: Browser, service: Service, *, width: int, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=service.url,
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(params=WIDTHS)
def page(request, browser: Browser, service: Service) -> Iterator[Page]:
    """A page with scripts, which the audit of a page needs."""
    yield from window(browser, service, width=request.param, scripts=True)


@pytest.fixture
def bare_page(browser: Browser, service: Service) -> Iterator[Page]:
    """A page without scripts."""
    yield from window(browser, service, width=360, scripts=False)


def check(page: Page) -> None:
    """Nothing is wrong for axe, and nothing is wider than the screen."""
    page.wait_for_load_state()
    for summary in page.locator("summary").all()[:5]:
        summary.click()
    found = Axe().run(page, options=RULES)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert overflow <= 0, f"{page.url} is wider than the screen by {overflow}"


def test_every_page_can_be_read_by_everybody(page, name, bus):
    sign_in(page, name)
    for path in ("", "?show=overdue", "?show=answered", "?show=closed", "/figures"):
        page.goto(f"{LIST}{path}")
        check(page)
    page.goto(LIST)
    page.get_by_role("link", name=bus).click()
    write = page.get_by_role("button", name="Write an answer")
    expect(write).to_be_visible()
    check(page)
    write.click()
    answer = page.get_by_label("Short answer")
    expect(answer).to_be_visible()
    check(page)
    answer.fill(LONG)
    page.get_by_role("button", name="Publish the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no question.")
    check(page)
    page.goto("/c/tiny/questions")
    check(page)


def test_a_question_is_closed_and_put_back_without_scripts(bare_page, name, bus, service):
    sign_in(bare_page, name)
    bare_page.goto(LIST)
    bare_page.get_by_role("link", name=bus).click()
    bare_page.get_by_label("It is not about this consultation").check()
    bare_page.get_by_role("button", name="Close it").click()
    expect(bare_page.get_by_role("status")).to_contain_text("The question was closed.")
    assert standing(service, bus) == "not-about-this"

    bare_page.get_by_role("button", name="Undo").click()
    expect(bare_page.get_by_role("status")).to_contain_text("The question is waiting again.")
    assert standing(service, bus) is None


def test_an_answer_is_checked_by_keyboard_and_nothing_typed_is_lost(bare_page, name, bus):
    sign_in(bare_page, name)
    bare_page.goto(LIST)
    bare_page.get_by_role("link", name=bus).press("Enter")
    bare_page.get_by_role("button", name="Write an answer").press("Enter")
    bare_page.get_by_label("The question, as everybody will read it").fill(bus)
    bare_page.get_by_label("Short answer").fill(LONG)
    bare_page.get_by_label("Where in the document").press("Enter")

    stops = bare_page.locator("#short-stops")
    expect(stops).to_contain_text("20 are the most")
    expect(bare_page.get_by_label("Short answer")).to_have_value(LONG)
    expect(bare_page.get_by_label("Short answer")).to_have_attribute(
        "aria-describedby", "short-hint short-stops"
    )


def standing(service: Service, text: str) -> str | None:
    """Why a question is closed, if it is."""
    with service.looking() as session:
        statement = select(AskedQuestion.closed_because).where(AskedQuestion.text == text)
        return session.scalars(statement).one()
