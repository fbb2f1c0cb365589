"""Keeps a session and its folder the same: saves at once, and notices what others change."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Literal, Protocol

import attrs

from rcakit.errors import BegunError, ConflictError, RcakitError, SaveError
from rcakit.model import Postmortem
from rcakit.saving.presence import Other, Presence
from rcakit.session import Resolution, Session
from rcakit.store import marks
from rcakit.store.merging import NO_CHOICES, Choices, Conflict
from rcakit.store.strays import strays

Marks = dict[str, tuple[int, int, int] | None]
Told = Literal["information", "warning", "error"]
ELSEWHERE = "ctrl+s offers another place."
_QUICKER = 5
"""How often somebody else may be quicker before a person is asked."""
_NAMED = 2
"""Of several copies so many are named."""


@attrs.frozen
class Choice:
    """What a person wants done about files that somebody else changed.

    Attributes:
        resolution: What with all of it.
        sides: For a merge, which side to take where both changed the same value.
    """

    resolution: Resolution
    sides: Choices = NO_CHOICES


class Host(Protocol):
    """What a keeper needs of the screen it works for."""

    def tell(self, text: str, severity: Told = "information") -> None:
        """Say a sentence to the person."""

    def hush(self) -> None:
        """Take back what was said."""

    def kept(self, postmortem: Postmortem) -> None:
        """A postmortem is on disk."""

    def stale(self) -> None:
        """What is shown of saving is out of date."""

    async def taken_in(self) -> None:
        """The postmortem is another one now; draw it."""

    async def choose(self, conflict: Conflict) -> Choice:
        """Ask the person what to do about files that somebody else changed."""


@attrs.define
class Keeper:
    """Saves after every change, one save at a time, beside the keyboard.

    Attributes:
        session: What is kept.
        host: The screen to tell and to ask.
        saved_at: When the last save ended; None before the first.
        trouble: Why something is not saved; "" where all is well.
        unread: Why what somebody else wrote cannot be taken in; "" where all is well.
    """

    session: Session
    host: Host
    saved_at: datetime | None = None
    trouble: str = ""
    unread: str = ""
    _busy: bool = False
    _given_up: tuple[Marks, Postmortem] | None = None
    _strays: set[str] = attrs.field(factory=set)
    _presence: Presence | None = None
    _met: set[Other] = attrs.field(factory=set)

    @property
    def ill(self) -> bool:
        """Whether something is not saved, or cannot be, or cannot be taken in."""
        return bool(self.trouble or self.unread or self.session.read_only)

    @property
    def word(self) -> str:
        """Whether all is saved, in a word or two."""
        if self.session.read_only and self.session.saved:
            return "read-only"
        if self.trouble:
            return "not saved"
        if not self.session.saved:
            return "saving …"
        if self.unread:
            return "cannot be read"
        return f"saved {self.saved_at:%H:%M:%S}" if self.saved_at is not None else "saved"

    async def save(self) -> None:
        """Save until everything is on disk; a save that is under way takes the rest along."""
        if self._busy:
            return
        self._busy = True
        try:
            while not self.session.saved:
                saved = await asyncio.to_thread(self.session.save)
                self.saved_at = datetime.now().astimezone()
                if self.trouble:  # another file may still be one that cannot be read
                    self.trouble = ""
                    self.host.hush()
                for sentence in saved.warnings():
                    self.host.tell(sentence, "warning")
                self.host.kept(saved.snapshot.postmortem)
        except ConflictError:
            await self._settle()
        except RcakitError as error:
            self._refused(error)
            # What others do meanwhile is taken in all the same, so that little is left to settle.
            with suppress(RcakitError):
                # Half of what is here may lie there already, and is no change of others.
                begun = isinstance(error, BegunError)
                if not begun and self.session.changed_on_disk():
                    await self._combine()
        finally:
            self._busy = False
            self.host.stale()

    def _refused(self, error: RcakitError) -> None:
        self.trouble = str(error)
        self.host.tell(
            f"{error} {ELSEWHERE}" if isinstance(error, SaveError) else str(error), "error"
        )

    async def watch(self) -> None:
        """Take in what somebody else changed, and try again to save what could not be saved."""
        if self._busy:
            return
        self._look_around()
        await self._look_for_others()
        if self.session.saved and self.session.look_again():
            await self._opened_or_closed()
        if not self.session.saved:  # the disk refused, and may not any more
            if self._given_up is None or self._given_up != self._state():
                await self.save()
            return
        before = self.session.disk
        try:
            names = await asyncio.to_thread(self.session.changed_on_disk)
            # A save of our own in the meantime explains the change.
            if self._busy or self.session.disk is not before:
                return
            if not names:
                self._well()
                return
            if not self.session.saved:
                await self.save()
                return
            self.session.reload()
        except RcakitError as error:
            if self.trouble or str(error) != self.unread:
                self.trouble, self.unread = "", str(error)
                self.host.tell(str(error), "error")
                self.host.stale()
            return
        self._well()
        self.host.tell(f"{', '.join(names)} changed on disk and was taken in. ctrl+z goes back.")
        await self.host.taken_in()

    def _look_around(self) -> None:
        """Name the copies that lie beside the files, each once."""
        new = [one for one in strays(self.session.folder) if one.name not in self._strays]
        self._strays.update(one.name for one in new)
        if len(new) == 1:
            self.host.tell(f"{new[0].name}: {new[0].sentence()}.", "warning")
        elif new:
            names = ", ".join(one.name for one in new[:_NAMED])
            more = f" and {len(new) - _NAMED} more" if len(new) > _NAMED else ""
            self.host.tell(
                f"{len(new)} copies lie here that rcakit does not read: {names}{more}. "
                "`rcakit check` says what each is.",
                "warning",
            )

    async def _look_for_others(self) -> None:
        """Say, once for each, who else has the folder open."""
        if self._presence is None or self._presence.folder != self.session.folder:
            await self.leave()
            self._presence = Presence(self.session.folder)
        presence = self._presence
        await asyncio.to_thread(presence.here)
        for other in await asyncio.to_thread(presence.others):
            if other not in self._met:
                self._met.add(other)
                self.host.tell(
                    f"{other.who} on {other.host} has this open in another rcakit since "
                    f"{other.since.astimezone():%H:%M}. What either changes the other takes in."
                )

    async def leave(self) -> None:
        """Tell the others no more that the folder is open here."""
        if self._presence is not None:
            await asyncio.to_thread(self._presence.gone)

    async def _opened_or_closed(self) -> None:
        """Say that the folder can be written no more, or can be again."""
        self.host.hush()
        if why := self.session.read_only:
            self.host.tell(f"This folder is read-only: {why}. {ELSEWHERE}", "warning")
        else:
            self.host.tell("This folder can be written again.")
        await self.host.taken_in()

    def settled(self) -> None:
        """All of it was written, in a place where nothing is wrong."""
        self.saved_at = datetime.now().astimezone()
        self.trouble = self.unread = ""
        self._given_up = None

    def _well(self, *, hush: bool = True) -> None:
        """Forget what was wrong, and take back that it was said, since nothing is any more."""
        if self.trouble or self.unread:
            self.trouble = self.unread = ""
            if hush:
                self.host.hush()
            self.host.stale()

    def _state(self) -> tuple[Marks, Postmortem]:
        """The files as they lie on disk, and the postmortem as it is here."""
        return marks(self.session.folder), self.session.now

    async def _settle(self) -> None:
        """Merge quietly where nothing stands against it; else ask, and do what the person says.

        Whatever it is, nothing is lost. Where it cannot be done, nobody is asked again before the
        disk or the postmortem is another: the question would only come back, and keep the person
        from mending the file.
        """
        for _ in range(_QUICKER):
            try:
                if not await self._combine():
                    break
                await self._save_combined()
            except ConflictError:
                continue
            except SaveError as error:
                self._refused(error)
            except RcakitError:
                break  # the dialog says why
            return
        await self._ask()

    async def _combine(self) -> bool:
        """Take in what others changed beside what is changed here; whether nothing clashed."""
        names = await asyncio.to_thread(self.session.changed_on_disk)
        if self.session.combine(quietly=True) is None:
            return False
        self.host.tell(
            f"{', '.join(names) or 'A file'} changed on disk while you were at work; both are "
            "kept, since nothing clashes. ctrl+z takes theirs back."
        )
        await self.host.taken_in()
        return True

    async def _save_combined(self) -> None:
        saved = await asyncio.to_thread(self.session.save)
        self.saved_at = datetime.now().astimezone()
        self._well(hush=False)
        for sentence in saved.warnings():
            self.host.tell(sentence, "warning")
        self.host.kept(saved.snapshot.postmortem)

    async def _ask(self) -> None:
        self.trouble = "changed on disk"
        self.host.stale()
        choice = await self.host.choose(await asyncio.to_thread(self.session.conflict))
        try:
            merged = self.session.resolve(choice.resolution, choice.sides)
        except RcakitError as error:
            self.trouble = str(error)
            self._given_up = self._state()
            self.host.tell(str(error), "error")
            return
        self._well()
        if merged.beside:
            self._strays.update(path.name for path in merged.beside)
            names = ", ".join(path.name for path in merged.beside)
            self.host.tell(f"Yours is in {names}; rcakit does not read it. ctrl+z brings it back.")
        for sentence in merged.warnings:
            self.host.tell(sentence, "warning")
        for name, clash in merged.clashes:
            kept = (
                "was deleted here and changed there; it was kept as it is there"
                if clash.mine is None
                else "was changed on both sides; yours was kept"
            )
            self.host.tell(f"{name}: {'.'.join(clash.path)} {kept}.", "warning")
        await self.host.taken_in()
