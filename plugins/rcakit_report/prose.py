"""Text that is Markdown by contract, made fit to stand inside a section of the report.

It keeps its paragraphs, lists, links and code, but its headings go below those of the report,
raw HTML is shown instead of acting, a link that leads to anything but the web or a mailbox is shown
as it is written, and a code block left open is closed.
"""

from __future__ import annotations

import re

from rcakit import text
from rcakit_report.destinations import web_only

_FENCE = re.compile(r"(?:(`{3,})|(~{3,}))[\w+#.-]*\s*\Z")
_HEADING = re.compile(r"\A((?:[ \t>]|[-+*]\s|\d{1,9}[.)]\s)*)(#{1,6})(?=\s|\Z)")
_UNDERLINE = re.compile(r"\A[ \t>]*(?:=+|-+)\s*\Z")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^\s<>`]+>")
_RUN = re.compile(r"`{3,}|~{3,}")
_BACKTICKS = re.compile("`+")
_DEEPER = 2


def prose(words: str) -> str:
    """`words` as Markdown for the inside of a section."""
    lines = text.visible(words.replace("\r\n", "\n")).strip().split("\n")
    if not _all_fences_plain(lines):
        return "\n".join(_tamed([_RUN.sub(_unfenced, line) for line in lines]))
    result: list[str] = []
    open_text: list[str] = []
    fence = ""
    for line in lines:
        if fence:
            result.append(line)
            if (
                line.rstrip()
                and set(line.rstrip()) == {fence[0]}
                and len(line.rstrip()) >= len(fence)
            ):
                fence = ""
        elif (match := _FENCE.match(line)) is not None:
            result += [*_tamed(open_text), line]
            open_text, fence = [], match[1] or match[2]
        else:
            open_text.append(line)
    result += _tamed(open_text)
    return "\n".join([*result, fence] if fence else result)


def _all_fences_plain(lines: list[str]) -> bool:
    """Whether every fence stands alone on its line, with a language at most.

    One inside a list could end where this cannot see, and one with a `|` may begin a table.
    """
    return all(_FENCE.match(line) is not None for line in lines if "```" in line or "~~~" in line)


def _unfenced(match: re.Match[str]) -> str:
    return re.sub(r".", r"\\\g<0>", match[0])


def _tamed(lines: list[str]) -> list[str]:
    """Lines outside code blocks, with headings lowered and HTML shown."""
    spans_close = all(_spans_close(line) for line in lines)
    result = []
    for number, line in enumerate(lines):
        lowered = _HEADING.sub(_lower, line)
        if number and lines[number - 1].strip() and _UNDERLINE.match(lowered):
            lowered = re.sub(r"[=-]", r"\\\g<0>", lowered, count=1)
        result.append(_html_outside_code(lowered) if spans_close else _html(lowered))
    return result


def _lower(match: re.Match[str]) -> str:
    return match[1] + "#" * min(6, len(match[2]) + _DEEPER)


def _spans_close(line: str) -> bool:
    """Whether every run of backticks has its partner on the line, so that code is known."""
    if "\\`" in line:
        return False
    runs = [len(run) for run in _BACKTICKS.findall(line)]
    while runs:
        first = runs.pop(0)
        if first not in runs:
            return False
        runs = runs[runs.index(first) + 1 :]
    return True


def _html_outside_code(line: str) -> str:
    result, at = [], 0
    while (opening := _BACKTICKS.search(line, at)) is not None:
        closing = next(
            run
            for run in _BACKTICKS.finditer(line, opening.end())
            if len(run[0]) == len(opening[0])
        )
        result += [_html(line[at : opening.start()]), line[opening.start() : closing.end()]]
        at = closing.end()
    return "".join([*result, _html(line[at:])])


def _html(part: str) -> str:
    part = web_only(part)
    pieces, at = [], 0
    for address in _ADDRESS.finditer(part):
        pieces += [part[at : address.start()].replace("<", "&lt;"), address[0]]
        at = address.end()
    return "".join([*pieces, part[at:].replace("<", "&lt;")])
