"""The words and marks of a BIF text, one after another, each with its line.

Nothing here takes longer than the text is long, whatever it says.
"""

from __future__ import annotations

import re

from rcakit_bayes_net.exchange.document import BrokenNetwork, said

_BLANK = re.compile(r"\s+")
# Runs are taken whole: a way back to each of twenty million characters would fill the memory.
_WORD = re.compile(r"(?:[^\s{}()\[\],;|\"/]++|/(?![/*]))+")
_QUOTE_OR_END = re.compile(r"[\";]")
_QUOTED = re.compile(r"\"([^\"]*)\"")
_MARKS = frozenset("{}()[],;|")
END = ""


class Tokens:
    """A text that is read from front to back.

    Attributes:
        source: The text.
        place: How far it is read.
        quoted: Whether the last word stood in quotation marks.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.quoted = False
        self._line = 1
        self._counted = 0

    def line(self, place: int | None = None) -> int:
        """The line of a place that lies not before the last that was asked for."""
        at = self.place if place is None else place
        if at >= self._counted:
            self._line += self.source.count("\n", self._counted, at)
            self._counted = at
        return self._line

    def skip_blank(self) -> None:
        """Pass over blanks and comments.

        Raises:
            BrokenNetwork: A comment does not end.
        """
        source = self.source
        while True:
            blank = _BLANK.match(source, self.place)
            if blank is not None:
                self.place = blank.end()
            if source.startswith("//", self.place):
                end = source.find("\n", self.place)
                self.place = len(source) if end < 0 else end
            elif source.startswith("/*", self.place):
                end = source.find("*/", self.place + 2)
                if end < 0:
                    raise BrokenNetwork(self.line(), "The comment that begins here does not end.")
                self.place = end + 2
            else:
                return

    def peek(self) -> str:
        """The next character that counts; "" at the end."""
        self.skip_blank()
        return self.source[self.place : self.place + 1]

    def next(self) -> str:
        """The next word or mark.

        Raises:
            BrokenNetwork: The text ends.
        """
        first = self.peek()
        self.quoted = False
        if not first:
            raise BrokenNetwork(self.line(), "The text ends in the middle of a block.")
        if first in _MARKS:
            self.place += 1
            return first
        if first == '"':
            return self._quoted()
        found = _WORD.match(self.source, self.place)
        word = found[0] if found is not None else first
        self.place += len(word)
        return said(word)

    def _quoted(self) -> str:
        end = self.source.find('"', self.place + 1)
        if end < 0 or "\n" in self.source[self.place : end]:
            raise BrokenNetwork(self.line(), "The quotation that begins here does not end.")
        word = self.source[self.place + 1 : end]
        self.place = end + 1
        self.quoted = True
        return said(word)

    def name(self) -> str:
        """The next word; a mark is none.

        Raises:
            BrokenNetwork: There is a mark, or nothing.
        """
        line_of = self.peek() and self.line()
        word = self.next()
        if not self.quoted and word in _MARKS:
            raise BrokenNetwork(line_of or None, f"A name is wanted here, not “{word}”.")
        return word

    def expect(self, mark: str) -> None:
        """Pass over a mark or word.

        Raises:
            BrokenNetwork: There is something else.
        """
        if self.peek():
            line = self.line()
            word = self.next()
            if self.quoted or word.casefold() != mark:
                raise BrokenNetwork(line, f"“{mark}” is wanted here, not “{word[:40]}”.")
        else:
            raise BrokenNetwork(self.line(), f"“{mark}” is wanted here, and the text ends.")

    def accept(self, mark: str) -> bool:
        """Pass over a mark if it is the next."""
        if self.peek() == mark:
            self.place += 1
            return True
        return False

    def listed(self, end: str) -> list[str]:
        """Words up to a mark, which is passed over, with or without commas between."""
        found = []
        while not self.accept(end):
            if not self.accept(","):
                found.append(self.name())
        return found

    def until_semicolon(self) -> str:
        """All up to the next semicolon outside quotation marks, which is passed over.

        Where all of it stands in quotation marks those are left out.

        Raises:
            BrokenNetwork: There is none.
        """
        start = at = self.place
        while True:
            found = _QUOTE_OR_END.search(self.source, at)
            if found is None:
                raise BrokenNetwork(self.line(start), "A “;” is wanting after this.")
            if found[0] == ";":
                break
            closing = self.source.find('"', found.end())
            at = found.end() if closing < 0 else closing + 1
        self.place = found.end()
        noted = said(self.source[start : found.start()])
        whole = _QUOTED.fullmatch(noted)
        return noted if whole is None else whole[1]
