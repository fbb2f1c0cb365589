"""What answers, keys and jumps do: from what a person did to a changed desk, drawn anew."""

from __future__ import annotations

from typing import Protocol

import attrs

from rcakit.errors import RcakitError
from rcakit.guide import Finding, Question
from rcakit.guide.fields import field_question
from rcakit.model import find
from rcakit.tui.deeds import Deeds
from rcakit.tui.desk import Desk
from rcakit.tui.keeper import Told
from rcakit.tui.widgets.middle import Middle


class Host(Protocol):
    """What answering needs of the screen it works for."""

    async def draw(self) -> None:
        """Show the desk as it is."""

    def save(self) -> None:
        """Save at once."""

    def tell(self, text: str, severity: Told = "information") -> None:
        """Say a sentence to the person."""

    def hush(self) -> None:
        """Forget what was said so far."""


@attrs.define
class Answering:
    """Takes what a person did at the question or in the work."""

    desk: Desk
    deeds: Deeds
    middle: Middle
    host: Host

    async def answered(self, text: str) -> None:
        """The question at hand was answered; an answer that is none says why."""
        self.host.hush()
        own = bool(self.desk.own)
        try:
            changed = self.desk.answer(text)
        except RcakitError as error:
            self.middle.panel.complain(str(error))
            return
        if changed:
            self.host.save()
            if own:
                self.host.tell(self.desk.session.done[-1].title)
        for remark in self.deeds.remarks():
            self.host.tell(remark)
        await self._go_on(own=own)
        self.middle.show_added()

    async def later(self) -> None:
        """The question at hand was put aside."""
        own = bool(self.desk.own)
        self.desk.later()
        await self._go_on(own=own)

    async def _go_on(self, *, own: bool) -> None:
        """To the next question, or back to the work where a key had asked this one."""
        if own and not self.desk.own:
            await self.middle.back_to_work()
            await self.host.draw()
            # A panel with nothing left to ask takes the keyboard when it is drawn.
            self.middle.focus_pane()
        else:
            await self._ask_on()

    async def _ask_on(self) -> None:
        await self.host.draw()
        self.middle.focus_question()

    async def left(self) -> None:
        """Back to the work; an edit begun by a key is left."""
        if self.desk.own:
            self.desk.own.clear()
            self.middle.panel.clear()
            await self.middle.back_to_work()
            await self.host.draw()
            # A panel with nothing left to ask takes the keyboard when it is drawn.
            self.middle.focus_pane()
        else:
            self.middle.focus_pane()

    async def do(self, what: str) -> None:
        """Do what a key or the palette says, on the thing under the cursor."""
        self.host.hush()
        self.middle.take_cursor()
        try:
            result = self.deeds.do(what)
        except RcakitError as error:
            self.host.tell(str(error), "warning")
            return
        if result.changed:
            self.host.save()
        if result.told:
            self.host.tell(result.told)
        if result.asks:
            await self._ask_on()
        else:
            await self.host.draw()

    async def ask(self, question: Question) -> None:
        """Ask a question at once, unless its answer could not be saved."""
        try:
            self.desk.ask(question)
        except RcakitError as error:
            self.host.tell(str(error), "warning")
            return
        await self._ask_on()

    async def edit(self, table: str, name: str, field: str) -> None:
        """Ask for the new value of one field."""
        await self.ask(field_question(self.desk.now, table, name, field))

    async def open_cause(self, name: str) -> None:
        """Ask the first open question about a cause, else one more why."""
        self.desk.point(name)
        try:
            asks = self.desk.ask_about(name)
        except RcakitError as error:
            self.host.tell(str(error), "warning")
            return
        if asks:
            await self._ask_on()
        elif name in self.desk.now.causes:
            await self.do("why")

    async def go_to(self, finding: Finding) -> None:
        """Go to the thing and field a finding is about, ready to mend it."""
        about = finding.about[0] if finding.about else ""
        self.desk.step = self.desk.step_of(about)
        await self.host.draw()
        self.middle.choose(about)
        found = find(self.desk.now, about)
        if found is not None and finding.field and finding.field not in ("because", "text"):
            try:
                await self.edit(*found, finding.field)
            except KeyError:
                self.middle.focus_pane()
        else:
            self.middle.focus_pane()

    async def to_thing(self, reference: str) -> None:
        """Go to a thing, on the step where it is shown."""
        self.desk.step = self.desk.step_of(reference)
        await self.host.draw()
        self.middle.choose(reference)
        self.middle.focus_pane()

    async def to_step(self, step: str) -> None:
        """Go to a step; its question is ready to be answered."""
        self.desk.own.clear()
        self.desk.step = step
        # What is typed while the step is drawn is meant for its question.
        self.middle.panel.expect()
        await self._ask_on()
