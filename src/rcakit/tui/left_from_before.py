"""What an app that ended had half-written, offered again by the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from rcakit.model import TABLES, things
from rcakit.state.typed import Typed, left_behind
from rcakit.text import one_line
from rcakit.tui.asking.by_id import found
from rcakit.tui.unfinished import Unfinished

if TYPE_CHECKING:
    from rcakit.tui.screens.half_written import Decided, Offered
    from rcakit.tui.screens.workbench import Workbench


@attrs.define
class LeftFromBefore:
    """Brings back what was half-written and what was never saved.

    Attributes:
        bench: Where it goes.
        unfinished: Keeps it from then on.
        dropped: What is not wanted; it can be had back until the end.
    """

    bench: Workbench
    unfinished: Unfinished
    dropped: list[Typed] = attrs.field(factory=list)

    async def bring_back(self) -> None:
        """Offer what an app that ended left, and say what of its answers was never saved."""
        lefts = await asyncio.to_thread(lambda: list(left_behind(self.unfinished.where)))
        self.unfinished.begun = True
        for left in lefts:
            if left.damaged is not None:
                self.bench.tell(
                    f"What was being typed cannot be read; it is in {left.damaged}.", "warning"
                )
        wanted = self._newest(one for left in lefts for one in left.typed)
        self._put_back(wanted)
        kept = self.unfinished.keep_now()
        for left in lefts:
            if kept:
                left.done()
            else:  # the one copy there is stays, for the next time too
                left.release()
        await self._tell_unsaved()
        if not wanted:
            return
        if all(left.on_purpose for left in lefts if left.typed):
            several = len(wanted) > 1
            what = (
                f"{len(wanted)} half-written answers are" if several else "A half-written answer is"
            )
            self.bench.tell(f"{what} kept from last time; ctrl+p “Half-written” shows what.")
            await self.bench.draw()
        else:
            self.offer(ended=True)

    async def _tell_unsaved(self) -> None:
        history = self.bench.desk.session.history
        if history is None:
            return
        count = await asyncio.to_thread(history.unsaved)
        if history.fault:
            self.bench.tell(history.fault, "warning")
        elif count:
            answers = f"{count} changes were" if count > 1 else "One change was"
            self.bench.tell(
                f"{answers} made last time and never reached the disk; ctrl+y makes "
                f"{'them again, one by one' if count > 1 else 'it again'}.",
                "warning",
            )

    def _newest(self, drafts: Iterable[Typed]) -> list[Typed]:
        """One for each question, and none that has been answered with these very words."""
        newest = {one.question: one for one in sorted(drafts, key=lambda one: one.at)}
        return [one for one in newest.values() if not self._said(one)]

    def _said(self, one: Typed) -> bool:
        """Whether it is answered: the app ended between the save and forgetting the draft."""
        if one.ticked or not one.text.strip():
            return not one.ticked
        text = one_line(one.text)
        asked = found(self.bench.desk, one.question)
        if asked is not None and text in (
            one_line(asked.question.current),
            one_line(asked.question.start),
        ):
            return True
        now = self.bench.desk.now
        return any(
            one_line(str(getattr(thing, spec.says))) == text
            for table, spec in TABLES.items()
            for thing in things(now, table).values()
        )

    def _put_back(self, drafts: Iterable[Typed]) -> None:
        # Where something is typed already, what was typed before does not take its place.
        self.dropped += [one for one in drafts if not self.unfinished.put_back(one)]

    def offer(self, *, ended: bool = False) -> None:
        """Show all that is half-written, to go on with one, keep it for later, or drop it.

        Args:
            ended: Whether it is there because rcakit ended unexpectedly.
        """
        from rcakit.tui.screens.half_written import HalfWritten

        drafts = [*self.unfinished.drafts(), *self.dropped]
        drafts.sort(key=lambda one: one.at, reverse=True)
        if not drafts:
            self.bench.tell("Nothing is half-written.")
            return
        dialog = HalfWritten(
            [self._offered(one) for one in drafts],
            {one.question for one in self.dropped},
            ended=ended,
        )

        async def decided(what: Decided | None) -> None:
            if what is not None:
                await self._do(what, drafts)

        self.bench.app.push_screen(dialog, decided)

    async def _do(self, decided: Decided, drafts: list[Typed]) -> None:
        back = [one for one in self.dropped if one.question not in decided.dropped]
        self.dropped = [one for one in drafts if one.question in decided.dropped]
        for one in self.dropped:
            self.unfinished.drop(one.question)
        self._put_back(back)
        self.unfinished.keep_now()
        if decided.taken:
            await self._take_up(decided.taken)
        else:
            await self.bench.draw()
            self.bench.middle.focus_question()

    def _offered(self, one: Typed) -> Offered:
        from rcakit.tui.screens.half_written import Offered

        asked = found(self.bench.desk, one.question)
        now = "" if asked is None else asked.question.start or asked.question.current
        return Offered(one, now=now, gone=asked is None)

    async def _take_up(self, name: str) -> None:
        """Ask a question with what was written in it."""
        desk = self.bench.desk
        asked = found(desk, name)
        if asked is None:
            return
        desk.own.clear()
        desk.step, desk.lens = asked.step or desk.step, asked.lens or desk.lens
        desk.aside.discard(name)
        at_hand = desk.asked()
        if at_hand is None or at_hand.question.id != name:
            desk.ask(asked.question, asked.then)
        await self.bench.draw()
        self.bench.middle.focus_question()
