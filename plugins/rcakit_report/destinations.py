"""Links in Markdown that a person wrote: only those to the web, a mailbox or a file beside stay.

A browser that is shown the report runs `javascript:` and opens `data:` and `file:`.
"""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(r"\]([(:])\s*(\S*)")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\x9f]")
_SCHEME = re.compile(r"\W*([a-z][a-z0-9+.-]*):")
_ALLOWED = ("http", "https", "mailto")


def web_only(line: str) -> str:
    """A line of Markdown in which the beginning of every other link is escaped."""
    return _LINK.sub(lambda match: _kept(match[0], match[1], match[2]), line)


def _kept(whole: str, sign: str, destination: str) -> str:
    # One that is still to come, on the next line or behind code, cannot be judged.
    if destination and not _elsewhere(destination):
        return whole
    return whole.replace(sign, f"\\{sign}", 1)


def _elsewhere(destination: str) -> bool:
    """Whether an address has a scheme that a browser knows and that is not of the web.

    Markdown takes backslashes and entities out of it, and a browser blanks and controls.
    """
    plain = _SKIPPED.sub("", unescape(_ESCAPED.sub("", destination))).lower()
    scheme = _SCHEME.match(plain)
    return scheme is not None and scheme[1] not in _ALLOWED
