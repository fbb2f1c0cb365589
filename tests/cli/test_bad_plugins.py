"""Bad plugins in commands: a sentence, the exit code, a clean result; ctrl+c works at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DOES = {
    "hangs-at-import": "import time; time.sleep(600)",
    "hangs-in-hook": "@hookimpl\ndef rcakit_methods():\n    import time; time.sleep(600)",
    "prints": "print('noise' * 1000); import os, logging; logging.warning('noise')",
    "exits": "import sys; sys.exit(0)",
    "interrupts": "raise KeyboardInterrupt",
    "leaves-a-thread": "import threading, time\n"
    "threading.Thread(target=time.sleep, args=(600,), daemon=False).start()",
    "sets-signals": "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)",
    "recurses": "def f(): f()\nf()",
    "hangs-in-method": "class M(Method):\n    id, title = 'slow', 'Slow'\n"
    "    def tables(self, *_):\n        import time; time.sleep(600)\n"
    "@hookimpl\ndef rcakit_methods(): return [M()]",
}  # fmt: skip
FAILED = {"hangs-at-import", "exits", "interrupts", "sets-signals", "recurses"}
SOON = 20.0


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment in which each of them is installed, and waited for a second."""
    place = tmp_path / "site"
    for name, does in DOES.items():
        module = name.replace("-", "_")
        info = place / f"{module}-1.0.dist-info"
        info.mkdir(parents=True)
        (place / f"{module}.py").write_text(f"from rcakit import Method, hookimpl\n{does}\n")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[rcakit]\n{name} = {module}\n")
    return {**os.environ, "PYTHONPATH": str(place), "RCAKIT_PATIENCE": "1"}


def rcakit(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "rcakit.cli", *arguments],
        env=env, capture_output=True, text=True, check=False, timeout=3 * SOON,
    )  # fmt: skip


def test_each_is_named_and_the_command_ends(installed: dict[str, str]) -> None:
    """All of them at once: what ships is there, and the result is what it is without them."""
    began = time.monotonic()
    done = rcakit(installed, "plugins", "--json")
    assert time.monotonic() - began < 2 * SOON
    assert done.returncode == 0, done.stderr
    listed = {one["name"]: one for one in json.loads(done.stdout)}
    assert {name for name in DOES if listed[name]["state"] == "failed"} == FAILED
    assert "did not come back" in listed["hangs-at-import"]["reason"]
    assert "did not come back" in listed["hangs-in-hook"]["reason"]
    assert listed["five-whys"]["brings"] == {"methods": ["five-whys"]}
    assert "noise" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", ["--no-plugins", "--block", "RCAKIT_DISABLE_PLUGINS"])
def test_without_them(installed: dict[str, str], how: str) -> None:
    """They can all be left out, and are not even imported then."""
    given = {"--no-plugins": [how], "--block": [part for name in DOES for part in (how, name)]}
    env = {**installed, **({how: ",".join(DOES)} if how not in given else {})}
    done = rcakit(env, *given.get(how, []), "plugins", "--json")
    assert done.returncode == 0
    listed = {one["name"]: one for one in json.loads(done.stdout)}
    assert {listed[name]["state"] for name in DOES} == {"blocked"}
    assert done.stderr == ""


def test_a_method_that_hangs(installed: dict[str, str], tmp_path: Path) -> None:
    """Asked for by name, it is a sentence and 70; ctrl+c ends it at once."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "postmortem.toml").write_text('title = "One"\n')
    others = [part for name in DOES if name != "hangs-in-method" for part in ("--block", name)]
    done = rcakit(installed, *others, "analyze", "slow", str(folder))
    assert done.returncode == 70
    assert "did not come back" in done.stderr
    assert "Traceback" not in done.stderr
    running = subprocess.Popen(
        [sys.executable, "-m", "rcakit.cli", *others, "analyze", "slow", str(folder)],
        env={**installed, "RCAKIT_PATIENCE": "0"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(2.0)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    assert running.wait(SOON) == 130
    assert time.monotonic() - began < SOON / 4
    assert b"Traceback" not in running.communicate()[1]
