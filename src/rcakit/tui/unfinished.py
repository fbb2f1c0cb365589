"""What is typed and not answered yet outlives the app: it is kept beside the keyboard."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import attrs

from rcakit.state.place import place
from rcakit.state.typed import Typed, TypedFile
from rcakit.tui.staying import stay_at
from rcakit.tui.widgets.drafts import Draft

if TYPE_CHECKING:
    from rcakit.tui.screens.workbench import Workbench

TICK = 0.6
"""Seconds between looks at what is typed. A text that rests for one is written."""
LONGEST = 8.0
"""Seconds after which a text is written that does not rest."""
Written = dict[str, Draft]


@attrs.define
class Unfinished:
    """Keeps what is typed in one workbench.

    Attributes:
        bench: Where it is typed.
        begun: Whether what was left from before is known, and something may be kept over it.
    """

    bench: Workbench
    begun: bool = False
    _file: TypedFile = attrs.field(init=False)
    _kept: Written = attrs.field(factory=dict)
    _last: Written = attrs.field(factory=dict)
    _at: dict[str, tuple[Draft, datetime]] = attrs.field(factory=dict)
    _since: float | None = None
    _busy: bool = False

    def __attrs_post_init__(self) -> None:
        self._file = TypedFile(self.where)

    @property
    def where(self) -> Path:
        """Where it is kept."""
        return place(self.bench.desk.session.folder)

    def look(self) -> None:
        """See whether there is something new to keep; nothing is done on a key press itself."""
        if not self.begun or self._busy:
            return
        now = self._written()
        if now == self._kept:
            self._since = None
        else:
            self._since = self._since or monotonic()
            if now == self._last or monotonic() - self._since >= LONGEST:
                self._begin(now)
        self._last = now

    def answered(self) -> None:
        """Something was answered and is saved: what is kept of it is not wanted any more."""
        if self.begun and not self._busy and (now := self._written()) != self._kept:
            self._begin(now)

    def _begin(self, now: Written) -> None:
        self._busy, self._since = True, None
        self.bench.run_worker(self._keep(now), group="typed")

    async def _keep(self, now: Written) -> None:
        drafts = self._typed(now)
        try:
            await asyncio.to_thread(self._file.keep, drafts)
        except OSError:  # it is typed still, and tried again with the next word
            pass
        finally:
            self._kept = now
            self._busy = False

    def keep_now(self, *, left: bool = False, file: str = "") -> bool:
        """Keep what is typed at once, such as on the way out; whether it is kept.

        Args:
            left: Whether the person leaves it there on purpose.
            file: The name of the file in which an editor has what is typed last.
        """
        if not self.begun:
            return False
        now = self._written()
        drafts = self._typed(now)
        if file and (asked := self.bench.desk.asked()) is not None:
            question = asked.question
            drafts = [one for one in drafts if one.question != question.id]
            text = self.bench.middle.panel.typed
            drafts.append(Typed(question.id, question.ask, text, before=question.start, file=file))
        with suppress(OSError):
            self._file.keep(drafts, left=left)
            # One who stays after all is typing on: the next look keeps it as that.
            self._kept = {} if left or file else now
            return True
        return False

    async def draw_on(self) -> None:
        """Draw what came from the disk, and leave what is being written where it is."""
        if sentence := stay_at(self.bench.desk, self.bench.middle.panel):
            self.bench.tell(sentence, "warning")
        await self.bench.draw()

    def close(self) -> None:
        """The workbench is gone; what is kept waits for the next one."""
        self._file.close()

    def drafts(self) -> list[Typed]:
        """All that is half-written now."""
        return self._typed(self._written())

    def put_back(self, one: Typed) -> bool:
        """Have it stand in its answer when that is asked; False where something else does."""
        panel = self.bench.middle.panel
        if one.question in panel.written():
            return False
        draft = Draft(one.text, one.ticked, one.ask, one.before)
        self._at[one.question] = draft, one.at
        panel.drafts.keep(one.question, draft)
        return True

    def drop(self, question: str) -> None:
        """Forget what is written in answer to a question."""
        panel, asked = self.bench.middle.panel, self.bench.desk.asked()
        panel.drafts.take(question)
        if asked is not None and asked.question.id == question:
            panel.forget()

    def _written(self) -> Written:
        now = self.bench.middle.panel.written()
        for name, draft in now.items():
            if name not in self._at or self._at[name][0] != draft:
                self._at[name] = draft, datetime.now(UTC)
        return now

    def _typed(self, drafts: Written) -> list[Typed]:
        return [
            Typed(name, draft.ask, draft.text, draft.ticked, draft.before, self._at[name][1])
            for name, draft in drafts.items()
        ]
