"""The line above the keys where the app says what it did; it covers nothing."""

from __future__ import annotations

from typing import Literal

from textual.content import Content
from textual.widgets import Static

from rcakit.text import visible

Severity = Literal["information", "warning", "error"]
_LOOK: dict[Severity, tuple[str, str]] = {
    "information": ("›", "$faint"),
    "warning": ("!", "$text-warning"),
    "error": ("✗", "$text-error"),
}
_SECONDS = {"information": 20.0, "warning": 40.0, "error": 120.0}


ROWS = 8
"""Rows that sentences may take from the work above."""
_PADDING = 2


class Said(Static):
    """The last few sentences, each for a while."""

    DEFAULT_CSS = f"""
    Said {{ height: auto; max-height: {ROWS}; padding: 0 {_PADDING}; display: none; }}
    """

    def __init__(self) -> None:
        super().__init__(id="said", markup=False)
        self._sentences: list[Content] = []

    def say(self, text: str, severity: Severity = "information") -> None:
        """Say one sentence; the same one is not said twice at a time."""
        mark, style = _LOOK[severity]
        sentence = Content.assemble((f"{mark} ", style), (visible(text), style))
        if any(str(said) == str(sentence) for said in self._sentences):
            return
        self._sentences.append(sentence)
        self._show()
        self.set_timer(_SECONDS[severity], lambda: self._forget(sentence))

    def _forget(self, sentence: Content) -> None:
        # An equal one may have been said after this one was hushed; that stays its own while.
        left = [said for said in self._sentences if said is not sentence]
        if len(left) < len(self._sentences):
            self._sentences = left
            self._show()

    def hush(self) -> None:
        """Forget everything said so far."""
        self._sentences.clear()
        self._show()

    def _show(self) -> None:
        self.display = bool(self._sentences)
        self.update(Content("\n").join(self._last()))

    def _last(self) -> list[Content]:
        """As many of the last sentences as there are rows for, and the very last in any case."""
        width = max(self.app.size.width - 2 * _PADDING, 1)
        shown: list[Content] = []
        rows = 0
        for sentence in reversed(self._sentences):
            rows += len(sentence.wrap(width))
            if shown and rows > ROWS:
                break
            shown.insert(0, sentence)
        return shown

    def on_resize(self) -> None:
        """Other sentences fit."""
        self._show()
