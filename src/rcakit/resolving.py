"""Settling what a merge left open: one place after the other, each on disk once it is decided."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path

import attrs

from rcakit.errors import BadAnswer, ConflictError, RcakitError, UnreadableError
from rcakit.merging.disputes import Dispute, Unmerged, unmerged
from rcakit.merging.hunks import Hunk, Part, Parts, Side, chosen, hunks, marked
from rcakit.saving.save import Write, digest, save
from rcakit.store.folder import file_names
from rcakit.toml.bounded import read_regular
from rcakit.toml.read import parse
from rcakit.toml.snippet import patched_value
from rcakit.toml.write import literal


class Take(StrEnum):
    """What becomes of a place."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@attrs.frozen
class Waiting:
    """A place to be decided: its file, and which of the file's places it is."""

    file: str
    number: int
    dispute: Dispute


@attrs.frozen
class _Done:
    file: str
    before: bytes


@attrs.define
class Resolving:
    """The conflicts in the files of a folder.

    Attributes:
        folder: Where the files are.
        files: Those with conflicts, as they are on disk now, by name.
        settled: Files in which nothing is open any more, for `git add`.
        in_words: Whether marks inside texts count.
    """

    folder: Path
    files: dict[str, bytes]
    settled: dict[str, None] = attrs.field(factory=dict)
    in_words: bool = attrs.field(default=False, kw_only=True)
    _open: dict[str, Unmerged] = attrs.field(factory=dict)
    _done: list[_Done] = attrs.field(factory=list)
    _kept: set[str] = attrs.field(factory=set)

    @classmethod
    def open(cls, folder: Path, only: str = "", *, in_words: bool = False) -> Resolving:
        """Read the files of a folder that have conflicts, or one of them.

        Args:
            folder: Where they are.
            only: The name of one of them; "" for all.
            in_words: Whether marks inside texts count; see `rcakit.merging.disputes.unmerged`.

        Raises:
            UnreadableError: A file cannot be read.
        """
        resolving = cls(folder, {}, in_words=in_words)
        for name in file_names(folder):
            if only and name != only:
                continue
            path = folder / name
            data = read_regular(path)
            waits = unmerged(data, in_words=in_words)
            if waits is not None:
                resolving.files[name], resolving._open[name] = data, waits
        return resolving

    @property
    def title(self) -> str:
        """The name of the folder."""
        return self.folder.absolute().name

    def waiting(self) -> list[Waiting]:
        """What is to be decided, file by file."""
        return [
            Waiting(name, number, dispute)
            for name, waits in self._open.items()
            for number, dispute in enumerate(waits.disputes)
        ]

    def finish_clear(self) -> None:
        """Write the files of which nothing is left to decide once they are merged by field."""
        for name in [name for name, waits in self._open.items() if not waits.disputes]:
            self._write(name, self._open[name].parts)

    def take(self, place: Waiting, take: Take) -> None:
        """Decide a place, and save it.

        Raises:
            BadAnswer: Both cannot be taken of it, or the file would not be TOML.
            ConflictError: The file was changed meanwhile; nothing was written.
            SaveError: The disk refused; nothing was written.
        """
        if take is Take.BOTH:
            text = both(place.dispute)
            if text is None:
                raise BadAnswer("Both can be taken of texts and lists only; choose one side.")
        else:
            text = place.dispute.hunk.side(Side(take.value))
        self._settle(place, text)

    def reword(self, place: Waiting, words: str) -> None:
        """Decide a place by other words: the text itself, or else the lines for the file.

        Raises:
            BadAnswer: The lines are not TOML.
            ConflictError: The file was changed meanwhile; nothing was written.
            SaveError: The disk refused; nothing was written.
        """
        self._settle(place, written(place.dispute, words))

    def undo(self) -> str | None:
        """Open what was decided last again; the name of its file, None where there is none."""
        if not self._done:
            return None
        done = self._done[-1]
        self._save(done.file, done.before)
        self._done.pop()
        self.settled.pop(done.file, None)
        waits = unmerged(done.before, in_words=self.in_words)
        assert waits is not None
        self._open[done.file] = waits
        self._open = {name: self._open[name] for name in self.files if name in self._open}
        return done.file

    def _settle(self, place: Waiting, text: str) -> None:
        waits = self._open[place.file]
        parts: list[Part] = []
        number = -1
        for part in waits.parts:
            if isinstance(part, Hunk):
                number += 1
                if number == place.number:
                    parts = _put(parts, text)
                    continue
            parts.append(part)
        self._write(place.file, tuple(part for part in parts if part != ""))

    def _write(self, name: str, parts: Parts) -> None:
        text = marked(parts)
        left = hunks(parts)
        try:
            parse((text if not left else chosen(parts, Side.OURS)).encode(), self.folder / name)
        except UnreadableError as error:
            if not left:
                raise BadAnswer(f"That would leave {name} unreadable: {error.reason}") from None
        newline = self._open[name].newline
        data = text.encode() if newline == "\n" else text.replace("\n", newline).encode()
        before = self.files[name]
        self._save(name, data)
        self._done.append(_Done(name, before))
        waits = unmerged(data, in_words=self.in_words)
        if waits is None:
            self.settled[name] = None
            del self._open[name]
        else:
            self._open[name] = waits

    def _save(self, name: str, data: bytes) -> None:
        before = self.files[name]
        # The file as git left it is kept, should all of this have been a mistake.
        copies = () if name in self._kept else (before,)
        try:
            save(self.folder, {name: Write(data, digest(before), copies)})
        except ConflictError:
            raise RcakitError(
                f"{name} was changed by somebody else meanwhile; nothing was overwritten. "
                "Leave, and open it again."
            ) from None
        self._kept.add(name)
        self.files[name] = data

    def next_step(self) -> str:
        """What remains to be done with git once all is settled."""
        return f"git add {shlex.join(self.settled)}" if self.settled else ""


def both(dispute: Dispute) -> str | None:
    """The lines that say what both sides say; None where that cannot be said."""
    ours, theirs = (dispute.values.get(side) for side in (Side.OURS, Side.THEIRS))
    if isinstance(ours, str) and isinstance(theirs, str) and " " in ours and " " in theirs:
        # Sentences; a single word is mostly one of a few that a key allows.
        apart = "\n\n" if "\n" in ours + theirs else " / "
        return _saying(dispute, ours + apart + theirs)
    if isinstance(ours, list) and isinstance(theirs, list):
        return _saying(dispute, [*ours, *(item for item in theirs if item not in ours)])
    return None


def can_be_both(dispute: Dispute) -> bool:
    """Whether both sides can be taken."""
    return both(dispute) is not None


def written(dispute: Dispute, words: str) -> str:
    """The lines for what a person wrote: words where the sides have words, else lines of TOML."""
    values = [dispute.values.get(side) for side in (Side.OURS, Side.THEIRS)]
    if dispute.path and not dispute.is_thing and all(isinstance(one, str) for one in values):
        return _saying(dispute, words)
    return words if not words or words.endswith("\n") else words + "\n"


def _saying(dispute: Dispute, value: object) -> str:
    """The lines of ours with another value, and the comments that both have."""
    from rcakit.merging.keeping import comments
    from rcakit.toml.layout import scan

    ours, theirs = dispute.hunk.ours, dispute.hunk.theirs
    statement = scan(ours).blocks[0].statements[0]
    was = ours[statement.value : statement.value_end]
    old = dispute.values.get(Side.OURS)
    new = patched_value(was, old, value) if isinstance(value, list) else literal(value)
    text = ours[: statement.value] + new + ours[statement.value_end :]
    lost = [comment for comment in comments(theirs) if comment not in comments(text)]
    return "".join(f"{comment}\n" for comment in lost) + text


def _put(parts: list[Part], text: str) -> list[Part]:
    return [*parts, text if not text or text.endswith("\n") else text + "\n"]
