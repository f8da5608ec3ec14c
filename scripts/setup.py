"""Make everything that a command needs, once: environments, styles, the trained model.

Uses the standard library only, because it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".venvs"
LOCKS = ROOT / "requirements"
LAST_LINES = 25
QUIET = {"PYTHONWARNINGS": "ignore", "UV_NO_PROGRESS": "1"}
# Hospitals and offices often inspect traffic with a certificate of their own.
TRUST_WHAT_THE_MACHINE_TRUSTS = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}


class SetupError(Exception):
    """Something is missing, said in one sentence with what to do."""


def main(goal: str) -> None:
    """Set up for one goal: ``run``, ``test``, ``train`` or ``tensorflow``.

    ``test`` leaves the training to ``train``, which can go on beside other work.
    """
    check_python()
    with only_one():
        if goal == "train":
            train()
            return
        if goal == "tensorflow":
            make_environment("rasa", "rasa-tensorflow")
            return
        test = goal == "test"
        make_environment("app", "dev" if test else "app", better="dev")
        make_environment("rasa", rasa_lock(), better="rasa-tensorflow")
        install_command()
        build_styles()
        if not test:
            train()


def check_python() -> None:
    """Refuse another Python with a sentence, before anything fails with a traceback."""
    if sys.version_info[:2] != (3, 11):
        raise SetupError(
            f"This needs Python 3.11, and {sys.executable} is {platform.python_version()}. "
            "Install Python 3.11, or run 'make PYTHON=/path/to/python3.11 run'."
        )


@contextmanager
def only_one() -> Iterator[None]:
    """Wait while another set-up of this folder is running."""
    import fcntl

    VENVS.mkdir(exist_ok=True)
    with (VENVS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up of this folder to end.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def rasa_lock() -> str:
    """The lock of Rasa's environment for this kind of machine.

    Raises SetupError on a machine that has none.
    """
    machine, system = platform.machine().lower(), sys.platform
    if system == "darwin":
        return "rasa-macos"
    if system == "linux" and machine in ("x86_64", "amd64"):
        return "rasa"
    if system == "linux" and machine in ("aarch64", "arm64"):
        return "rasa-linux-arm64"
    raise SetupError(
        f"There is no lock for {system} on {machine}. Use Linux or macOS, a container, or WSL."
    )


def make_environment(name: str, lock: str, *, better: str = "") -> None:
    """Install a lock into ``.venvs/NAME``, unless it or a larger one is installed already."""
    folder, python = VENVS / name, VENVS / name / "bin" / "python"
    stamp = folder / "installed.txt"
    installed = stamp.read_text().split() if stamp.exists() else []
    if python.exists() and any(
        installed == [each, digest_of(LOCKS / f"{each}.txt")] for each in (lock, better) if each
    ):
        return
    with stage(f"Installing the {name} environment"):
        uv = find_uv()
        if not python.exists():
            run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)])
        stamp.unlink(missing_ok=True)
        run(
            [
                *(uv, "pip", "install", "--quiet", "--python", str(python), "--no-deps"),
                *("--require-hashes", "--compile-bytecode", "-r", str(LOCKS / f"{lock}.txt")),
            ]
        )
        stamp.write_text(f"{lock} {digest_of(LOCKS / f'{lock}.txt')}\n")


def find_uv() -> str:
    """The installer: one on the machine, else one of our own from its lock.

    Raises SetupError when Python has neither venv nor pip.
    """
    own = VENVS / "tools" / "bin" / "uv"
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found:
        return found
    try:
        run([sys.executable, "-m", "venv", str(VENVS / "tools")])
    except SetupError as error:
        raise SetupError(
            "This Python cannot make environments. Install its venv module (on Debian and Ubuntu: "
            "python3.11-venv), or install uv."
        ) from error
    pip = [str(VENVS / "tools" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    run([*pip, "--require-hashes", "-r", str(LOCKS / "tools.txt")])
    return str(own)


def install_command() -> None:
    """Make ``consult`` and the packages of this folder known to the app environment."""
    folder = VENVS / "app"
    for packages in folder.glob("lib/python*/site-packages"):
        (packages / "sounding_board.pth").write_text(f"{ROOT}\n")
    command = folder / "bin" / "consult"
    command.write_text(
        f"#!{folder / 'bin' / 'python'}\nfrom consultations.cli import main\n\nmain()\n"
    )
    command.chmod(0o755)


def build_styles() -> None:
    """Build the style sheet, with Node from a package when the machine has none."""
    script = ROOT / "scripts" / "styles.py"
    if not script.exists():
        return
    if node_version() < 18 and not (VENVS / "app" / "bin" / "node").exists():
        with stage("Installing Node, to build the styles"):
            python = str(VENVS / "app" / "bin" / "python")
            run(
                [
                    *(find_uv(), "pip", "install", "--quiet", "--python", python, "--no-deps"),
                    *("--require-hashes", "-r", str(LOCKS / "node.txt")),
                ]
            )
    subprocess.run([sys.executable, str(script)], cwd=ROOT, check=True)


def node_version() -> int:
    """The major version of the machine's Node, or 0."""
    try:
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
        return int(said.stdout.strip().lstrip("v").partition(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


def train() -> None:
    """Train Rasa, unless there is a model of these training files."""
    sys.path.insert(0, str(ROOT))
    from consultations.training import model_file

    model = model_file(ROOT)
    if model.exists():
        return
    model.parent.mkdir(parents=True, exist_ok=True)
    with stage("Training Rasa"):
        run(
            [
                *(str(VENVS / "rasa" / "bin" / "python"), "-m", "rasa_project.components.launch"),
                *("train", "--config", "config.yml", "--domain", "rasa_project/domain"),
                *("--data", "rasa_project/data", "--out", str(model.parent)),
                *("--fixed-model-name", model.name.removesuffix(".tar.gz")),
            ]
        )
    if not model.exists():
        raise SetupError("Rasa ended without a model. Run 'make train' again to see why.")


def digest_of(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


@contextmanager
def stage(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{what} ...", flush=True)
    began = time.monotonic()
    yield
    print(f"{what}: done in {time.monotonic() - began:.0f} s", flush=True)


def run(command: list[str]) -> None:
    """Run a command quietly.

    Raises SetupError with its last lines when it fails.
    """
    environment = {**os.environ, **QUIET, **TRUST_WHAT_THE_MACHINE_TRUSTS}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).strip().splitlines()[-LAST_LINES:]
        raise SetupError(f"This failed: {' '.join(command)}\n" + "\n".join(lines))


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except SetupError as error:
        sys.exit(f"Set-up stopped. {error}")
    except KeyboardInterrupt:
        sys.exit("Set-up stopped.")
