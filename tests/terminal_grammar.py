"""What a program writes to a terminal, taken apart, and what of it has no business there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from rcakit.text import visible

_CSI = re.compile(r"\x1b\[([<=>?]?)([0-9:;]*)([ -/]*)([@-~])")
_STRING = re.compile(r"\x1b([\]PX^_])(.*?)(?:\x07|\x1b\\)", re.DOTALL)
_ESCAPE = re.compile(r"\x1b([ -/]*)([0-~])")
_TEXT = re.compile(r"[^\x1b]+")
_KINDS = (("csi", _CSI), ("text", _TEXT), ("string", _STRING), ("escape", _ESCAPE))

APP_MODES = {
    *("7", "25", "1000", "1003", "1004", "1006", "1015", "1016", "1049", "2004", "2026", "2048")
}
"""The modes Textual sets and resets: wrapping, cursor, mouse, other screen, paste, frames, size."""
_POINTER = re.compile(r"22;[a-z-]*\Z")
"""Textual's own request for a shape of the mouse pointer."""
_BLINKING_OR_HIDDEN = {"5", "6", "8"}


@attrs.frozen
class Token:
    """A piece of what was written.

    Attributes:
        kind: "text", "csi", "string" (OSC, DCS and the like), "escape", or "loose" for the
            beginning of a sequence that never ends.
        raw: As it was written.
        parts: What it is made of, by kind.
    """

    kind: str
    raw: str
    parts: tuple[str, ...] = ()


def tokens(written: str) -> Iterator[Token]:
    """What was written, piece by piece."""
    at = 0
    while at < len(written):
        for kind, pattern in _KINDS:
            match = pattern.match(written, at)
            if match is not None:
                yield Token(kind, match[0], match.groups(""))
                at = match.end()
                break
        else:
            yield Token("loose", written[at : at + 20])
            at += 1


def text_of(written: str) -> str:
    """The characters written, without the sequences that place and colour them."""
    return "".join(one.raw for one in tokens(written) if one.kind == "text")


def command_faults(written: str) -> list[str]:
    """What a command should not have written: any sequence, any character one cannot see."""
    found = [repr(one.raw) for one in tokens(written) if one.kind != "text"]
    return found + unseen(text_of(written).replace("\r\n", "\n"))


def app_faults(written: str) -> list[str]:
    """What the app should not have written: all but the sequences that Textual itself uses."""
    return [fault for one in tokens(written) for fault in token_faults(one)]


def token_faults(token: Token) -> list[str]:
    """As `app_faults`, of one piece."""
    if token.kind == "text":
        # The terminal puts a return before each line feed, and no line feed is data.
        return unseen(token.raw.replace("\r\n", ""))
    return [] if _of_textual(token) else [ascii(token.raw)]


def unseen(text: str) -> list[str]:
    """The characters in a text that act, hide or turn round what one reads."""
    if text.isascii() and text.isprintable():
        return []
    if visible(text) == text and not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text):
        return []
    # Independent of `visible`, which is what is tested.
    listed = re.findall(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
        "\ufff9-\ufffb\U000e0000-\U000e007f]",
        text,
    )
    return [f"{sign!a} in {text[:60]!a}" for sign in listed or [visible(text)]]


def _of_textual(token: Token) -> bool:
    if token.kind == "csi":
        private, parameters, between, final = token.parts
        if between == "$" and final == "p":
            return private == "?" and parameters in APP_MODES
        if between:
            return False
        if final in "hl":
            return private == "?" and set(parameters.split(";")) <= APP_MODES
        if final == "m" and not private:
            return not _BLINKING_OR_HIDDEN & set(_attributes(parameters))
        if final == "u":
            return private in ("<", ">", "?")
        return final == "H" and not private
    if token.kind == "string":
        return token.parts[0] == "]" and _POINTER.match(token.parts[1]) is not None
    return False


def _attributes(parameters: str) -> Iterator[str]:
    """The attributes of a colour sequence, without the numbers that colours are made of."""
    given = iter(parameters.split(";"))
    for one in given:
        if one in ("38", "48", "58"):
            kind = next(given, "")
            for _ in range({"2": 3, "5": 1}.get(kind, 0)):
                next(given, "")
        else:
            yield one.lstrip("0")
