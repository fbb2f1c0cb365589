"""Files that cannot be taken: one clear sentence with the line, and no byte altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from rcakit.errors import RcakitError, UnreadableError
from rcakit.store import CYCLE, REFERENCE, BrokenFolder, Lines, load, unsound

MAIN = 'title = "a"\n'
CAUSE = '[cause.a]\ntext = "a"\n'
BROKEN = {
    "wrong type": (CAUSE + 'probability = "high"\n', 3, "must be a number, not text"),
    "wrong word": (CAUSE + 'status = "maybe"\n', 3, "must be one of"),
    "bool for text": ("[cause.a]\ntext = true\n", 2, "must be text"),
    "missing text": ("[cause.a]\nnote = 'x'\n", 1, "is missing"),
    "no table": ("cause = 3\n", 1, "must be a table"),
    "bad id": ('[cause."A b"]\ntext = "a"\n', 1, "a to z"),
    "duplicate id": (CAUSE + "\n" + CAUSE, 4, "second time"),
    "wrong TOML": (CAUSE + 'note = "open\n', 3, "not closed"),
    "byte order mark": ("\ufeff" + CAUSE, 1, "byte order mark"),
    "long key": (CAUSE + ".".join("a" * 100_000) + " = 1\n", 3, "parts"),
    "nested": (CAUSE + "x = " + "[" * 3000 + "]" * 3000 + "\n", 3, "nested"),
    "no offset": ("[event.a]\ntext = 'a'\nat = 2026-03-01T10:00:00\n", 3, "offset"),
    "big integer": (CAUSE + f"x = {2**60}\n", 3, "53 bits"),
}


def folder_with(path: Path, text: str | bytes) -> Path:
    """Make a postmortem whose timeline or causes are `text`; the file."""
    (path / "postmortem.toml").write_text(MAIN)
    name = "timeline.toml" if isinstance(text, str) and text.startswith("[event") else "causes.toml"
    (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path / name


@pytest.mark.parametrize("kind", BROKEN)
def test_each_broken_file_is_named_with_its_line(tmp_path: Path, kind: str) -> None:
    """The file and the line are named, what is wrong is said, and the file is as it was."""
    text, line, words = BROKEN[kind]
    file = folder_with(tmp_path, text)
    before = file.read_bytes()
    with pytest.raises(BrokenFolder) as caught:
        load(tmp_path)
    (error,) = caught.value.errors
    assert (error.path, error.line) == (file, line)
    assert words in error.reason
    assert "\n" not in str(error)
    assert file.read_bytes() == before


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    """The line of the first bad byte is named."""
    file = folder_with(tmp_path, CAUSE.encode() + b'note = "\xff"\n')
    with pytest.raises(UnreadableError, match="not UTF-8") as caught:
        load(tmp_path)
    assert (caught.value.path, caught.value.line) == (file, 3)


def test_too_large(tmp_path: Path) -> None:
    """A file of more than 5 MB is refused before it is parsed."""
    folder_with(tmp_path, b"# " + b"x" * 5_000_000)
    with pytest.raises(UnreadableError, match="5 MB"):
        load(tmp_path)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """All faults of all files are in the error, so that they can be mended in one go."""
    (tmp_path / "postmortem.toml").write_text("title = 3\nseverity = 4\n")
    (tmp_path / "causes.toml").write_text("[cause.a]\n[cause.b]\ntext = 1\n")
    with pytest.raises(BrokenFolder) as caught:
        load(tmp_path)
    assert [(error.path.name, error.line) for error in caught.value.errors] == [
        ("postmortem.toml", 1),
        ("postmortem.toml", 2),
        ("causes.toml", 1),
        ("causes.toml", 3),
    ]


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    """A file of a later format is not read, since it would not be understood."""
    (tmp_path / "postmortem.toml").write_text('format = 2\ntitle = "a"\n')
    with pytest.raises(UnreadableError, match="newer rcakit") as caught:
        load(tmp_path)
    assert caught.value.line == 1


def test_no_postmortem(tmp_path: Path) -> None:
    """A folder without a postmortem.toml, and what is no folder, are told apart."""
    with pytest.raises(RcakitError, match="no postmortem"):
        load(tmp_path)
    with pytest.raises(RcakitError, match="not a folder"):
        load(tmp_path / "none")


def test_a_reference_to_nothing_names_its_own_line(tmp_path: Path) -> None:
    """The line of the name in the list is given, and the id that was probably meant."""
    text = (
        '[cause.slow]\ntext = "a"\nbecause = [\n    "zone",\n    "pool-exausted",\n]\n\n'
        '[cause.pool-exhausted]\ntext = "b"\n\n[cause.zone]\ntext = "c"\n'
    )
    folder_with(tmp_path, text)
    ((rule, fault),) = unsound(tmp_path, load(tmp_path))
    assert (rule, fault.line) == (REFERENCE, 5)
    assert "pool-exausted" in fault.reason
    assert "did you mean pool-exhausted?" in fault.reason


def test_a_problem_and_a_milestone_that_name_nothing(tmp_path: Path) -> None:
    """References of the main file are looked at too."""
    (tmp_path / "postmortem.toml").write_text(
        'title = "a"\nproblem = "none"\n\n[milestone]\ndetected = "nothing"\n'
    )
    faults = [fault for _, fault in unsound(tmp_path, load(tmp_path))]
    assert [fault.line for fault in faults] == [2, 5]


def test_a_circle_names_who_is_in_it(tmp_path: Path) -> None:
    """A circle is told once, with the causes on it and the line of one of its links."""
    text = "".join(
        f'[cause.{name}]\ntext = "{name}"\nbecause = ["{behind}"]\n'
        for name, behind in zip("abcd", "bcac", strict=True)
    )
    folder_with(tmp_path, text)
    ((rule, fault),) = unsound(tmp_path, load(tmp_path))
    assert (rule, fault.line) == (CYCLE, 3)
    assert "a because of b because of c because of a" in fault.reason


def test_a_long_chain_is_no_circle_and_no_recursion(tmp_path: Path) -> None:
    """5,000 causes in one chain are loaded and looked through."""
    count = 5_000
    text = "".join(
        f'[cause.c{number}]\ntext = "t"\nbecause = ["c{number + 1}"]\n' for number in range(count)
    )
    folder_with(tmp_path, text + f'[cause.c{count}]\ntext = "t"\n')
    assert list(unsound(tmp_path, load(tmp_path))) == []


def test_the_line_of_a_table_that_rcakit_does_not_know(tmp_path: Path) -> None:
    """A misspelt table is found in the file it stands in."""
    folder_with(tmp_path, CAUSE + '\n[causes.b]\ntext = "b"\n')
    assert Lines(load(tmp_path)).about("causes") == ("causes.toml", 4)


def test_lines_of_what_is_not_there(tmp_path: Path) -> None:
    """A missing key is placed at its table, and a missing file at its first line."""
    folder_with(tmp_path, "\n" + CAUSE)
    lines = Lines(load(tmp_path))
    assert lines.about("a", "gate") == ("causes.toml", 2)
    assert lines.about("cause.a", "text") == ("causes.toml", 3)
    assert lines.about("severity") == ("postmortem.toml", 1)
    assert lines.line("actions.toml", ("action", "x")) == 1
