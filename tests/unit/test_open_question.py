"""While a question for words is open, words are the answer unless they are clearly an aside.

The reader runs inside Rasa, so it is asked in Rasa's own environment, once for all cases.
"""

from __future__ import annotations

import json
import subprocess

import pytest

from consultations.settings import ROOT
from consultations.supervising import RASA_PYTHON

READ = """
import json, sys
from rasa_project.components import without_tensorflow
without_tensorflow.install()
from rasa.shared.nlu.training_data.message import Message
from rasa_project.components.open_question import OpenQuestionReader
reader = OpenQuestionReader({"sure": 0.6})
read = []
for text, intent, confidence, asking in json.load(sys.stdin):
    message = Message({"text": text, "metadata": {"asking": asking},
                       "intent": {"name": intent, "confidence": confidence}})
    read.append(reader.process([message])[0].get("intent")["name"])
print("READ:" + json.dumps(read))
"""
LONG = "skip " + "the queue at the front desk every single morning " * 3

# What was typed, what the classifier made of it, how sure it was, what is asked, how it is read.
CASES: list[tuple[str, str, float, str, str]] = [
    ("It takes two buses to get there", "ask_question", 0.9, "words", "answer"),
    ("I want an evening surgery", "give_views", 0.99, "words", "answer"),
    ("no", "abuse", 0.5, "words", "answer"),
    ("because of the parking", "nlu_fallback", 0.2, "words", "answer"),
    ("my reasons are what matters", "explain_term", 0.8, "words", "answer"),
    (LONG, "skip", 0.99, "words", "answer"),
    ("how do i challenge it", "answer", 0.7, "words", "ask_question"),
    ("how would I get there", "answer", 0.7, "words", "ask_question"),
    ("how do I put this, it is a bad plan for us all", "answer", 0.7, "words", "answer"),
    ("why not open on Sunday " * 10 + "?", "ask_question", 0.9, "words", "answer"),
    ("nurses are stopping", "stop", 0.4, "words", "answer"),
    ("skip", "skip", 0.5, "words", "skip"),
    ("skip this one please", "skip", 0.8, "words", "skip"),
    ("go back", "go_back", 0.9, "words", "go_back"),
    ("change my answer", "change_answer", 0.9, "words", "change_answer"),
    ("stop", "stop", 0.55, "words", "stop"),
    ("help", "help", 0.55, "words", "help"),
    ("can I talk to a real person?", "ask_person", 0.7, "words", "ask_person"),
    ("I cannot come in the day", "stop", 0.75, "words", "answer"),
    ("how long is left", "time_left", 0.9, "words", "time_left"),
    ("what is a primary care trust?", "explain_term", 0.7, "words", "explain_term"),
    ("who decides?", "ask_question", 0.9, "words", "ask_question"),
    ("what does commissioning mean", "explain_term", 0.9, "words", "explain_term"),
    ("who decides?", "ask_question", 0.9, "nothing", "ask_question"),
    ("purple zebra", "off_topic", 0.9, "choice", "answer"),
    ("who won the football?", "off_topic", 0.9, "choice", "off_topic"),
    ("change my reasons", "answer", 0.5, "choice", "change_answer"),
    ("I want to change the days", "answer", 0.5, "words", "answer"),
    ("just let me say it", "just_let_me_say_it", 0.65, "words", "just_let_me_say_it"),
    ("about right", "greet", 0.9, "confirmation", "greet"),
]


@pytest.fixture(scope="module")
def read() -> list[str]:
    """How each case is read."""
    done = subprocess.run(
        [str(RASA_PYTHON), "-W", "ignore", "-c", READ],
        input=json.dumps([case[:4] for case in CASES]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("READ:"))
    return list(json.loads(line.removeprefix("READ:")))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{c[3]}: {c[0][:30]}" for c in CASES])
def test_words_are_read_as_they_were_meant(read: list[str], number: int) -> None:
    assert read[number] == CASES[number][4]
