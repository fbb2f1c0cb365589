"""Whatever is wrong with a file is one sentence with a line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcakit.errors import UnreadableError
from rcakit.toml.read import parse

FILE = Path("causes.toml")


def refused(data: bytes | str) -> UnreadableError:
    """The error that `data` gives, in less than a second."""
    started = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        parse(data.encode() if isinstance(data, str) else data, FILE)
    assert time.perf_counter() - started < 1
    assert caught.value.path == FILE
    assert caught.value.reason.endswith(".")
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_good_file() -> None:
    """Values come as plain Python values; CRLF is one newline."""
    assert parse(b'a = 1\r\n[b.c]\r\nd = """x\r\ny"""\r\n', FILE) == {
        "a": 1,
        "b": {"c": {"d": "x\ny"}},
    }
    assert parse(b"", FILE) == {}


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"\xef\xbb\xbfa = 1\n", 1, "byte order mark"),
        (b"a = 1\nb = '\xe4'\n", 2, "0xE4"),
        (b"\xff\xfea\x00", 1, "not UTF-8"),
        ("a = 1\nnonsense\n", 2, "key = value"),
        ("a = 1\n\nb = yes\n", 3, "text is quoted"),
        ("a = 1\nb = [\n 1,\n", 2, "value is missing or not TOML"),
        ('a = """x\n\n\n', 1, "not closed"),
        ("a = '''x\n\n\n", 1, "not closed"),
        ('a = "x\n', 1, "not closed on its line"),
        ("x = 1 y = 2", 1, "left over"),
        ("[a b]\n", 1, "quotes"),
        ("[a\n", 1, "not closed"),
        ("[[a]\n", 1, "]]"),
        ("x = {a = 1\n\n\n", 1, "inline table"),
        ("x = [1 2]", 1, "commas"),
        ('x = "\\q"', 1, "backslash"),
        ('x = "\\uZZZZ"', 1, "hexadecimal"),
        ('x = "\\uD800"', 1, "half of a character"),
        ('a = 1\nx = "\x00"', 2, "U+0000"),
        ("a = 1\n# \x1b[31m\n", 2, "U+001B"),
        ("x = 2026-13-01T00:00:00Z", 1, "left over"),
        ("x = 2026-02-30", 1, "no such date"),
        ("[]", 1, "name is missing"),
        ("a = 1\nx = 9007199254740992\n", 2, "53 bits"),
        ("[c.d]\nx = [\n1,\n-9007199254740992]\n", 2, "c.d.x.1"),
        ("a = 1\n\nx = nan\n", 3, "not finite"),
        ("a = 1\nx = -inf\n", 2, "not finite"),
        ("x = 1e999999\n", 1, "not finite"),
        ("a = 1\nx = 0x" + "f" * 1000, 2, "53 bits"),
        ("a = 1\nx = " + "9" * 100_000, 2, "digits"),
        ("x = 2026-03-01T00:00:00+05:61", 1, "left over"),
    ],
)
def test_one_sentence(data: bytes | str, line: int, words: str) -> None:
    """The line is right and the sentence says what to do."""
    error = refused(data)
    assert (error.line, words in error.reason) == (line, True), str(error)


def test_a_table_twice() -> None:
    """The id is named, and where it stood before."""
    error = refused('[cause.pool]\ntext = "x"\n\n# mine\n[cause.pool]\ntext = "y"\n')
    assert str(error) == (
        "causes.toml:5: the table cause.pool stands here for the second time; give one of them"
        " another id (the first is on line 1)."
    )


def test_a_key_twice() -> None:
    """The key is named with its table; its line is where it starts, not where it ends."""
    error = refused('[cause.a]\ntext = "x"\ngate = "any"\ntext = """\n\n"""\n')
    assert str(error) == (
        "causes.toml:4: the key cause.a.text stands here for the second time; remove one of the"
        " two (the first is on line 2)."
    )
    assert "the key b" in refused("a = {b = 1, b = 2}").reason


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[a]\nb = 1\n[a.b]\n", 3),
        ("a = {b = 1}\na.c = 2\n", 2),
        ("a.b = 1\n\n[a]\n", 3),
        ("a = []\n[[a]]\n", 2),
        ("[[a]]\n[a]\n", 2),
    ],
)
def test_a_table_told_in_two_ways(text: str, line: int) -> None:
    """Whatever the parser calls it, the second telling is the one to change."""
    assert refused(text).line == line


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 100_000) + " = 1",
        "[" + ".".join("a" * 100_000) + "]",
        "[[ " + " . ".join("a" * 100_000) + "]]",
        "\n".join(".".join("a" * 900) + f".k{n} = 1" for n in range(2000)),
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 100_000,
        "x = {" + ".".join("a" * 100_000) + " = 1}",
        "x = " + "[" * 70 + "]" * 70,
    ],
)
def test_depth_is_bounded(text: str) -> None:
    """Too many parts and too deep a nesting are refused at once, by line."""
    error = refused("ok = 1\n" + text)
    assert error.line == 2
    assert "64" in error.reason


def test_long_keys_inside_texts_are_texts() -> None:
    """Only keys are counted."""
    long = ".".join("a" * 100)
    assert parse(f'x = """\n{long} = 1\n"""'.encode(), FILE) == {"x": f"{long} = 1\n"}


def test_size_is_bounded() -> None:
    """More than 5 MB is not even looked at."""
    assert "5 MB" in refused(b"#" * 5_000_001).reason
    assert refused(b"#" * 5_000_001).line == 1


@given(st.binary(max_size=60) | st.text("[]{}\"'=.,#\\\n\r\t ab10-:TZ_\x00é", max_size=60))
def test_nothing_else_escapes(data: bytes | str) -> None:
    """Any bytes are read or refused, with a line that is in the file."""
    raw = data.encode() if isinstance(data, str) else data
    error: UnreadableError | None = None
    try:
        parse(raw, FILE)
    except UnreadableError as refusal:
        error = refusal
    if error is not None:
        assert error.line is None or 1 <= error.line <= raw.count(b"\n") + 1
        assert "\n" not in str(error)
