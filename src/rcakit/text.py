"""User text on its way to a terminal, a report or a file.

Text in a postmortem comes from chat, logs and strangers. It is data: it is never parsed as
markup, and no control character of it may reach a terminal (an escape sequence can set the
title, write the clipboard or hide lines; bidirectional controls can reorder what is read).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}{_SELECTORS}]")
_UNSAFE_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}{_SELECTORS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FULL_STOP = re.compile(r"(?<=[^.])\.\Z")


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return match.group() if _chooses_a_shape(match) else f"<U+{code:04X}>"


def _chooses_a_shape(match: re.Match[str]) -> bool:
    """Whether it is the one selector a sign may have; the later ones can only hide something."""
    if not _SELECTOR.match(match.group()):
        return False
    before = match.string[match.start() - 1 : match.start()]
    if ord(match.group()) > 0xFE0F:
        return _IDEOGRAPH.match(before) is not None
    return _SELECTOR.match(before) is None


def visible(text: str) -> str:
    """`text` with every control, invisible and bidirectional character made visible.

    Line feeds and tabs are kept; everything else that could act on a terminal becomes a
    picture of itself (ESC becomes "␛") or its code point ("<U+202E>").
    """
    return _UNSAFE.sub(_shown, text)


def replaced(text: str, sign: Callable[[str], str]) -> str:
    """`text` with `sign(character)` in place of each character that `visible` would alter."""
    return _UNSAFE.sub(
        lambda match: match.group() if _chooses_a_shape(match) else sign(match.group()), text
    )


def in_json(document: str) -> str:
    """A JSON document with what `visible` would alter escaped as JSON allows.

    A reader gets back what it holds; `json.dumps` by itself leaves all above U+001F as it is.
    """
    return replaced(document, _json_sign)


def _json_sign(char: str) -> str:
    # DEL is ASCII, which json.dumps never escapes.
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]


def one_line(text: str) -> str:
    """`text` as `visible`, with white space folded so that it stays on one line."""
    return _UNSAFE_LINE.sub(_shown, " ".join(text.split()))


def normal(text: str) -> str:
    """`text` as it is stored: NFC, line feeds only, no lone surrogates, no outer blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return unicodedata.normalize("NFC", text).strip()


def unstopped(text: str) -> str:
    """`text` without its full stop, for the middle of a sentence; an ellipsis is none and stays."""
    return _FULL_STOP.sub("", text)


def quoted(text: str, limit: int = 120) -> str:
    """`text` for a sentence: on one line, in quotation marks, without a full stop of its own."""
    return f"“{unstopped(shorten(text, limit))}”"


def shorten(text: str, limit: int) -> str:
    """`text` on one line in at most `limit` characters, cut at a word with an ellipsis."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: max(limit - 1, 0)]
    space = cut.rfind(" ")
    if space > limit // 2:
        cut = cut[:space]
    return cut.rstrip(" ,;:-") + "…"
