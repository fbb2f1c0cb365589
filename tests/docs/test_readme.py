"""README.md says what is so: its commands, its five minutes and its lists."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from pages import ROOT, blocks

from rcakit.cli.commands import COMMANDS, Commands
from rcakit.cli.installed import Installed
from rcakit.plugins import gather

README = (ROOT / "README.md").read_text("utf-8")
WALK = README.partition("## Five minutes\n")[2].partition("\n## ")[0]
HEREDOC = re.compile(r"<< (\w+)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)


def _commands() -> list[str]:
    """Every line that calls rcakit, in code blocks and in sentences."""
    scripts = [HEREDOC.sub("", block) for block in blocks(README, "sh")]
    lines = [part for script in scripts for part in re.split(r"\n|&&", script)]
    called = [line.strip().removeprefix(".venv/bin/") for line in lines]
    called += re.findall(
        r"`(rcakit [^`]+)`", re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
    )
    return [line for line in called if re.match(r"rcakit\b", line)]


@pytest.mark.parametrize("line", _commands())
def test_every_command_is_one(line: str) -> None:
    """Its name is known, its options are, and their values can be read."""
    _, name, *arguments = shlex.split(line)
    assert name in COMMANDS
    group = click.Context(Commands("rcakit"), obj=Installed())
    command = Commands().get_command(group, name)
    assert command is not None
    command.make_context(name, arguments, parent=group)


def test_the_walk_has_commands() -> None:
    """The list above is not empty because a pattern went wrong."""
    named = {shlex.split(line)[1] for line in _commands()}
    assert {"tour", "new", "import", "log", "open", "ask", "metrics", "check", "export"} <= named


NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        print("NETWORK", event, arguments, file=sys.stderr)
        sys.stderr.flush()
        raise RuntimeError("the network is not used")

sys.addaudithook(refuse)
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The folder after the walk, and what each block said beside what README.md says it does."""
    home = tmp_path_factory.mktemp("home")
    (home / "sitecustomize.py").write_text(NO_NETWORK)
    folder = tmp_path_factory.mktemp("walk")
    pairs = re.findall(
        r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", WALK, re.DOTALL | re.MULTILINE
    )
    pairs = [(script, said) for script, said in pairs if script != "rcakit open .\n"]
    script = 'set -euo pipefail\nrcakit() { "$PYTHON" -m rcakit.cli "$@"; }\n'
    done = subprocess.run(
        ["bash", "-c", script + "\necho ---\n".join(script for script, _ in pairs)],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHON": sys.executable,
            "PYTHONPATH": str(home),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert "NETWORK" not in done.stdout
    (postmortem,) = folder.iterdir()
    return postmortem, list(
        zip(done.stdout.split("---\n"), [said for _, said in pairs], strict=True)
    )


def _pattern(said: str) -> re.Pattern[str]:
    """What is shown, where `…` stands for anything on a line and, alone, for any lines."""
    lines = [
        "(?:.*\n)*?"
        if line == "…"
        else ".*".join(re.escape(part) for part in line.split("…")) + "\n"
        for line in said.splitlines()
    ]
    return re.compile("".join(lines))


def test_the_walk_says_what_is_shown(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    """Each block prints what stands below it."""
    _, said = walked
    shown = [(real, told) for real, told in said if told]
    assert len(shown) == 3
    for real, told in shown:
        assert _pattern(told).fullmatch(real), f"{real}\n--- is not what README.md shows:\n{told}"


def test_the_walk_leaves_what_is_shown(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    """The file in README.md is the one it makes, and the report tells the whole of it."""
    folder, _ = walked
    shown = dict(
        re.findall(r"<!-- file: (\S+) -->\n\n```toml\n(.*?)```", README, re.DOTALL | re.MULTILINE)
    )
    assert shown
    for name, text in shown.items():
        assert (folder / name).read_text("utf-8") == text
    report = (folder / "report.md").read_text("utf-8")
    assert report.startswith("# Checkout answered 5xx for 47 minutes\n")
    assert "Customers write that they cannot pay" in report
    assert "Clients retried without a pause" in report


def test_importing_again_adds_nothing(walked: tuple[Path, list[tuple[str, str]]]) -> None:
    """As the walk says."""
    folder, _ = walked
    before = (folder / "timeline.toml").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "rcakit.cli", "import", "pages.csv", "--into", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "nothing new; 4 were there already" in done.stdout
    assert (folder / "timeline.toml").read_bytes() == before


def test_the_keys_are_bound() -> None:
    """The keys the walk names do in the workbench what it says."""
    from rcakit.tui.app import RcakitApp
    from rcakit.tui.screens.workbench import Workbench

    bound = {
        "?" if key == "question_mark" else key: binding.action
        for binding in (*RcakitApp.BINDINGS, *Workbench.BINDINGS)
        for key in binding.key.split(",")
    }
    actions = {
        "tab": "next_area",
        "ctrl+n": "step_on(1)",
        "ctrl+z": "undo",
        "ctrl+p": "command_palette",
        "?": "help",
    }
    for key, action in actions.items():
        assert f"`{key}`" in WALK
        assert bound[key] == action


@pytest.mark.parametrize(
    ("row", "registry"),
    [
        ("steps", "steps"),
        ("methods", "methods"),
        ("imports", "importers"),
        ("exports", "exporters"),
    ],
)
def test_what_there_is(row: str, registry: str) -> None:
    """Everything that ships is listed, and nothing else."""
    (line,) = re.findall(rf"^\| {row} \|(.*)\|$", README, re.MULTILINE)
    shipped = getattr(gather(third_party=False), registry)
    assert sorted(re.findall(r"`([^`]+)`", line)) == sorted(shipped)


def test_the_length_of_the_example() -> None:
    """A whole method is as short as README.md says."""
    (lines, path) = re.findall(r"in (\d+) lines\]\((\S+?)\)", README)[0]
    assert len((ROOT / path).read_text("utf-8").splitlines()) == int(lines)
