"""Every key has its line, and what has none has its nearest parent's."""

from __future__ import annotations

import time
from random import Random

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from toml_handwriting import Handwriting

from rcakit.toml.layout import scan
from rcakit.toml.locate import Index, line_of

TEXT = '''\
title = "x"
[cause.pool]
text = """
[cause.fake]
gate = 1
"""
gate = "all" # = 2
because = [
  "a", # ] b = 1
  ["x"],
]
source = { kind = "x", "a b" = 1 }
dotted . "o n e" = 1

[ cause . "a b" ] # here
  'lit.eral' = '# no'
"esc\\u0061ped" = \'\'\'x
y = 1\'\'\'
[[row]]
n = 1
[[row]]
n = 2
[row.sub]
m = 3
'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("cause",), 2),
        (("cause", "pool"), 2),
        (("cause", "pool", "text"), 3),
        (("cause", "pool", "gate"), 7),
        (("cause", "pool", "because"), 8),
        (("cause", "pool", "because", "1", "0"), 8),
        (("cause", "pool", "source", "kind"), 12),
        (("cause", "pool", "dotted"), 13),
        (("cause", "pool", "dotted", "o n e"), 13),
        (("cause", "pool", "missing"), 2),
        (("cause", "fake"), 2),
        (("cause", "a b"), 15),
        (("cause", "a b", "lit.eral"), 16),
        (("cause", "a b", "escaped"), 17),
        (("row",), 19),
        (("row", "1"), 21),
        (("row", "1", "n"), 22),
        (("row", "1", "sub", "m"), 24),
        (("row", "n"), 20),
        (("nothing",), None),
        ((), None),
    ],
)
def test_lines(path: tuple[str, ...], line: int | None, newline: str) -> None:
    """Headers, dotted and quoted keys, inline tables, arrays of tables; strings are skipped."""
    assert line_of(TEXT.replace("\n", newline), path) == line


@given(st.integers(0, 2**32))
def test_every_key_a_parser_sees_is_found(seed: int) -> None:
    """The scanner agrees with the parser on every table and key, and each line names its key."""
    hand = Handwriting(Random(seed))
    hand.write()
    index = Index(hand.text)
    lines = hand.text.split("\n")
    waiting = [((), tomli.loads(hand.text))]
    while waiting:
        path, table = waiting.pop()
        for key, value in table.items():
            line = index.line((*path, key))
            assert line is not None
            assert key in lines[line - 1]
            if isinstance(value, dict):
                waiting.append(((*path, key), value))


@given(st.text("[]{}\"'=.,#\\\n\r ab1", max_size=80))
def test_any_text_can_be_scanned(text: str) -> None:
    """The scanner ends, and its blocks cover the text without overlap."""
    layout = scan(text)
    assert layout.blocks[0].start == 0
    assert layout.blocks[-1].end == len(text)
    for one, other in zip(layout.blocks, layout.blocks[1:], strict=False):
        assert one.start <= one.header_end <= one.end == other.start
        assert one.body_end <= one.end


@pytest.mark.parametrize(
    "text",
    [
        "x = 1" + " " * 500_000 + "y",
        'x = [ """\n' + '\\"""\n' * 100_000,
        "x = [ '''\n" + "''\n" * 100_000,
        'x = "' + "\\" * 500_001,
        "a." * 300_000,
        '"' * 500_001,
        "x = " + "[" * 300_000,
        "[" * 300_000,
        "x = 1 #" + "\r" * 300_000,
    ],
    ids=range(9),
)
def test_time_is_linear(text: str) -> None:
    """A text that is no TOML takes no longer than one that is."""
    started = time.perf_counter()
    scan(text)
    scan(text + "\nk = 1\n")
    assert time.perf_counter() - started < 2
