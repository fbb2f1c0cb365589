"""What a reader of an import should know: oddities and what was left out, each with its line."""

from __future__ import annotations

from rcakit import Remark, few


class Notes:
    """Gathers remarks; after the first 300 of each sort only their number is told."""

    def __init__(self) -> None:
        self._odd: list[Remark] = []
        self._left: list[Remark] = []

    def odd(self, line: int | None, text: str) -> None:
        """Something was read that a person should look at."""
        if (remark := Remark(text, line)) not in self._odd[-20:]:
            self._odd.append(remark)

    def skipped(self, line: int | None, text: str) -> None:
        """Something was left out."""
        self._left.append(Remark(text, line))

    def result(self) -> tuple[tuple[Remark, ...], tuple[Remark, ...]]:
        """Oddities and what was left out, by line."""
        return few(sorted(self._odd, key=_line)), few(sorted(self._left, key=_line))


def _line(remark: Remark) -> int:
    return remark.line or 0
