"""Every regular expression of rcakit, found in its source, and texts that make one slow.

Strings that are put together when a module is imported are had from the module itself.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType

import attrs

PACKAGES = (
    "rcakit",
    "rcakit_five_whys",
    "rcakit_fishbone",
    "rcakit_fault_tree",
    "rcakit_bayes_net",
    "rcakit_process",
    "rcakit_checks",
    "rcakit_pagerduty",
    "rcakit_markdown",
    "rcakit_tabular",
    "rcakit_report",
    "rcakit_json",
)


@attrs.frozen
class Found:
    """A pattern and where it is."""

    where: str
    pattern: re.Pattern[str]
    ways: frozenset[str]


_IN_TABLES = {"rcakit_markdown.action_words._LEADS": frozenset({"match"})}
"""How patterns are used that a loop takes out of a table."""
_WAYS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


def _ways(module: ModuleType, name: str) -> frozenset[str]:
    """By which of its methods a pattern is used in its module; all where that cannot be told."""
    source = Path(str(module.__file__)).read_text("utf-8")
    used = re.findall(rf"\b{re.escape(name)}\.(\w+)\(", source)
    elsewhere = re.findall(rf"\b{re.escape(name)}\b(?!\.\w+\(| =|:)", source)
    return frozenset(_WAYS if elsewhere or not used else used)


def modules() -> Iterator[ModuleType]:
    """Every module that ships."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns() -> Iterator[Found]:
    """Every pattern that a module of rcakit holds, alone or in a table, each once."""
    seen: set[tuple[str, int]] = set()
    for module in modules():
        for name, value in vars(module).items():
            for one in _inside(value):
                if (one.pattern, one.flags) not in seen:
                    seen.add((one.pattern, one.flags))
                    where = f"{module.__name__}.{name}"
                    yield Found(where, one, _IN_TABLES.get(where) or _ways(module, name))


def _inside(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in [*value, *value.values()]:
            yield from _inside(one, depth - 1)


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """What a text is made of that may make a pattern slow: a beginning, a piece, an end.

    The pieces are made of the characters the pattern itself names; what makes a pattern slow is
    long runs of what several of its parts may take, and then an end that none of them takes.
    """
    letters = _letters(parser.parse(pattern.pattern, pattern.flags))
    singles = [*dict.fromkeys([*letters[:8], "a", "0", " "])]
    pieces = [*singles, *(a + b for a in singles[:3] for b in singles[:3] if a != b)]
    prefixes = [*dict.fromkeys(["", *_prefixes(pattern)])]
    return [(prefix, piece, end) for prefix in prefixes for piece in pieces for end in ("\x00",)]


def _letters(tree: object) -> list[str]:
    """A character for each literal, class and range of a parsed pattern, in its order."""
    found: list[str] = []
    classes = {
        constants.CATEGORY_DIGIT: "7",
        constants.CATEGORY_SPACE: " ",
        constants.CATEGORY_WORD: "w",
        constants.CATEGORY_NOT_SPACE: "x",
        constants.CATEGORY_NOT_DIGIT: "y",
        constants.CATEGORY_NOT_WORD: "!",
    }

    def walk(node: object) -> None:
        if isinstance(node, (parser.SubPattern, list)):
            for one in node:
                walk(one)
            return
        if not isinstance(node, tuple) or not isinstance(node[0], type(constants.LITERAL)):
            for one in node if isinstance(node, tuple) else ():
                walk(one)
            return
        kind, *rest = node
        if kind in (constants.LITERAL, constants.NOT_LITERAL):
            found.append(chr(rest[0]))
        elif kind is constants.RANGE:
            found.append(chr(rest[0][0]))
        elif kind is constants.CATEGORY:
            found.append(classes.get(rest[0], "a"))
        else:
            for one in rest:
                walk(one)

    walk(tree)
    return [*dict.fromkeys(found)]


def _prefixes(pattern: re.Pattern[str]) -> Iterator[str]:
    """Beginnings that get past what a pattern wants first: its literal characters in order."""
    letters = _letters(parser.parse(pattern.pattern, pattern.flags))
    for length in (2,):
        yield "".join(letters[:length])


def seconds(found: Found, text: str) -> float:
    """Processor time to use a pattern on a text in each way in which it is used."""
    start = time.process_time()
    if "match" in found.ways:
        found.pattern.match(text)
    if "fullmatch" in found.ways:
        found.pattern.fullmatch(text)
    if found.ways - {"match", "fullmatch"}:
        for _ in found.pattern.finditer(text):
            pass
    return time.process_time() - start
