"""How long one turn takes with one client: the whole product next to the stock Rasa alone.

Ours goes through web, Rasa, the action and the database, and has a receipt at the end. The stock
Rasa answers on its REST channel with a fixed sentence, with its tracker in memory and in SQLite.
The three take turns, message by message.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import OWN_DATA, about_the_machine, pairs, plain_ending, quantile, table
from benchmarks.servers import (
    STOCK_PORT,
    STOCK_SQL_PORT,
    Server,
    Talk,
    product,
    stock,
    tell_stock,
    warm_up,
)

TURNS, TURNS_IN_A_CONVERSATION, NOT_COUNTED = 240, 10, 20
IN_MEMORY, IN_SQL = "stock, tracker in memory", "stock, tracker in SQLite"
CHOICES, TYPED = "ours, choices", "ours, typed"
STOCK_BUTTONS = ("/greet", "/mood_unhappy", "/affirm", "/greet", "/mood_great")
ASIDES = frozenset({"ask_question", "explain_term", "explain_proposal", "for_and_against"})
COMMENTS = ("It would take me two buses to get there.", "I like that the nurse knows me.")


def main() -> None:
    """Take the turns and print the quantiles."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with plain_ending(), tempfile.TemporaryDirectory() as folder:
        ours, memory, sql = (Path(folder) / name for name in ("ours", "memory", "sql"))
        for each in (ours, memory, sql):
            each.mkdir()
        with (
            product(ours) as one,
            stock(memory, STOCK_PORT) as two,
            stock(sql, STOCK_SQL_PORT, sql=True) as three,
        ):
            warm_up(one, COMMENTS[0])
            print(about_the_machine())
            show(take_turns(one, two, three, turns))


def take_turns(ours: Server, memory: Server, sql: Server, turns: int) -> dict[str, list[float]]:
    """Milliseconds of each turn, in the order taken."""
    typed = texts()
    lanes = {
        CHOICES: choosing(ours),
        TYPED: typing(ours, typed),
        f"{IN_MEMORY}, buttons": telling(memory, STOCK_BUTTONS),
        f"{IN_MEMORY}, typed": telling(memory, typed),
        f"{IN_SQL}, buttons": telling(sql, STOCK_BUTTONS),
        f"{IN_SQL}, typed": telling(sql, typed),
    }
    took: dict[str, list[float]] = {name: [] for name in lanes}
    for _ in range(NOT_COUNTED + turns):
        for name, lane in lanes.items():
            took[name].append(next(lane))
    return {name: each[NOT_COUNTED:] for name, each in took.items()}


def texts() -> list[str]:
    """Different questions in people's own words, so that no vector is known beforehand."""
    intents = pairs(OWN_DATA / "intents.tsv")
    found = [text for text, _ in pairs(OWN_DATA / "asked.tsv")]
    found += [text for text, intent in intents if intent in ASIDES]
    order = random.Random(1)
    order.shuffle(found)
    return found


def choosing(server: Server) -> Iterator[float]:
    """Answer question after question by a choice; comments in between are not counted."""
    order = random.Random(2)
    while True:
        talk = Talk(server)
        talk.say(text="I want to give my views")
        while talk.reply["status"] == "open":
            question = talk.reply["question"]
            if question is None:
                talk.say(text="I want to give my views")
            elif question["kind"] == "text":
                talk.say(text=order.choice(COMMENTS))
            else:
                yield clocked(talk.say, choices=chosen(question, order))


def chosen(question: dict[str, Any], order: random.Random) -> list[str]:
    """Some of the choices that a question takes."""
    values = [choice["value"] for choice in question["choices"]]
    if question["kind"] in ("single", "vote"):
        return [order.choice(values)]
    values = [value for value in values if value != "skip"]
    return order.sample(values, len(values) if question["kind"] == "ranking" else 1)


def typing(server: Server, said: list[str]) -> Iterator[float]:
    """Ask in one's own words, with a new conversation every ten turns."""
    while True:
        for at, text in enumerate(said):
            if at % TURNS_IN_A_CONVERSATION == 0:
                talk = Talk(server)
            yield clocked(talk.say, text=text)


def telling(server: Server, said: tuple[str, ...] | list[str]) -> Iterator[float]:
    """Tell the stock Rasa, with a new sender every ten turns."""
    turn = 0
    while True:
        for text in said:
            sender = f"{len(said)}-{turn // TURNS_IN_A_CONVERSATION}"
            yield clocked(tell_stock, server, sender, text)
            turn += 1


def clocked(work: Callable[..., object], *given: Any, **named: Any) -> float:
    """How long something takes, in milliseconds."""
    began = time.perf_counter()
    work(*given, **named)
    return (time.perf_counter() - began) * 1000


def show(took: dict[str, list[float]]) -> None:
    """Quantiles in milliseconds, and the ratios to the stock Rasa with the same kind of turn."""
    rows = []
    for name, values in took.items():
        kind = "typed" if name.endswith("typed") else "buttons"
        ratios = [
            f"{quantile(values, 0.5) / quantile(took[f'{peer}, {kind}'], 0.5):.2f} and "
            f"{quantile(values, 0.95) / quantile(took[f'{peer}, {kind}'], 0.95):.2f}"
            if name in (CHOICES, TYPED)
            else ""
            for peer in (IN_MEMORY, IN_SQL)
        ]
        rows.append((name, len(values), *(quantile(values, q) for q in (0, 0.5, 0.95)), *ratios))
    table(
        "One turn with one client, in milliseconds",
        (
            *("what", "turns", "least", "p50", "p95"),
            *("p50 and p95 / stock in memory", "p50 and p95 / stock in SQLite"),
        ),
        rows,
    )


if __name__ == "__main__":
    main()
