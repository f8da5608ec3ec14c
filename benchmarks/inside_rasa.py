"""Runs inside an environment of Rasa: reads texts as JSON, writes the ranking of intents for each.

``python benchmarks/inside_rasa.py MODEL without-tensorflow`` or ``... MODEL with-tensorflow``.
"""

# Rasa has an environment of its own, so nothing of it is known in that of the checks.
# mypy: disable-error-code="import-not-found,import-untyped,no-any-unimported"

from __future__ import annotations

import asyncio
import json
import logging
import sys

FALLBACK, HOW_MANY = "nlu_fallback", 3


async def rankings(model: str, texts: list[str]) -> list[list[tuple[str, float]]]:
    """The likeliest intents of each text, with how sure Rasa is, likeliest first."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    found = []
    for text in texts:
        parsed = await agent.parse_message(text)
        ranked = [(each["name"], float(each["confidence"])) for each in parsed["intent_ranking"]]
        found.append(ranked[:HOW_MANY])
    return found


def main() -> None:
    """Keep Rasa's own words away from the answer, which is the last line."""
    if sys.argv[2] == "without-tensorflow":
        from rasa_project.components import without_tensorflow

        without_tensorflow.install()
    import structlog

    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(json.dumps(asyncio.run(rankings(sys.argv[1], json.load(sys.stdin)))))


if __name__ == "__main__":
    main()
