"""No regular expression takes more time than a little more than its text is long."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

import pytest
from importing import read
from patterns import Found, attacks, patterns, seconds

SHORT, LONG = 400, 1600
NOTICED = 0.00012
"""Seconds that a short text has to take before a longer one is tried."""
STEEPEST = 8.0
"""Four times as long a text may take that many times as long; a square would take sixteen."""
TINY, ENDLESS = 20, 0.01
"""Of so many characters nothing takes so many seconds, unless each doubles the time."""
_FILE_NAME = 255
BOUNDED: Mapping[str, int] = {
    "rcakit.times._PART": 100,
    "rcakit.creating.TEMPORARY": _FILE_NAME,
    "rcakit.store.strays._KINDS": _FILE_NAME,
    "rcakit.store.strays._MACHINE": _FILE_NAME,
}
"""Patterns that are given texts of so many characters at most, and so need not be quick on more."""
SOUND = {"rcakit.toml.layout._TOKEN"}
"""Patterns that are given only what is TOML, which has no string without its end."""


def slow(found: Found) -> list[str]:
    """The texts that make a pattern slow, in words."""
    wrong = []
    short = min(SHORT, BOUNDED.get(found.where, SHORT))
    long = min(LONG, BOUNDED.get(found.where, LONG))
    for prefix, piece, end in attacks(found.pattern):
        tiny, brief, whole = (
            prefix + piece * (size // len(piece)) + end for size in (TINY, short, long)
        )
        if min(seconds(found, tiny) for _ in range(2)) > ENDLESS:
            return [f"{found.where}: {prefix!r} + {piece!r} * n + {end!r}: no end"]
        if seconds(found, brief) < NOTICED:
            continue
        # The least of several, since what else the machine does only ever adds.
        least = min(seconds(found, brief) for _ in range(5))
        longer = min(seconds(found, whole) for _ in range(3))
        if least >= NOTICED / 2 and longer > STEEPEST * least:
            wrong.append(f"{found.where}: {prefix!r} + {piece!r} * n + {end!r}: {longer:.4f} s")
    return wrong


def test_what_is_slow_is_found() -> None:
    """A pattern with two ways through a run of blanks, and one that starts anew at each."""
    for pattern, way in ((r"(?:a|a)*b", "match"), (r"\s*\s*x", "match"), (r"\s*x", "search")):
        found = Found("a test", re.compile(pattern), frozenset({way}))
        assert slow(found) != []


def test_no_pattern_is_slow() -> None:
    """Every pattern, used as its module uses it, on runs of what it names itself."""
    known = list(patterns())
    assert len(known) > 150
    assert {one.where for one in known} >= set(BOUNDED)
    assert {one.where for one in known} >= SOUND
    assert [line for one in known if one.where not in SOUND for line in slow(one)] == []


@pytest.mark.parametrize(
    "piece", [" ", " (", "due", " due:", "@a ", "owner: ", "(done", "- done ", "\t", "["]
)
def test_long_actions_are_read_quickly(piece: str) -> None:
    """The words of an action, where blanks once cost time by their cube."""
    start = time.process_time()
    read("# a\n\n## Action items\n\n- do " + piece * (20_000 // len(piece)) + " it\n")
    assert time.process_time() - start < 3
