"""One postmortem being worked on: what it is now, how to go back, and whether it is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Literal

import attrs

from rcakit.change import Change
from rcakit.errors import BegunError, ConflictError, RcakitError, SaveError
from rcakit.model import Postmortem, find, says
from rcakit.saving.access import refusal
from rcakit.saving.files import OS, FileSystem
from rcakit.state.history import Deed, History
from rcakit.state.trail import ON_DISK
from rcakit.store import (
    Saved,
    Snapshot,
    changed_files,
    load,
    store,
    to_documents,
)
from rcakit.store.difference import altered
from rcakit.store.elsewhere import Copied, copy_to
from rcakit.store.merging import NO_CHOICES, Choices, Clashes, Conflict, clashing, merged
from rcakit.text import shorten

_ID = re.compile(r"(?<![a-z0-9-])[a-z0-9]+(?:-[a-z0-9]+)+")


class Resolution(StrEnum):
    """What to do when the files on disk are not the ones that were read."""

    RELOAD = "reload"
    KEEP_MINE_BESIDE = "keep-mine-beside"
    MERGE = "merge"


@attrs.frozen
class Step:
    """One entry of the undo list: what it was called, and the postmortem before it."""

    title: str
    before: Postmortem


@attrs.frozen
class MergedBack:
    """How a conflict with the disk was settled.

    Attributes:
        clashes: File and value where both sides changed the same thing; mine was kept.
        beside: The files that my version was written to.
        warnings: What a person has to know of the save, a sentence each.
    """

    clashes: Clashes = ()
    beside: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()


@attrs.define
class Session:
    """A postmortem folder that is open.

    Attributes:
        folder: Where it is.
        disk: The folder as it was last read or written.
        now: The postmortem as it is now.
        done, undone: What was done here and can be undone and redone, newest last; without limit.
        read_only: Why nothing can be saved in the folder, as it was last looked at; "" where
            it can.
        fs: The file system it is read from and written to.
        history: What can be undone of former sessions; None where nothing is kept.
    """

    folder: Path
    disk: Snapshot
    now: Postmortem
    done: list[Step] = attrs.field(factory=list)
    undone: list[Step] = attrs.field(factory=list)
    read_only: str = ""
    fs: FileSystem = attrs.field(default=OS, kw_only=True, eq=False, repr=False)
    history: History | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)
    _saving: Lock = attrs.field(factory=Lock, eq=False, repr=False)
    _begun: Postmortem | None = attrs.field(default=None, init=False, eq=False, repr=False)

    @classmethod
    def open(cls, folder: Path, fs: FileSystem = OS) -> Session:
        """The session of a folder; raises what `rcakit.store.load` raises."""
        snapshot = load(folder, fs)
        now = snapshot.postmortem
        history = History(folder, now) if fs is OS else None
        why = refusal(folder, fs)
        return cls(folder, snapshot, now, read_only=why, fs=fs, history=history)

    def apply(self, change: Change) -> bool:
        """Make a change; False where it alters nothing. `Refused` leaves all as it was."""
        after = change(self.now)
        if after == self.now:
            return False
        self._go(_worded(change.title, self.now, after), after)
        return True

    def undo(self) -> str | None:
        """Take the last change back; its title, or None where there is none."""
        step = self.done.pop() if self.done else self._former("undo")
        return self._turn("undo", step, self.undone)

    def redo(self) -> str | None:
        """Make the last undone change again; its title, or None where there is none."""
        step = self.undone.pop() if self.undone else self._former("redo")
        return self._turn("redo", step, self.done)

    def _former(self, kind: Literal["undo", "redo"]) -> Step | None:
        """The step of a former session that is next."""
        if self.history is None:
            return None
        ask = self.history.earlier if kind == "undo" else self.history.later
        side = ask(self.now)
        return None if side is None else Step(*side)

    def _turn(
        self, kind: Literal["undo", "redo"], step: Step | None, target: list[Step]
    ) -> str | None:
        if step is None:
            return None
        target.append(Step(step.title, self.now))
        self._be(kind, step.title, step.before)
        return step.title

    def _go(self, title: str, after: Postmortem) -> None:
        """Go on to another postmortem, which can be undone."""
        self.done.append(Step(title, self.now))
        self.undone.clear()
        self._be("do", title, after)

    def _be(self, kind: Literal["do", "undo", "redo"], title: str, after: Postmortem) -> None:
        if self.history is not None:
            self.history.did(Deed(kind, title, self.now, after))
        self.now = after

    @property
    def saved(self) -> bool:
        """Whether everything is on disk."""
        return self.now == self.disk.postmortem

    def unsaved(self) -> tuple[str, ...]:
        """The titles of the changes that are not on disk, oldest first."""
        if self.saved:
            return ()
        for number, step in reversed(tuple(enumerate(self.done))):
            if step.before == self.disk.postmortem:
                return tuple(one.title for one in self.done[number:])
        return tuple(one.title for one in self.done) or ("what was undone here",)

    def look_again(self) -> bool:
        """See whether the folder can be written by now; whether that is another than before."""
        before, self.read_only = self.read_only, refusal(self.folder, self.fs)
        return before != self.read_only

    def go_on_in(self, folder: Path) -> Copied:
        """Write all of it into a new folder and go on there; the old one stays as it is.

        Raises `SaveError`, and leaves all as it was, where that folder cannot be made.
        """
        with self._saving:
            now = self.now
            copied = copy_to(self.folder, self.disk, now, folder, self.fs)
            self.folder, self.disk = folder.absolute(), copied.snapshot
            self.read_only, self._begun = "", None
            if self.history is not None:  # that of the old folder stays with it
                self.history = History(self.folder, now)
            return copied

    def save(self) -> Saved:
        """Write what changed; raises what `rcakit.store.store` raises.

        May be called from any thread: one save at a time, each of what is there when it begins.
        """
        with self._saving:
            self._complete()
            now = self.now
            if self.history is not None:  # first, so that what a disk refuses is not lost either
                self.history.write(now)
            try:
                saved = store(self.folder, self.disk, now, self.fs)
            except BegunError:
                self._begun = now
                raise
            self.disk = saved.snapshot
            if self.history is not None:
                self.history.saved(now)
            return saved

    def _complete(self) -> None:
        """Have the save completed that was begun last, so that it is not taken for another's."""
        if self._begun is None:
            return
        snapshot = load(self.folder, self.fs)
        if snapshot.postmortem == self._begun:
            self.disk = snapshot
        self._begun = None

    def changed_on_disk(self) -> tuple[str, ...]:
        """Files that somebody else changed since they were read."""
        return changed_files(self.folder, self.disk)

    def reload(self) -> None:
        """Take what is on disk; what was not saved becomes the last step of the undo list."""
        snapshot = load(self.folder, self.fs)
        if snapshot.postmortem != self.now:
            self._go(ON_DISK, snapshot.postmortem)
        self.disk = snapshot
        self.now = snapshot.postmortem

    def mine(self) -> Mapping[str, Mapping[str, object]]:
        """The documents as they would be saved, had nobody else changed them."""
        before, after = to_documents(self.disk.postmortem), to_documents(self.now)
        disk = self.disk.documents()
        return {
            name: altered(disk.get(name, {}), before.get(name, {}), after.get(name, {}))
            for name in {*disk, *after}
        }

    def keep_mine_beside(self) -> tuple[Path, ...]:
        """Write my version of what I changed beside the files, then take what is on disk.

        The files are named `causes.mine.toml` and so on; rcakit does not read them.
        """
        from rcakit.saving.reasons import in_words
        from rcakit.saving.save import Write, digest, save
        from rcakit.toml.write import canonical

        mine = self.mine()
        read, changed = self.disk.documents(), set(self.changed_on_disk())
        names = [
            name
            for name in sorted(mine)
            if mine[name] and (name in changed or mine[name] != read.get(name))
        ]
        writes: dict[str, Write] = {}
        for name in names:
            beside = name.removesuffix(".toml") + ".mine.toml"
            try:
                old = self.fs.read(self.folder / beside)
            except OSError as error:
                raise SaveError(self.folder / beside, in_words(error)) from None
            expected = None if old is None else digest(old)
            # In `methods/` the copy would be read as another method's notes.
            writes[beside.replace("methods/", "")] = Write(
                canonical(mine[name], None).encode(), expected
            )
        if writes:
            save(self.folder, writes, self.fs)
        self.reload()
        return tuple(self.folder / name for name in writes)

    def conflict(self) -> Conflict:
        """What a merge with the disk would have to decide; alters nothing."""
        names = self.changed_on_disk()
        clashes: Clashes = ()
        try:
            base, mine, theirs = (
                self.disk.documents(),
                self.mine(),
                load(self.folder, self.fs).documents(),
            )
            clashes = clashing(base, mine, theirs)
            merged(base, mine, theirs)
        except RcakitError as error:
            return Conflict(names, clashes, str(error))
        return Conflict(names, clashes)

    def combine(self, choices: Choices = NO_CHOICES, *, quietly: bool = False) -> Clashes | None:
        """Merge what is on disk with what is here, thing by thing; nothing is saved.

        Where both changed the same value, mine is kept unless `choices` say otherwise; with
        `quietly` nothing is altered then, and the answer is None. Raises `RcakitError`, and
        leaves all as it was, where the two together would break a law that neither breaks.
        """
        theirs = load(self.folder, self.fs)
        after, clashes = merged(self.disk.documents(), self.mine(), theirs.documents(), choices)
        if quietly and clashes:
            return None
        self._go("the merge with the disk", after)
        self.disk = theirs
        return clashes

    def merge(self, choices: Choices = NO_CHOICES) -> MergedBack:
        """As `combine`, and save the result.

        Comments of the files on disk stay, since the merge is written onto them. The clashes
        told of are those that nobody chose a side of.
        """
        clashes = self.combine(choices) or ()
        told = tuple((name, clash) for name, clash in clashes if (name, clash.path) not in choices)
        return MergedBack(told, warnings=self.save().warnings())

    def resolve(self, resolution: Resolution, choices: Choices = NO_CHOICES) -> MergedBack:
        """Do what the person chose."""
        if resolution is Resolution.MERGE:
            return self.merge(choices)
        if resolution is Resolution.KEEP_MINE_BESIDE:
            return MergedBack(beside=self.keep_mine_beside())
        self.reload()
        return MergedBack()

    def take_in(self) -> bool:
        """Reload quietly if the disk changed and nothing here is unsaved; whether it did."""
        if not self.changed_on_disk():
            return False
        if not self.saved:
            raise ConflictError(tuple(self.folder / name for name in self.changed_on_disk()))
        self.reload()
        return True


def _worded(title: str, before: Postmortem, after: Postmortem) -> str:
    """A change's title with the words of things in the place of their ids."""

    def words(match: re.Match[str]) -> str:
        for postmortem in (after, before):
            if find(postmortem, match[0]) is not None:
                return f"“{shorten(says(postmortem, match[0]), 40)}”"
        return match[0]

    return _ID.sub(words, title) if "“" not in title else title
