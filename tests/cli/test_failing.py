"""Whatever goes wrong, a person sees one sentence, and a script an exit code."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from stand_ins import Run

from rcakit.cli.failing import guarded
from rcakit.errors import ConflictError, Exit, Refused, SaveError, UnreadableError


def raising(error: BaseException) -> int:
    """The exit code of a command that raises `error`."""

    def call() -> None:
        raise error

    return guarded(call)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("no."), Exit.USAGE),
        (ConflictError((Path("causes.toml"),)), Exit.CONFLICT),
        (SaveError(Path("a"), "the disk is full."), Exit.CONFLICT),
        (UnreadableError(Path("a"), 3, "broken."), Exit.UNREADABLE),
        (KeyboardInterrupt(), 130),
        (SystemExit(7), 7),
        (BrokenPipeError(), 0),
    ],
)
def test_exit_codes(error: BaseException, code: int) -> None:
    """Each kind of error has its code."""
    assert raising(error) == code


def test_a_fault_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, code 70, and a report only the owner reads, without words of the postmortem."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    secret = "customer-name"
    assert raising(RuntimeError(secret)) == Exit.INTERNAL
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    (report,) = tmp_path.rglob("*.txt")
    assert str(report) in err
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text()
    assert "builtins.RuntimeError" in text
    assert "test_failing.py" in text
    assert f"({secret})" not in text
    assert f"'{secret}'" not in text


def test_a_report_with_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who asks for them has words and values in it, and is warned; still only for the owner."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("RCAKIT_REPORT", "full")
    assert raising(RuntimeError("customer-name")) == Exit.INTERNAL
    assert len(capsys.readouterr().err.splitlines()) == 1
    (report,) = tmp_path.rglob("*.txt")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text()
    assert "holds contents of your postmortem" in text
    assert "customer-name" in text
    assert "error = RuntimeError(" in text


def test_a_fault_without_a_place_for_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no report can be written, that is said in the same line."""
    blocking = tmp_path / "file"
    blocking.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocking))
    assert raising(ZeroDivisionError()) == Exit.INTERNAL
    assert "no report could be written" in capsys.readouterr().err


def test_hostile_text_in_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    """No control character of a message reaches the terminal."""
    raising(Refused("a\x1b]0;title\x07b\u202e"))
    assert capsys.readouterr().err == "rcakit: a␛]0;title␇b<U+202E>\n"


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """`rcakit schema | head -1` ends quietly."""
    shell = f"{sys.executable} -m rcakit.cli schema | head -n 1"
    done = subprocess.run(
        ["sh", "-c", shell], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stderr == ""
    assert done.stdout == "{\n"


def test_a_terminal_without_unicode(tmp_path: Path) -> None:
    """Characters the terminal has not are written as codes, not as an exception."""
    (tmp_path / "postmortem.toml").write_text('title = "Größe ✓"\n')
    done = subprocess.run(
        [sys.executable, "-m", "rcakit.cli", "list"],
        capture_output=True,
        encoding="latin-1",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert done.returncode == 0, done.stderr
    assert "Größe \\u2713" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("metrics", "{}"),
        ("check", "{}"),
        ("analyze", "whys", "{}"),
        ("export", "{}", "--to", "words"),
        ("ask", "basics", "{}"),
        ("log", "text", "--to", "{}"),
        ("import", "-", "--into", "{}"),
        ("list", "{}"),
    ],
)
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[cause.a]\ntext = 3\n", 2, "must be text"),
        ('[cause.a]\ntext = "a"\n\n[cause.a]\ntext = "b"\n', 4, "second time"),
        ('\ufeff[cause.a]\ntext = "a"\n', 1, "byte order mark"),
        ("[cause.a\n", 1, "not closed"),
        ("[cause.a]\n" + ".".join("k" * 100_000) + " = 1\n", 2, "parts"),
    ],
)
def test_a_file_that_cannot_be_taken(  # noqa: PLR0917
    run: Run, folder: Path, command: tuple[str, ...], text: str, line: int, words: str
) -> None:
    """Every command names the file and the line, ends with 4, and leaves the file as it is."""
    file = folder / "causes.toml"
    file.write_text(text)
    ran = run(*(part.format(folder) for part in command), stdin="2026-03-01 10:00 x\n")
    assert ran.code == Exit.UNREADABLE
    assert f"{file}:{line}:" in ran.out + ran.err
    assert words in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert file.read_text() == text


@pytest.mark.parametrize(
    "command",
    [("metrics", "{}"), ("analyze", "whys", "{}"), ("export", "{}", "--to", "words")],
)
@pytest.mark.parametrize(
    ("because", "line", "words"),
    [("pol", 8, "did you mean pool?"), ("slow", 7, "slow because of slow")],
)
def test_nothing_is_computed_from_an_unsound_postmortem(  # noqa: PLR0917
    run: Run, folder: Path, command: tuple[str, ...], because: str, line: int, words: str
) -> None:
    """A reference to nothing or a circle stops commands that compute, with the line."""
    file = folder / "causes.toml"
    file.write_text(file.read_text().replace('    "pool",', f'    "{because}",'))
    ran = run(*(part.format(folder) for part in command))
    assert (ran.code, ran.out) == (Exit.UNREADABLE, "")
    assert f"{file}:{line}:" in ran.err
    assert words in ran.err


@pytest.mark.parametrize(
    "command",
    [("ask", "basics", "{}"), ("log", "text", "--to", "{}"), ("import", "-", "--into", "{}")],
)
def test_an_unsound_postmortem_can_be_worked_on(
    run: Run, folder: Path, command: tuple[str, ...]
) -> None:
    """Commands that only add go on working, and tell of the fault."""
    file = folder / "causes.toml"
    file.write_text(file.read_text().replace('    "pool",', '    "pol",'))
    ran = run(*(part.format(folder) for part in command), stdin="2026-03-01 10:00 x\n")
    assert ran.code == 0
    assert f"{file}:8:" in ran.err


def test_a_broken_policy(run: Run, folder: Path) -> None:
    """A policy that cannot be read stops what computes by it, and not what only adds."""
    policy = folder.parent / "rcakit.toml"
    policy.write_text("timezone = 3\n")
    assert run("metrics", folder).code == Exit.UNREADABLE
    ran = run("check", folder, "--format", "json")
    assert (ran.code, ran.json[0]["rule"], ran.json[0]["line"]) == (4, "unreadable", 1)
    assert run("log", "text", "--to", folder).code == 0
    assert run("ask", "basics", folder).code == 0
