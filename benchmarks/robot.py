"""Hold many conversations through the public interface, as difficult people do, and count faults.

Each is made by chance from its number: pack, lane, length, answers by words or by buttons, asides,
corrections, pauses, messages sent twice and turns that are over. A fault is a dead end, an answer
that is lost or changed, or a question that is asked again although it has its answer.

Usage: python -m benchmarks.robot [how many, 500] [address of a running service]
"""

from __future__ import annotations

import random
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.measure import about_the_machine, plain_ending, table
from benchmarks.servers import product

CONVERSATIONS, AT_ONCE, MOST_TURNS = 500, 2, 150
ASIDE, CORRECT, PAUSE, TWICE, OLD_TURN, TYPED = 0.15, 0.06, 0.05, 0.05, 0.04, 0.35
ASIDES = (
    "what does accountability mean",
    "Who decides, and when?",
    "can you say that again",
    "how long will this take",
    "what have I said so far",
    "wat is the diffrence between the options",
    "will there be enough beds",
    "tell me a joke",
    "is this anonymous",
    "help",
    "thank you",
    "can I do this on paper",
    "I want to speak to a person",
    "who won the football",
    "why should I trust you lot",
)
WORDS = (
    "It would take me two buses to get there.",
    "I like that the nurse knows me.",
    "Nobody asked the reception team.",
    "The wards are full already, so beds must not go.",
)
SETTINGS = ("lane", "length", "confirm", "which-answer")
SKIP, CONFIRM, CHANGE = "skip", "confirm", "change"


@dataclass
class Walk:
    """One conversation: what was answered so far, and every fault that was met."""

    seed: int
    pack: str
    lane: str
    turns: int = 0
    asides: int = 0
    corrections: int = 0
    said: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str) -> None:
        """Note a fault, with the number that makes the same conversation again."""
        self.faults.append(f"{self.pack} {self.lane} {self.seed}, turn {self.turns}: {what}")


class Robot:
    """Holds one conversation."""

    def __init__(self, http: httpx.Client, seed: int, packs: list[str]) -> None:
        self.http, self.chance = http, random.Random(seed)
        lane = self.chance.choice(("public", "staff"))
        self.walk = Walk(seed, packs[seed % len(packs)], lane)
        self.address, self.token = "", ""
        self.reply: dict[str, Any] = {}
        self.going_back = False

    def hold(self) -> Walk:
        """Go from the start to the receipt."""
        body = {"consultation": self.walk.pack, "lane": self.walk.lane}
        started = self.http.post("/conversations", json=body)
        if started.status_code != 201:
            self.walk.fault(f"could not start: {started.status_code}")
            return self.walk
        self.reply = started.json()
        self.address, self.token = f"/conversations/{self.reply['conversation']}", "Bearer "
        self.token += self.reply["token"]
        while self.reply["status"] == "open" and self.walk.turns < MOST_TURNS:
            if self.walk.faults:
                return self.walk
            self._one_turn()
        if self.reply["status"] != "submitted":
            self.walk.fault(f"not sent in after {MOST_TURNS} turns")
        return self.walk

    def _one_turn(self) -> None:
        asked = self.reply["question"]
        if asked is None:
            self._send(text="I want to give my views")
            return
        if self.chance.random() < PAUSE:
            self._come_back(asked)
        if self.chance.random() < OLD_TURN:
            self._send_to_an_old_turn(asked)
        if self.chance.random() < ASIDE:
            self._aside(asked)
        elif self.chance.random() < CORRECT and asked["key"] in self._questions_by_name():
            self._correct()
        else:
            self._answer(asked)

    def _questions_by_name(self) -> set[str]:
        """Where going back or changing an answer means something: at a question of the pack."""
        asked = self.reply["question"] or {}
        named = {str(asked.get("key"))}
        return {key for key in named if key not in SETTINGS and not key.startswith("read:")}

    def _answer(self, asked: dict[str, Any]) -> None:
        key, values = asked["key"], [each["value"] for each in asked["choices"]]
        before = self.walk.said.get(key)
        if before is not None and not self.going_back:
            self.walk.fault(f"asked {key} again, which has its answer")
            return
        if key == CONFIRM:
            self._check_read_back()
        if asked["kind"] == "text":
            self._kept(key, {"text": self.chance.choice(WORDS)})
        elif asked["kind"] == "ranking":
            others = [value for value in values if value != SKIP]
            self._kept(key, {"choices": self.chance.sample(others, len(others))})
        elif asked["kind"] == "multiple":
            self._kept(key, {"choices": [self.chance.choice(values)]})
        else:
            chosen = self._one_of(key, values)
            label = next(each["label"] for each in asked["choices"] if each["value"] == chosen)
            typed = self.chance.random() < TYPED and chosen != SKIP
            self._kept(key, {"text": label} if typed else {"choices": [chosen]}, chosen=chosen)

    def _one_of(self, key: str, values: list[str]) -> str:
        """Any choice; at the check mostly to send, so that every conversation ends."""
        if key == CONFIRM:
            return CONFIRM if self.chance.random() < 0.9 else CHANGE
        return self.chance.choice(values)

    def _kept(self, key: str, body: dict[str, Any], *, chosen: str = "") -> None:
        before = self.reply["progress"]["answered"]
        self._send(**body, twice=self.chance.random() < TWICE)
        saved = [each["question"] for each in self.reply["saved"]]
        if key in SETTINGS or key.startswith("read:"):
            self.going_back = key in (CONFIRM, "which-answer")
            return
        self.going_back = False
        if saved != [key]:
            self.walk.fault(f"answered {key}, and {saved or 'nothing'} was saved")
            return
        new = key not in self.walk.said
        self.walk.said[key] = chosen or str(body)
        if self.reply["progress"]["answered"] != before + new:
            self.walk.fault(f"answered {key}, and {self.reply['progress']} are counted")

    def _aside(self, asked: dict[str, Any]) -> None:
        """Say something beside the question: it stays open, and no answer is lost."""
        said = self.chance.choice(ASIDES)
        if asked["kind"] == "text" and said not in ASIDES[:3]:
            said = ASIDES[0]  # where words are asked for, only a plain question is an aside
        before = self.reply["progress"]["answered"]
        self._send(text=said)
        self.walk.asides += 1
        now = self.reply["question"] or {}
        if now.get("key") != asked["key"]:
            self.walk.fault(f"said {said!r} at {asked['key']}, and {now.get('key')} was asked")
        elif self.reply["progress"]["answered"] != before:
            self.walk.fault(f"said {said!r} at {asked['key']}, and it counted as an answer")

    def _correct(self) -> None:
        """Go back, or ask for the list of answers to change."""
        back = self.chance.random() < 0.6
        self._send(text="go back" if back else "I want to change an answer")
        self.walk.corrections += 1
        self.going_back = True

    def _come_back(self, asked: dict[str, Any]) -> None:
        """Look away and come back: the same question is open, and nothing that was said is lost."""
        found = self.http.get(self.address, headers={"Authorization": self.token})
        if found.status_code != 200:
            self.walk.fault(f"could not come back: {found.status_code}")
            return
        self.reply = found.json()
        if (self.reply["question"] or {}).get("key") != asked["key"]:
            self.walk.fault(f"came back at {asked['key']} and found another question")

    def _send_to_an_old_turn(self, asked: dict[str, Any]) -> None:
        """A turn that is over is refused, and lands on no question."""
        body = {"message_id": str(uuid.uuid4()), "turn": "x" + self.reply["turn"][1:]}
        refused = self._post({**body, "text": "anything"})
        if refused.status_code not in (400, 409, 422):
            self.walk.fault(f"a forged turn was taken at {asked['key']}: {refused.status_code}")

    def _check_read_back(self) -> None:
        found = self.http.get(self.address, headers={"Authorization": self.token}).json()
        lines = [
            line
            for turn in found["transcript"]
            for message in turn["messages"]
            if message["kind"] == "summary"
            for line in [message.get("answers", [])]
        ]
        if lines:
            keys = {each["key"] for each in lines[-1]}
            lost = set(self.walk.said) - keys
            if lost:
                self.walk.fault(f"the read-back leaves out {sorted(lost)}")

    def _send(self, *, twice: bool = False, **body: Any) -> None:
        self.walk.turns += 1
        message = {"message_id": str(uuid.uuid4()), "turn": self.reply["turn"], **body}
        answered = self._post(message)
        if answered.status_code != 200:
            asked = (self.reply["question"] or {}).get("key")
            self.walk.fault(f"sent {body} at {asked}: {answered.status_code} {answered.text[:120]}")
            return
        self.reply = answered.json()
        if twice and self._post(message).json() != self.reply:
            self.walk.fault("a message sent twice got two replies")

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        return self.http.post(
            f"{self.address}/messages", json=body, headers={"Authorization": self.token}
        )


def hold_all(url: str, how_many: int, *, first: int = 0) -> list[Walk]:
    """So many conversations with a running service, two at a time."""
    with httpx.Client(base_url=f"{url}/api/v1", timeout=120, trust_env=False) as http:
        listed = http.get("/consultations").json()
        rows = listed if isinstance(listed, list) else listed["consultations"]
        packs = sorted(each["slug"] for each in rows if each["status"] == "open")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            seeds = range(first, first + how_many)
            return list(pool.map(lambda seed: Robot(http, seed, packs).hold(), seeds))


def show(walks: list[Walk]) -> None:
    """Print what was met, and every fault."""
    turns = Counter((walk.pack, walk.lane) for walk in walks)
    rows = [
        [
            pack,
            lane,
            str(count),
            str(sum(w.turns for w in mine)),
            str(sum(len(w.said) for w in mine)),
            str(sum(w.asides for w in mine)),
            str(sum(w.corrections for w in mine)),
            str(sum(bool(w.faults) for w in mine)),
        ]
        for (pack, lane), count in sorted(turns.items())
        for mine in [[w for w in walks if (w.pack, w.lane) == (pack, lane)]]
    ]
    heads = ["pack", "lane", "held", "turns", "answers", "asides", "corrections", "with a fault"]
    table("Held", heads, rows)
    faults = [fault for walk in walks for fault in walk.faults]
    print(f"\n{len(walks)} conversations, {len(faults)} faults.")
    print("\n".join(faults))


@contextmanager
def served(url: str | None) -> Iterator[str]:
    """A service that runs already, or one of our own for as long as this takes."""
    if url is not None:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder, product(Path(folder)) as server:
        yield server.url


def main() -> None:
    """Hold them, and print the figures. Ends with 1 when there was a fault."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else CONVERSATIONS
    with plain_ending(), served(sys.argv[2] if len(sys.argv) > 2 else None) as url:
        walks = hold_all(url, how_many)
    print(about_the_machine())
    show(walks)
    sys.exit(any(walk.faults for walk in walks))


if __name__ == "__main__":
    main()
