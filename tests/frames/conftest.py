"""Frames: what is on the screen, compared as text and as a picture with the one approved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from app_driver import Seat
from app_place import folder, own_place, pytest_pyfunc_call
from screen_text import text_of
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from textual.widgets import Input, TextArea

__all__ = ["folder", "frame", "own_place", "pytest_pyfunc_call", "steady"]

Frame = Callable[..., None]


class SvgFrame(SVGImageSnapshotExtension):
    """One `.svg` a frame, without the number that Rich stamps into every id."""

    def serialize(self, data: Any, **kwargs: Any) -> Any:
        """The picture, the same for the same screen."""
        return super().serialize(re.sub(r"\bterminal-\d+-", "terminal-", data), **kwargs)


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks."""
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)


@pytest.fixture
def frame(snapshot: SnapshotAssertion) -> Frame:
    """`frame(me)` compares what is on the screen with what was approved.

    The text comes first, since its difference reads like the screen; the picture is looked at
    before it, so that one update renews both. Where colours say nothing new, the text does.
    """

    def check(me: Seat, *, picture: bool = True) -> None:
        __tracebackhide__ = True
        svg = me.app.export_screenshot(simplify=True)
        same_picture = not picture or svg == snapshot.use_extension(SvgFrame)
        assert text_of(svg, me.app.size.height) == snapshot
        assert same_picture, "the characters are as approved, their colours are not"

    return check
