"""Marks inside a line of Markdown: emphasis, code, links; all taken off, the words kept."""

from __future__ import annotations

import html
import re

_CODE = re.compile(r"(?<!`)(`+)(?!`)([^`]+)\1(?!`)")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,1000})\]"
    r"(?:\(<?([^()\s<>]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)>?(?: +\"[^\"]{0,300}\")?\)"
    r"|\[[^\[\]]{0,100}\])"
)
_FOOTNOTE = re.compile(r" ?\[\^[\w-]{1,60}\](?![+*{?]):?")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_BARE = re.compile(r"https?://[^\s<>()\[\]|`\"']{3,2000}")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?: [^<>]{0,300})?/?>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\*\*\*(?=\S)([^*\n]{1,2000})\*\*\*",
        r"\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,2000})\*\*",
        r"~~(?=\S)([^~\n]{1,2000})~~",
        r"(?<!\w)__(?=\S)([^_\n]{1,2000})__(?!\w)",
        r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*])\*(?![\w*])",
        r"(?<![\w_])_(?=[^\s_])([^_\n]{1,1000})(?<=[^\s_])_(?![\w_])",
    )
)
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,2000}~~")
_TICKET = re.compile(
    r"/(?:issues|pull|pulls|browse|merge_requests|tickets?|work_items)/|[A-Z]{2,9}-\d"
)
_MARKED = re.compile("[*_`~\\[<&\\\\\ue000\ue001]")
_LONGEST = 65536


def plain(text: str) -> str:
    """`text` without Markdown marks; a link is its words, code is as it stands."""
    if _MARKED.search(text) is None:
        return text[:_LONGEST].strip()
    text = text[:_LONGEST].replace("\ue000", "").replace("\ue001", "")
    parts: list[str] = []
    position = 0
    for code in _CODE.finditer(text):
        parts += [text[position : code.start()], "\ue000", code[2].strip(), "\ue001"]
        position = code.end()
    parts.append(text[position:])
    spans: list[str] = []

    def hide(match: re.Match[str]) -> str:
        spans.append(match[1])
        return f"\ue000{len(spans) - 1}\ue001"

    hidden = re.sub("\ue000([^\ue000\ue001]*)\ue001", hide, "".join(parts))
    shown = _unmarked(hidden)
    return re.sub("\ue000(\\d{1,6})\ue001", lambda match: spans[int(match[1])], shown).strip()


def _unmarked(text: str) -> str:
    text = without_footnotes(text)
    text = _AUTOLINK.sub(r"\1", _BREAK.sub("\n", text))
    text = _LINK.sub(lambda match: match[1] or match[2] or "", text)
    for mark in _MARKS:
        text = mark.sub(r"\1", text)
    return html.unescape(_ESCAPE.sub(r"\1", _TAG.sub("", text)))


def links(text: str) -> tuple[str, ...]:
    """The addresses in `text`, each once, in order."""
    text = text[:_LONGEST]
    found = [(match.start(), match[2]) for match in _LINK.finditer(text) if match[2]]
    found += [(match.start(), match[0].rstrip(".,;:!?*_")) for match in _BARE.finditer(text)]
    web = [url for _, url in sorted(found) if url.startswith(("http://", "https://"))]
    return tuple(dict.fromkeys(web))


def tickets(text: str) -> tuple[str, ...]:
    """The addresses in `text` that lead to a ticket, an issue or a pull request."""
    return tuple(url for url in links(text) if _TICKET.search(url))


def without_footnotes(text: str) -> str:
    """`text` without the marks of footnotes, such as `[^1]`."""
    return _FOOTNOTE.sub("", text).strip() if "[^" in text else text


def without_tickets(text: str) -> str:
    """`text` without the links in it that lead to a ticket."""
    return _LINK.sub(lambda match: "" if _TICKET.search(match[2] or "") else match[0], text)


def struck(text: str) -> bool:
    """Whether all of `text` is struck through."""
    bare = text.strip()
    return bare.startswith("~~") and _STRUCK.sub("", bare).strip(" .") == ""
