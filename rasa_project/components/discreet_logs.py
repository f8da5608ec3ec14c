"""Keep what people said out of every log of Rasa."""

from __future__ import annotations

from typing import Any

import structlog

# What may stand in a log line. Everything else of an event is left out, because what people said
# travels under many names: text, message, tracker, slots, states.
ALLOWED = frozenset(
    {
        "event",
        "event_info",
        "level",
        "log_level",
        "timestamp",
        "logger",
        "error",
        "action_name",
        "policy_name",
        "intent_name",
        "model_id",
        "num_messages",
    }
)


def leave_out_words(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Keep only the fields that cannot hold what somebody said."""
    return {name: value for name, value in event.items() if name in ALLOWED}


def install() -> None:
    """Put the filter first in the processors that Rasa sets up."""
    configure = structlog.configure

    def configure_discreetly(*args: Any, **kwargs: Any) -> None:
        kwargs["processors"] = [leave_out_words, *(kwargs.get("processors") or [])]
        configure(*args, **kwargs)

    structlog.configure = configure_discreetly
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
