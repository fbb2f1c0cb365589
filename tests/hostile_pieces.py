"""Texts that try to drive a terminal or a browser, and how they look where they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from unicodedata import normalize

from rcakit.text import one_line, visible
from rcakit.tui.safe import one_cell

SEQUENCES = (
    "\x1b[5m",
    "\x1b[8m",
    "\x1b[2J",
    "\x1b[?5h",
    "\x1b[?47h",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[21t",
    "\x1b[201~",
    "\x1bc",
    "\x1b#8",
    "\x1b(0",
    "\x1b]0;o\x07",
    "\x1b]2;o\x1b\\",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;http://x\x1b\\",
    "\x1b]9;o\x07",
    "\x1b]1337;o\x07",
    "\x1b]10;?\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gi=1\x1b\\",
    "\x1b^o\x1b\\",
    "\x1bXo\x1b\\",
    "\x9b5m",
    "\x9d0;o\x9c",
    "\x90q\x9c",
    "\x9fo\x9c",
)
"""What a terminal would obey: CSI, OSC, DCS, APC and the like, in 7 and in 8 bits."""
CONTROLS = (
    "\x01\x02\x03\x04",
    "\x05\x06\x07",
    "\x08\x08\x08",
    "\x0e\x0f\x10",
    "\x11\x12\x13\x14",
    "\x15\x16\x17\x18",
    "\x19\x1a\x1b",
    "\x7f\x7f",
    "\x80\x81\x82\x83",
    "\x84\x86\x87\x88",
    "\x8d\x8e\x8f\x91",
    "\x93\x96\x98\x99",
    "\x9a\x9e",
)
"""Characters that a terminal would obey by themselves."""
UNSEEN = (
    "\u202eevil\u202c",
    "\u2066a\u2069",
    "\u200e\u200f\u061c",
    "a\u200bb\u200dc",
    "\u2060\ufeff",
    "\U000e0041\U000e007f",
    "a\ufe0f\ufe0e\ufe0f",
    "a\U000e0100\U000e01ef",
    "\u3164\uffa0\u115f",
    "\u180e\u034f\u00ad",
    "\ufff9\ufffa\ufffb",
    "\ufdd0\ufffe\uffff",
)
"""What one cannot see, or what turns round what one reads."""
SIGNS = (
    "\ue000\U0010fffd",
    "\u0378",
    "漢字かな",
    "①½±",
    "👍🏽",
    "🇩🇪",
    "é̂",
)
"""What is only unusual, and stays as it is."""
MARKUP = (
    "[ERROR] x",
    "list[int]",
    "[on]",
    "[red]r[/]",
    "[red]a[/blue]",
    "[/nope]",
    "[/]",
    "[/",
    "[",
    "[@click=app.quit]x[/]",
    "[link=file:///]y[/link]",
    "[$primary]x",
    "\\[b]",
    "x\\",
    ":smile:",
    "*a* _b_ `c`",
    "# h",
    "| a |",
    "<b>b</b>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](https://x.invalid/t.png)",
    "<javascript:alert(1)>",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "]]>",
    "-->",
    "&lt;&#60;&amp;",
    "\"';`",
    "{{x}}${x}%s{0}",
    "=1+1",
    "$EDITOR",
    "<<b>x</b>>",
)
"""What Rich, Textual, Markdown, HTML, XML, a sheet or a shell would do something about."""
ZALGO = "z" + "\u0301\u0316" * 20
PIECES = (*SEQUENCES, *CONTROLS, *UNSEEN, *SIGNS, *MARKUP, ZALGO)

ACTING = (*SEQUENCES, *CONTROLS, *UNSEEN)
"""Those that must never be written as they are."""
# Whole, and in one row of one column.
_MARKED = re.compile(r"Q(\d+)<((?:(?!Q\d+<)[^\n│])*?)>\1Q")


def marked(number: int, piece: str) -> str:
    """A piece between signs by which it is found again where it is shown."""
    return f"Q{number}<{piece}>{number}Q"


class Marker:
    """Gives each text a piece of its own, all of them in turn, and knows which.

    Attributes:
        given: The pieces by their numbers.
        start: The number before the first one.
    """

    def __init__(self, pieces: tuple[str, ...] = PIECES) -> None:
        self.given: dict[int, str] = {}
        self.start = 0
        self._pieces = cycle(pieces)

    def __call__(self, text: str) -> str:
        """A hostile text in place of `text`."""
        del text
        number = self.start + len(self.given) + 1
        self.given[number] = next(self._pieces)
        return marked(number, self.given[number])

    def found(self, shown: str) -> Iterator[tuple[int, str, bool]]:
        """Each whole piece in what is shown: its number, what is shown, whether that is right."""
        for match in _MARKED.finditer(shown):
            number = int(match[1])
            if number in self.given:
                seen = _plain(match[2])
                yield number, match[2], seen in forms(self.given[number])


def forms(piece: str) -> set[str]:
    """How a piece may be shown: whole, on one line, or with one cell for each character."""
    return {_plain(form(piece)) for form in (visible, one_line, one_cell)}


def _plain(text: str) -> str:
    """A text as a terminal may give it back, which knows no selectors and composes accents."""
    return normalize("NFC", text).replace("\ufe0f", "").strip()
