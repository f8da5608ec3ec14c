"""Build the style sheets of the pages from pinned packages, once for each change of their sources.

Uses the standard library only. Uses the machine's Node if it is new enough, else the one in the
app environment.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "styles"
WORKSHOP = ROOT / ".styles"
BUILT = ROOT / "web" / "static" / "built"
STAMP = WORKSHOP / "built.txt"
OLDEST_NODE = 18
LAST_LINES = 15


class StylesError(Exception):
    """The styles cannot be built, said in one sentence with what to do."""


def main() -> None:
    """Build every style sheet, unless those that are there were built from the same sources."""
    digest = digest_of_sources()
    sheets = [file for file in sorted(SOURCES.glob("*.scss")) if not file.name.startswith("_")]
    targets = [BUILT / f"{sheet.stem}.css" for sheet in sheets]
    if all(target.exists() for target in targets) and stamped() == digest:
        return
    print("Building the styles of the pages.", flush=True)
    tools = folder_with_node()
    WORKSHOP.mkdir(exist_ok=True)
    install(tools)
    BUILT.mkdir(parents=True, exist_ok=True)
    for sheet, target in zip(sheets, targets, strict=True):
        compile_sheet(tools, sheet, target)
    STAMP.write_text(digest)


def digest_of_sources() -> str:
    """A fingerprint of everything that the styles are made from."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for file in sorted(SOURCES.iterdir()):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def stamped() -> str:
    """The fingerprint of what was built last, or an empty text."""
    return STAMP.read_text() if STAMP.exists() else ""


def folder_with_node() -> Path:
    """The folder of a Node that is new enough, with its npm.

    Raises StylesError when there is none.
    """
    on_path = shutil.which("node")
    own = ROOT / ".venvs" / "app" / "bin"
    for folder in [Path(on_path).parent if on_path else None, own]:
        if folder and (folder / "npm").exists() and version_of(folder / "node") >= OLDEST_NODE:
            return folder
    raise StylesError(
        f"The styles need Node {OLDEST_NODE} or newer with npm, and there is none. "
        "Install Node, or run 'make setup' again so that it is installed for this folder."
    )


def version_of(node: Path) -> int:
    """The major version of a Node, or 0 when it does not run."""
    try:
        said = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.match(r"v(\d+)", said.stdout)
    return int(found[1]) if found else 0


def install(tools: Path) -> None:
    """Install the pinned packages into the workshop, running none of their scripts."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(SOURCES / name, WORKSHOP / name)
    run(
        tools,
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        "The packages for the styles could not be installed. Check the network and try again.",
    )


def compile_sheet(tools: Path, sheet: Path, target: Path) -> None:
    """Make one style sheet. The old one stays until the new one is whole."""
    packages = WORKSHOP / "node_modules"
    unfinished = target.with_suffix(".part")
    run(
        tools,
        [
            *("node", str(packages / "sass" / "sass.js")),
            *("--no-source-map", "--style=compressed", "--no-charset", f"--load-path={packages}"),
            *(str(sheet), str(unfinished)),
        ],
        f"The style sheet {sheet.name} could not be compiled.",
    )
    unfinished.replace(target)


def run(tools: Path, command: list[str], failure: str) -> None:
    """Run one step of the build.

    Raises StylesError with the failure, and what the step said, when it does not end well.
    """
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        done = subprocess.run(
            [str(tools / command[0]), *command[1:]],
            cwd=WORKSHOP,
            env=environment,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise StylesError(f"{failure} {error.strerror}.") from error
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-LAST_LINES:])
        raise StylesError(f"{failure}\n{said}")


if __name__ == "__main__":
    try:
        main()
    except StylesError as error:
        sys.exit(str(error))
