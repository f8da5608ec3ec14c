"""Run Rasa's own command line the way this project needs it.

``python -m rasa_project.components.launch train ...`` is ``rasa train ...`` without TensorFlow,
without telemetry, and without what people said in any log.
"""

from __future__ import annotations

import os
import sys

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_HOST": "127.0.0.1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "OMP_NUM_THREADS": "2",
    "OMP_WAIT_POLICY": "passive",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def main() -> None:
    """Set up the process, then hand over to Rasa."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if os.environ.get("SOUNDING_BOARD_TENSORFLOW", "") != "1":
        from rasa_project.components import without_tensorflow

        without_tensorflow.install()

    from rasa_project.components import discreet_logs

    discreet_logs.install()

    from rasa_project.components import lean_actions

    lean_actions.install()

    from rasa.__main__ import main as rasa_main

    sys.argv[0] = "rasa"
    rasa_main()


if __name__ == "__main__":
    main()
