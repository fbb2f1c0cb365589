"""A walk through the app on a hostile library in a pseudo-terminal, and what it showed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import attrs
import hostile_app
import hostile_library
from hostile_pieces import ACTING, Marker
from terminal import Terminal
from terminal_grammar import Token, token_faults

ESC, ENTER, DOWN, UP, RIGHT, LEFT, TAB = "\x1b", "\r", "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D", "\t"
PAGE_DOWN = "\x1b[6~"
CTRL = {letter: chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}
WIDE, NARROW = (160, 40), (80, 24)
EDITOR = "/no/\x1b]0;o\x07[/x]"
CONFIG = 'theme = "\\u001b]0;o\\u0007[/x]"\n[keys]\n"\\u001b[5m[/nope]" = "\\u009b5m"\n'
TITLES = {
    1: "Q",
    2: "Incident",
    3: "Evidence",
    4: "Timeline",
    5: "Analysis",
    6: "Actions",
    7: "Report",
    8: "Follow-up",
}
"""The steps by their numbers; the first is the plugin's."""
EDITS = {
    1: ("?", ESC),
    3: ("v", DOWN, ENTER, ESC),
    6: (ENTER, ESC),
    7: ("n", ESC),
}
"""What is tried at some of them."""
ANALYSIS = 5
METHODS = 5


@attrs.define
class Walk:
    """The app, and what of the hostile pieces was seen on its screen.

    Attributes:
        terminal: Where it runs.
        folder: The postmortem that can be opened.
        seen: The number of each piece that stood there whole.
        wrong: What stood there in place of a piece.
        faults: What was written that no widget may write.
    """

    terminal: Terminal
    folder: Path
    markers: tuple[Marker, ...]
    counts: Path
    seen: set[int] = attrs.field(factory=set)
    wrong: list[str] = attrs.field(factory=list)
    faults: list[str] = attrs.field(factory=list)
    narrow: bool = False

    @classmethod
    def begin(cls, root: Path, marker: Marker | None = None) -> Walk:
        """The app on the library, its first screen drawn."""
        marker = marker or Marker()
        folder = hostile_library.build(root, marker)
        config = root / "config" / "rcakit"
        config.mkdir(parents=True)
        (config / "config.toml").write_text(CONFIG, "utf-8")
        counts = root / "counts.json"
        terminal = Terminal(
            hostile_app.__file__,
            str(counts),
            "open",
            str(folder.parent),
            size=WIDE,
            environment={
                "XDG_STATE_HOME": str(root / "state"),
                "XDG_CONFIG_HOME": str(root / "config"),
                "VISUAL": "",
                "EDITOR": EDITOR,
                "ESCDELAY": "20",
            },
        )
        typed = Marker()
        typed.start = 9000
        walk = cls(terminal, folder, (marker, hostile_app.plugin()[1], typed), counts)
        terminal.judge = walk.judge
        terminal.read(until="found", patience=30)
        walk.look()
        return walk

    def press(self, *keys: str) -> None:
        """Press keys, one after another, and look after each."""
        for key in keys:
            self.terminal.press(key, answer=0.3 if key == ESC else 0.15)
            if key == ESC:
                # What follows an escape too soon is read as one key with it.
                self.terminal.read(patience=0.1)
            self.look()

    def go(self, words: str, *keys: str) -> None:
        """Press keys until some words stand on the screen; a busy machine may lose one."""
        for _ in range(5):
            self.press(*keys)
            self.terminal.read(patience=0.5)
            if any(words in row for row in self.terminal.lines()):
                return
        raise AssertionError("\n".join(self.terminal.lines()))

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does."""
        self.press(f"\x1b[200~{text}\x1b[201~")

    def paste_piece(self) -> None:
        """Paste the next piece."""
        self.paste(self.markers[2]("pasted"))

    def look(self) -> None:
        """Read the pieces off the screen, row by row."""
        for row in self.terminal.lines():
            for marker in self.markers:
                for number, shown, right in marker.found(row):
                    self.seen.add(number)
                    if not right:
                        self.wrong.append(f"{marker.given[number]!a} is shown as {shown!a}")

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        self.terminal.resize(*size)
        self.narrow = size == NARROW
        self.terminal.read(patience=1.0)
        self.look()

    def click(self, words: str) -> None:
        """Click on the first place where some words stand."""
        for y, row in enumerate(self.terminal.lines(), 1):
            if words in row:
                x = row.index(words) + 2
                self.press(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
                return

    def judge(self, token: Token) -> None:
        """Keep what of a piece that was written no widget may write."""
        self.faults += token_faults(token)
        self.faults += [f"{piece!a} was written" for piece in ACTING if piece in token.raw]

    def kinds(self) -> set[str]:
        """The classes of widgets that have shown a piece; known once the app has ended."""
        return set(json.loads(self.counts.read_text()))

    def pieces(self) -> set[str]:
        """The pieces that were on the screen whole."""
        return {
            marker.given[number]
            for marker in self.markers
            for number in self.seen
            if number in marker.given
        }

    # -- where it goes -----------------------------------------------------------------------

    def through_the_library(self) -> None:
        """Search, help, the row that cannot be read, and into the other one."""
        self.press("/")
        self.paste_piece()
        self.press(ESC, "?", ESC, DOWN, DOWN, ENTER, ESC)
        self.go("what a merge has left open", UP, ENTER)
        self.go("Postmortems in", "q")
        self.press(UP, UP)
        self.go("Findings", ENTER)

    def through_the_steps(self, numbers: Iterable[int]) -> None:
        """Each step: its work, its findings, its help, an edit, and back."""
        for number in numbers:
            self.go(f"{number}▸" if self.narrow else f"╭─ {TITLES[number]}", ESC, str(number))
            self.press(ESC, DOWN, *EDITS.get(number, ()))

    def through_the_table(self) -> None:
        """Down the long table of the plugin, which has every piece."""
        self.through_the_steps([ANALYSIS])
        self.press(ESC, "n", *[PAGE_DOWN] * 17, ESC)

    def through_the_methods(self, count: int) -> None:
        """Each method: drawing, numbers, what they mean, what if, and what keys ask."""
        self.through_the_steps([ANALYSIS])
        self.press(ESC, "h", "H", "w", ESC, "t", ESC, "k", ESC, "l", ESC, "f", ESC)
        for _ in range(count):
            self.press("n", RIGHT, "=", ESC, ".", ESC, "m")

    def through_the_rest(self) -> None:
        """Palette, a long answer, an import, an editor that is none, and a click on markup."""
        self.press(CTRL["p"])
        self.press("Q")
        self.press(ESC, ESC, "1", TAB)
        self.press(ENTER)
        self.paste_piece()
        self.paste_piece()
        self.press(CTRL["o"], ESC)
        self.through_what_is_half_written()
        self.import_hostile()
        self.click("[@click=app.quit]")
        self.press(ESC)

    def through_what_is_half_written(self) -> None:
        """The list of answers that were begun, the one just pasted among them."""
        self.press(CTRL["p"])
        self.paste("Half-written")
        self.press(DOWN, ENTER)
        self.press(DOWN, ESC)

    def import_hostile(self) -> None:
        """Import a file of which the plugin says hostile things, and one that is not there."""
        # A terminal sends no escape inside of what is pasted, so the folder has a plain name.
        path = self.folder.parent.parent / "[red]x[ERROR].txt"
        path.write_text("hostile")
        for name in (path, path.with_name("no[on].txt")):
            self.press(ESC, "i")
            self.paste(str(name))
            self.press(ENTER)
        self.press(ESC)
