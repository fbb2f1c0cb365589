"""The command line as a whole: help, usage, completion, and what is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from stand_ins import Run

import rcakit
from rcakit.cli.commands import COMMANDS

PRINTING = [name for name in COMMANDS if name not in ("open", "tour")]


def python(code: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(run: Run, name: str) -> None:
    """Each command in the table exists, and its help opens with the same promise."""
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: rcakit {name}")


def test_help_lists_every_command(run: Run) -> None:
    """The help of the whole names each command with its line."""
    ran = run("--help")
    assert ran.code == 0
    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert line in ran.out


def test_version(run: Run) -> None:
    """The version is that of the package."""
    assert run("--version").out == f"rcakit {rcakit.__version__}\n"


def test_help_imports_next_to_nothing() -> None:
    """`rcakit --help` loads click and neither the model nor any plugin machinery."""
    code = (
        "import sys\nfrom rcakit.cli import main\nmain(['--help'])\n"
        "heavy = {'attrs', 'cattrs', 'pluggy', 'textual', 'tomlkit', 'rcakit.model'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = python(code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", PRINTING)
def test_no_printing_command_imports_textual(tmp_path: Path, name: str) -> None:
    """Textual is for the app: no other command loads it, with all real plugins installed."""
    folder = tmp_path / "postmortem"
    folder.mkdir()
    (folder / "postmortem.toml").write_text('title = "a"\n')
    inner = tmp_path / "kept" / ".rcakit"
    inner.mkdir(parents=True)
    (inner / "kept.toml").write_text('folder = "postmortem"\n')
    (tmp_path / "kept" / "postmortem.toml").write_text('title = "a"\n')
    (tmp_path / "report.md").write_text("# Slow\n\n## Timeline\n\n- 10:00 UTC it began\n")
    arguments = {
        "new": ["Checkout was slow"],
        "log": ["rolled back", "--to", "postmortem"],
        "import": ["report.md", "--into", "postmortem"],
        "ask": ["five-whys", "postmortem"],
        "analyze": ["five-whys", "postmortem"],
        "metrics": ["postmortem"],
        "check": ["postmortem"],
        "export": ["postmortem", "--to", "json"],
        "completion": ["bash"],
        "merge-driver": ["report.md", "report.md", "report.md"],
        "resolve": ["postmortem"],
        "restore": ["kept"],
    }
    code = (
        "import sys\nfrom rcakit.cli import main\ncode = main(sys.argv[1:])\n"
        "assert 'textual' not in sys.modules, 'textual'\n"
        "sys.exit(code)"
    )
    done = python(code, name, *arguments.get(name, []), cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1), done.stderr


def test_an_unknown_command_names_the_nearest(run: Run) -> None:
    """A slip of the finger is usage, with the command that was probably meant."""
    ran = run("chek")
    assert (ran.code, ran.out) == (2, "")
    assert "'chek'" in ran.err
    assert "'check'" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("--nonsense",), ("check", "--formt", "json"), ("export", "."), ("analyze",), ("log",)],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    """Wrong options and missing arguments end with code 2 and how to use the command."""
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: rcakit")


@pytest.mark.parametrize("arguments", [(), ("open",), (".",), ("tour",)])
def test_the_app_needs_a_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    """Without a terminal the app says so in a sentence, and makes no copy of the sample."""
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "needs a terminal" in ran.err
    assert "textual" not in ran.err


def test_open_of_what_is_not_there(run: Run) -> None:
    """A path that does not exist is named."""
    assert "nowhere does not exist" in run("open", "nowhere").err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(run: Run, shell: str) -> None:
    """A script for each shell; where to put it is not in the script."""
    ran = run("completion", shell)
    assert ran.code == 0
    assert "_RCAKIT_COMPLETE" in ran.out
    assert "Put this into" in ran.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rcakit ex", "export"),
        ("rcakit analyze ", "whys"),
        ("rcakit ask b", "basics"),
        ("rcakit export x --to w", "words"),
        ("rcakit import x --from l", "lines"),
        ("rcakit check --format s", "sarif"),
        ("rcakit check --fo", "--format"),
    ],
)
def test_completes(run: Run, monkeypatch: pytest.MonkeyPatch, words: str, expected: str) -> None:
    """Commands, options, methods, steps and formats are completed."""
    monkeypatch.setenv("_RCAKIT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    ran = run()
    assert expected in ran.out.replace("plain,", "").split()


def test_blocked_and_foreign_plugins(run: Run) -> None:
    """Plugins can be left out by name, or all that did not come with rcakit."""
    states = {plugin["name"]: plugin for plugin in run("plugins", "--json").json}
    assert states["stand-in"]["state"] == "loaded"
    assert states["stand-in"]["brings"]["importers"] == ["lines"]
    assert states["gone"]["state"] == "failed"
    assert "ImportError: no module named nowhere" in states["gone"]["reason"]
    blocked = {
        plugin["name"]: plugin["state"]
        for plugin in run("--no-plugins", "--block", "stand-in", "plugins", "--json").json
    }
    assert blocked == {"stand-in": "blocked", "gone": "blocked"}


def test_plugins_in_a_table(run: Run) -> None:
    """A person sees name, distribution, state, and what it brings or why it was left out, once."""
    ran = run("plugins")
    assert ran.code == 0
    assert "rcakit-gone 1.0  failed" in ran.out
    assert "steps: basics" in ran.out
    assert "was left out" not in ran.err


def test_a_plugin_that_fails_is_told_of_once(run: Run, folder: Path) -> None:
    """A command that works without a broken plugin works, and names it once."""
    ran = run("analyze", "whys", folder)
    assert ran.code == 0
    assert ran.err.count("gone (rcakit-gone 1.0)") == 1


def test_the_schema(run: Run) -> None:
    """The schema that ships is printed."""
    assert run("schema").json["title"] == "A postmortem of rcakit"


def test_help_tells_the_exit_codes(run: Run) -> None:
    """Also what a full disk ends with."""
    words = " ".join(run("--help").out.split())
    assert "3 changed on disk, or could not be written, 4 unreadable file" in words
