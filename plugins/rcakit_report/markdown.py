"""User text and tables as GitHub-flavoured Markdown that nothing in the text can break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from rcakit import text

_SPECIAL = re.compile(r"[\\`*\[\]|~]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_FIRST = re.compile(r"\A(?:#{1,6}(?=\s|\Z)|>|[-+=](?=\s|\Z|[-+=]))")
_NUMBERED = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)")
_ENDS = (".", "!", "?", "…")
_SAFE_IN_URL = ":/?#@!$&'*+,;=%-._~"


def inline(words: str) -> str:
    """Plain text as Markdown on one line, every sign that could mean something escaped."""
    return _escaped(text.one_line(words))


def cell(words: str) -> str:
    """Plain text for a table cell; its lines are kept with `<br>`."""
    lines = text.visible(words.replace("\r\n", "\n")).strip().split("\n")
    return "<br>".join(inline(line) for line in lines)


def _escaped(line: str) -> str:
    line = _SPECIAL.sub(r"\\\g<0>", line)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;")
    line = _NUMBERED.sub(r"\1\\\2", line)
    return "\\" + line if _FIRST.match(line) else line


def unstopped(words: str) -> str:
    """User text as `inline`, without its full stop, for the middle of a sentence."""
    return inline(text.unstopped(text.one_line(words)))


def quoted(words: str) -> str:
    """User text as `unstopped` in quotation marks."""
    return f"“{unstopped(words)}”"


def sentence(line: str) -> str:
    """A line of Markdown with a full stop, unless it ends a sentence already."""
    return line if line.endswith(_ENDS) else f"{line}."


def link(words: str, url: str) -> str:
    """`words` as a link where `url` is a web address, else the words alone."""
    if not leads_somewhere(url):
        return inline(words)
    address = quote(url.encode("utf-8", "replace"), safe=_SAFE_IN_URL)
    return f"[{inline(words)}]({address})"


def leads_somewhere(url: str) -> bool:
    """Whether `url` is a web address, which is all that becomes a link."""
    try:
        return urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [_row(headings), _row(["---"] * len(headings))]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def bullets(items: Iterable[str]) -> str:
    """A list of items that are Markdown on one line."""
    return "\n".join(f"- {item}" for item in items)


def nested(head: str, items: Iterable[str]) -> str:
    """An item of a list with a list of its own below it."""
    return "\n".join([head, *(f"  - {item}" for item in items)])


def code(content: str, language: str = "text") -> str:
    """A code block; its fence is longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    shown = text.visible(content).strip("\n")
    return f"{fence}{language}\n{shown}\n{fence}"
