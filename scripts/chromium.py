"""Find a Chromium for the browser tests, or get one, and say so in a sentence when there is none.

One on the machine comes first, then Playwright's own download, then the system's package manager.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venvs" / "app" / "bin" / "python"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS_TO_TRY = 600


def main() -> None:
    """Get a Chromium. Under CI, having none is a failure."""
    if on_machine() or playwrights_own():
        return
    print("Getting a Chromium for the browser tests ...", flush=True)
    for attempt in (download, from_packages):
        if attempt() and (on_machine() or playwrights_own()):
            return
    sentence = (
        "The browser tests need Chromium, and none could be had. "
        "Install Chromium, or set CHROMIUM_PATH to one."
    )
    if os.environ.get("CI"):
        sys.exit(sentence)
    print(sentence, flush=True)


def on_machine() -> str | None:
    """A Chromium that is here already."""
    named = os.environ.get("CHROMIUM_PATH")
    if named and Path(named).exists():
        return named
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """The browser that Playwright downloaded before."""
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    said = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    path = said.stdout.strip()
    return path if path and Path(path).exists() else None


def download() -> bool:
    """Let Playwright download its browser."""
    return _worked([str(PYTHON), "-m", "playwright", "install", "chromium"])


def from_packages() -> bool:
    """Ask the system's package manager, where this user may."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return _worked(["apt-get", "update", "-qq"], quiet) and _worked(
        ["apt-get", "install", "-y", "-qq", "chromium"], quiet
    )


def _worked(command: list[str], environment: dict[str, str] | None = None) -> bool:
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS_TO_TRY,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    main()
