"""Somebody at a browser: goes to pages, answers questions, reads what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

WORDS = "It would take me two buses to get there."
CODE = re.compile(r"SB-\w{4}-\w{4}-\w{4}")
LONGEST_CONVERSATION = 40


@dataclass
class Visitor:
    """One window, and what went wrong in it."""

    page: Page
    url: str
    scripts: bool
    slug: str = "tiny"
    trouble: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Open a page of the site; returns its HTTP status."""
        response = self.page.goto(f"{self.url}{path}")
        return 0 if response is None else response.status

    def go_to_chat(self) -> None:
        """Open the chat of the consultation."""
        self.go(f"/c/{self.slug}/chat")

    def start(self, lane: str = "public") -> None:
        """Open the chat and start a conversation."""
        self.go_to_chat()
        self.page.locator(f"button[name=start][value={lane}]").click()
        expect(self.log).to_be_visible()

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.page.get_by_role("log")

    @property
    def asked(self) -> str:
        """The key of the question that is asked now."""
        return self.page.locator("#now").get_attribute("data-asks") or ""

    @property
    def entries(self) -> int:
        """How many entries the log has."""
        return self.log.locator("> ol > li").count()

    @property
    def receipts(self) -> list[str]:
        """The receipts in the log."""
        return self.log.locator(".app-saved").all_inner_texts()

    @property
    def code(self) -> str:
        """The code of the response on the page."""
        found = CODE.search(self.page.locator(".app-panel").inner_text())
        assert found is not None
        return found[0]

    def send(self, button: Locator) -> None:
        """Press a button and wait until the conversation has gone on."""
        before = self.page.locator("#now input[name=message_id]").first.get_attribute("value")
        button.click()
        expect(self.page.locator(f"#now input[name=message_id][value='{before}']")).to_have_count(0)
        self.page.wait_for_load_state()

    def say(self, text: str) -> None:
        """Type something and send it."""
        box = self.page.locator("#words, #question textarea").first
        box.fill(text)
        self.send(box.locator("xpath=ancestor::form").locator("button:not([name])"))

    def choose(self, value: str) -> None:
        """Press one of the buttons that stand for a choice."""
        self.send(self.page.locator(f"#now button[name=choices][value='{value}']"))

    def go_deeper(self) -> None:
        """Press the first of the buttons under a passage that lead further into it."""
        self.send(self.log.locator(".app-deeper button").first)

    def answer(self) -> None:
        """Answer whatever is asked, with whatever comes first."""
        question = self.page.locator("#question")
        if question.get_by_role("radio").count():
            question.locator(".nhsuk-radios__label").first.click()
        elif question.get_by_role("checkbox").count():
            question.locator(".nhsuk-checkboxes__label").first.click()
        elif question.get_by_role("combobox").count():
            self.place(question)
        elif question.locator("textarea").count():
            question.locator("textarea").fill(WORDS)
        else:
            ready = question.locator("button[value=give-views]")
            self.send(ready if ready.count() else question.locator("button[name=choices]").first)
            return
        self.send(question.locator("button.nhsuk-button").first)

    def take_time(self, minutes: int) -> None:
        """Say how much time one has."""
        question = self.page.locator("#question")
        label = question.locator(f".nhsuk-radios__item:has(input[value='{minutes}']) label")
        label.click()
        self.send(question.locator("button.nhsuk-button").first)

    def place(self, where: Locator) -> None:
        """Put the first thing of a ranking last, and so on."""
        names = [select.get_attribute("name") for select in where.get_by_role("combobox").all()]
        for place, name in enumerate(reversed(names), 1):
            where.locator(f"select[name='{name}']").select_option(str(place))

    def go_to_question(self, key: str) -> None:
        """Answer until a question is reached."""
        for _ in range(LONGEST_CONVERSATION):
            if self.asked == key:
                return
            self.answer()
        raise AssertionError(f"{key} was never asked")

    def finish(self) -> str:
        """Answer everything, send it, and return the code."""
        self.go_to_question("confirm")
        self.page.locator("button[name=choices][value=confirm]").click()
        expect(self.page.locator(".app-panel")).to_be_visible()
        return self.code

    def is_wider_than_its_window(self) -> bool:
        """Whether one has to scroll sideways to read."""
        measure = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(measure))
