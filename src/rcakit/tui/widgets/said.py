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


class Said(Static):
    """The last few sentences, each for a while."""

    DEFAULT_CSS = """
    Said { height: auto; max-height: 8; padding: 0 2; display: none; }
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
        if sentence in self._sentences:
            self._sentences.remove(sentence)
            self._show()

    def hush(self) -> None:
        """Forget everything said so far."""
        self._sentences.clear()
        self._show()

    def _show(self) -> None:
        self.display = bool(self._sentences)
        self.update(Content("\n").join(self._sentences[-8:]))
