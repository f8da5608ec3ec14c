"""What every public page promises to everyone: axe, narrow windows, the keyboard, no scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page, Request, expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
Where = dict[str, list[list[str]]]
SLUG = "new-models-of-care"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PAGES = (
    "/",
    f"/c/{SLUG}",
    f"/c/{SLUG}/ideas/integrated-care-organisation",
    f"/c/{SLUG}?words=easier",
    f"/c/{SLUG}/compare",
    f"/c/{SLUG}/more",
    "/c/tiny/ideas/late-opening?words=easier",
    "/c/tiny/compare",
    "/c/tiny/more",
    "/c/tiny/what-changes",
    "/c/tiny/what-changes?place=village",
    "/c/tiny/what-changes?place=village&service=maternity&mode=bus",
    f"/c/{SLUG}/chat",
    f"/c/{SLUG}/form",
    f"/c/{SLUG}/form?lane=public",
    f"/c/{SLUG}/form?lane=staff",
    f"/c/{SLUG}/questions",
    f"/c/{SLUG}/privacy",
    f"/c/{SLUG}/help",
    f"/c/{SLUG}/results",
    f"/c/{SLUG}/moderation",
    f"/c/{SLUG}/another-format",
    f"/c/{SLUG}/about-you",
    f"/c/{SLUG}/my-invitation",
    "/c/closed",
    "/c/closed/chat",
    "/c/draft",
    "/my-response",
    "/accessibility",
    "/language",
    "/c/tiny/language",
    "/help",
    "/left",
    "/no-such-page",
)
NOT_THERE = ("/no-such-page", "/c/draft")
MEASURE = """([where, rules]) =>
  axe.run(where, {preload: false, runOnly: {type: "tag", values: rules}})
  .then(found => found.violations.map(each =>
    each.id + ": " + each.nodes.map(node => node.target.join(" ")).join(", ")))"""
WITHOUT_TIMERS = "() => { window.setTimeout = (then) => { Promise.resolve().then(then); } }"
PHONE, DESK = 360, 1440
WHOLE = {"include": [["html"]]}
WITHOUT_WHAT_WAS_SAID_BEFORE = {**WHOLE, "exclude": [["#log > ol > li:not(:nth-last-child(-n+4))"]]}


def violations(visitor: Visitor, *widths: int, where: Where = WHOLE) -> list[str]:
    """What axe finds wrong on a page, with or without its scripts, at its width or at others.

    Where scripts are off no timer of a page ever ends, and axe waits for one.
    """
    page = visitor.page
    page.wait_for_load_state()
    bring_axe(page)
    if not visitor.scripts:
        page.evaluate(WITHOUT_TIMERS)
    found: list[str] = []
    for width in widths or [page.viewport_size["width"]]:
        page.set_viewport_size({"width": width, "height": 900})
        found += (f"{each} ({width} wide)" for each in measured(page, where))
    return found


def bring_axe(page: Page | Frame) -> None:
    """Put the program that measures into a page or a frame."""
    page.evaluate(f"() => {{ {AXE_SCRIPT} }}")


def measured(page: Page | Frame, where: Where = WHOLE) -> list[str]:
    """What axe finds wrong in a page or a frame that it was brought into."""
    return [str(each) for each in page.evaluate(MEASURE, [where, list(RULES)])]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_axe_finds_nothing_wrong_on_any_page(visit: Visit, scripts: bool) -> None:
    visitor = visit(scripts=scripts)
    found = {}
    for path in PAGES:
        assert visitor.go(path) == (404 if path in NOT_THERE else 200)
        found[path] = violations(visitor, PHONE, DESK)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_axe_finds_nothing_wrong_in_any_moment_of_a_conversation(
    visit: Visit, scripts: bool
) -> None:
    visitor = visit(scripts=scripts)
    visitor.slug = SLUG
    found: dict[str, list[str]] = {}

    def check(moment: str, where: Where = WITHOUT_WHAT_WAS_SAID_BEFORE) -> None:
        found[moment] = violations(visitor, PHONE, DESK, where=where)

    visitor.start("public")
    check("welcome")
    visitor.take_time(15)
    visitor.go_to_question("read:0")
    check("about to read")
    visitor.choose("explain")
    check("explained")
    visitor.choose("explain")
    check("both sides")
    visitor.go_deeper()
    for summary in visitor.page.locator(".app-meanings summary").all():
        summary.click()
    check("more, with words explained")
    visitor.choose("menu:easier")
    check("easier words")
    visitor.say("my mum has chest pain")
    check("safety")
    visitor.say("please ring me on 020 7946 0958 about it")
    check("privacy")
    visitor.choose("keep-out")
    for key in ("weigh-local-clinical-partnership", "check-who-decides", "themes", "other-side"):
        visitor.go_to_question(key)
        check(key)
    visitor.go_to_question("put-in-order")
    check("ranking")
    visitor.page.locator("#question button.nhsuk-button").first.click()
    expect(visitor.page.locator(".nhsuk-error-summary")).to_be_visible()
    check("error")
    visitor.go_to_question("confirm")
    check("read back")
    code = visitor.finish()
    check("sent", WHOLE)
    visitor.go("/my-response")
    visitor.page.locator("#code").fill(code)
    take_back = visitor.page.get_by_role("button", name="Take it back")
    visitor.page.locator("main form button").click()
    expect(take_back).to_be_visible()
    check("my response")
    take_back.click()
    expect(visitor.page.get_by_role("button", name="Yes, delete")).to_be_visible()
    check("take it back")

    assert {moment: wrong for moment, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_axe_would_find_what_is_wrong(visit: Visit, scripts: bool) -> None:
    visitor = visit(scripts=scripts)
    visitor.page.set_content("<main><h1>A page</h1><img src='data:,'></main>")

    found = violations(visitor, where=WITHOUT_WHAT_WAS_SAID_BEFORE)
    assert {"image-alt: img (1280 wide)", "document-title: html (1280 wide)"} <= set(found)


def test_nothing_scrolls_sideways_in_a_very_narrow_window(visit: Visit) -> None:
    visitor = visit(width=320, height=256)
    wide = []
    for path in PAGES:
        visitor.go(path)
        if visitor.is_wider_than_its_window():
            wide.append(path)
    visitor.slug = SLUG
    visitor.start("public")
    visitor.take_time(15)
    for key in ("capacity", "what-you-think", "themes", "put-in-order", "confirm"):
        visitor.go_to_question(key)
        if visitor.is_wider_than_its_window():
            wide.append(key)
    visitor.finish()
    if visitor.is_wider_than_its_window():
        wide.append("sent")

    assert wide == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_keyboard_is_enough_to_take_part(visit: Visit, scripts: bool) -> None:
    visitor = visit(scripts=scripts)
    page = visitor.page
    visitor.go("/c/tiny/chat")
    _press_until(page, "button[value=staff]", "Enter")
    expect(visitor.log).to_be_visible()
    for key, here, press in (
        ("role", "#answer", "Space"),
        ("which-days", "#answer", "Space"),
        ("why", "textarea", "a"),
        ("confirm", "button[value=confirm]", ""),
    ):
        expect(page.locator(f"#now[data-asks={key}]")).to_be_visible()
        if press:
            _press_until(page, f"#question {here}", press)
        _press_until(page, "#question button", "Enter")

    expect(page.locator(".app-panel")).to_be_visible()


def test_every_focus_can_be_seen(visit: Visit) -> None:
    visitor = visit()
    visitor.start("staff")
    visitor.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    unseen = []
    for _ in range(20):
        visitor.page.keyboard.press("Tab")
        shown = visitor.page.evaluate(
            """() => { const here = document.activeElement, style = getComputedStyle(here);
              const label = here.labels && here.labels[0];
              const before = label && getComputedStyle(label, "::before");
              const ring = each => each &&
                (each.outlineStyle !== "none" || each.boxShadow !== "none");
              return [here.outerHTML.slice(0, 80), Boolean(ring(style) || ring(before))]; }"""
        )
        if not shown[1]:
            unseen.append(shown[0])

    assert unseen == []


def test_the_first_screen_is_small(visit: Visit) -> None:
    visitor = visit()
    sizes: list[int] = []

    def weigh(request: Request) -> None:
        sizes.append(request.sizes()["responseBodySize"])

    visitor.page.on("requestfinished", weigh)
    visitor.start("public")
    visitor.page.wait_for_load_state("networkidle")

    assert sum(sizes) < 60 * 1024


def _press_until(page: Page, wanted: str, key: str) -> None:
    """Move with the Tab key until something has the focus, then press a key."""
    for _ in range(60):
        if page.locator(f"{wanted}:focus").count():
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key never reaches {wanted}")
