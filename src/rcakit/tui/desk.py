"""What lies on the desk: the open postmortem, the step and lens looked at, the question at hand.

Screens draw this and send what a person does back to it. It imports no Textual, so that all of
it can be tested without a screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from rcakit.change import Change
from rcakit.errors import Refused
from rcakit.guide import Finding, Meaning, Method, Question, Table, answered, at_hand
from rcakit.model import Postmortem, find, ids
from rcakit.plugins import Owned
from rcakit.plugins.asking import word_of
from rcakit.reading import Reader
from rcakit.session import Session
from rcakit.tui.closed import GO_ON, closed
from rcakit.tui.computed import Computed, Seen
from rcakit.tui.late import Late
from rcakit.tui.meant import change_meant
from rcakit.tui.step_state import StepState, step_state
from rcakit.tui.step_tables import ANALYSIS, home, walked
from rcakit.tui.supposing import Supposing

Then = Callable[[Postmortem], "tuple[Question, Then | None] | None"]
"""The question that follows an answer, with the one that follows that."""


@attrs.frozen
class Asked:
    """The question at hand, and how many there are.

    Attributes:
        question: The question.
        number, of: Its place among the questions of the guide; 0 for one asked by a key.
        open: How many are open.
    """

    question: Question
    number: int = 0
    of: int = 0
    open: int = 0


@attrs.define
class Desk:
    """The state of the workbench.

    Attributes:
        session: The open postmortem.
        reader: Computes with the installed plugins.
        step: The step looked at.
        lens: The method looked at in the analysis.
        cursors: For each step the id of the thing its cursor is on.
        added: The id of what the last answer added; "" where it added nothing.
        aside: Questions put aside in this sitting.
        own: Questions asked by a key or by editing, newest last.
        supposing: Causes taken as so or not so for the moment.
        computed: What methods, steps and report come to.
    """

    session: Session
    reader: Reader
    step: str = ""
    lens: str = ""
    cursors: dict[str, str] = attrs.field(factory=dict)
    added: str = ""
    aside: set[str] = attrs.field(factory=set)
    own: list[tuple[Question, Then | None]] = attrs.field(factory=list)
    supposing: Supposing = attrs.field(factory=Supposing)
    _told: set[str] = attrs.field(factory=set)
    _said: tuple[tuple[object, object], tuple[Finding, ...]] = ((None, None), ())
    computed: Computed = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.computed = Computed(self.reader)
        steps = self.reader.steps()
        if not self.step and steps:
            self.step = steps[0].thing.id
        if not self.lens and self.reader.plugins.methods:
            self.lens = next(iter(self.reader.plugins.methods))

    @property
    def now(self) -> Postmortem:
        """The postmortem as it is."""
        return self.session.now

    @property
    def chosen(self) -> str:
        """The id of the thing the cursor of the step is on; "" for none."""
        return self.cursors.get(self.step, "")

    @property
    def under_cursor(self) -> str:
        """A reference to that thing, with its table where the step walks through one."""
        table = walked(self.step)
        return f"{table}.{self.chosen}" if table else self.chosen

    def point(self, name: str) -> None:
        """Put the cursor of the step on a thing."""
        self.cursors[self.step] = name

    @property
    def guide(self) -> Owned[Any] | None:
        """What asks at the moment: the lens in the analysis, else the step."""
        if self.step == ANALYSIS and self.lens in self.reader.plugins.methods:
            return self.reader.plugins.methods[self.lens]
        return self.reader.plugins.steps.get(self.step)

    def questions_of(self, guide: Owned[Any]) -> tuple[Question, ...]:
        """The questions of a guide, computed once for each state of the postmortem."""
        result: tuple[Question, ...] = self.computed.memo.of(
            self.now,
            ("questions", guide.thing.id),
            lambda: self.reader.questions(guide, self.now),
        )
        return result

    def questions(self) -> tuple[Question, ...]:
        """The questions of what asks at the moment."""
        return () if self.guide is None else self.questions_of(self.guide)

    def asked(self) -> Asked | None:
        """The question at hand; None when nothing is open, or no answer could be saved."""
        if self.session.read_only:
            return None
        questions = self.questions()
        if self.own:
            own = self.own[-1][0]
            # A question of the guide is taken as the guide asks it by now, since it answers for
            # the postmortem it was made from.
            return Asked(next((one for one in questions if one.id == own.id), own))
        waived = set(self.now.skipped)
        question = at_hand(questions, self.aside | waived)
        open_now = [one for one in questions if not one.done and one.id not in waived]
        if question is None:
            return None
        return Asked(question, questions.index(question) + 1, len(questions), len(open_now))

    def put_aside(self) -> int:
        """How many open questions of the guide were put aside in this sitting."""
        return sum(
            not question.done and question.id in self.aside and question.id not in self.now.skipped
            for question in self.questions()
        )

    def later(self) -> None:
        """Put the question at hand aside; one asked by a key is dropped."""
        asked = self.asked()
        if self.own:
            self.own.pop()
        elif asked is not None:
            self.aside.add(asked.question.id)

    def take_up_again(self) -> None:
        """Ask again what was put aside."""
        self.aside.clear()

    def ask(self, question: Question, then: Then | None = None) -> None:
        """Ask a question of one's own before the guide goes on; the same one is asked once.

        Raises `Refused` where no answer could be saved.
        """
        self.must_be_open()
        self.own = [kept for kept in self.own if kept[0].id != question.id]
        self.own.append((question, then))

    def ask_about(self, reference: str) -> bool:
        """Ask the first open question that is about a thing; whether there is one."""
        for question in self.questions():
            if not question.done and question.about and reference in question.about[:1]:
                self.aside.discard(question.id)
                self.ask(question)
                return True
        return False

    def answer(self, text: str) -> bool:
        """Answer the question at hand with what was typed; whether anything changed.

        Raises `BadAnswer` or `Refused` with a sentence, and nothing has happened then.
        """
        asked = self.asked()
        if asked is None:
            return False
        before = self.now
        change = change_meant(asked.question, text)
        if isinstance(change, Late):
            change = change.make(before)
        change = answered(asked.question, change, before)
        changed = self.session.apply(change)
        self._answered()
        there = set(ids(before)) if changed else set(ids(self.now))
        self.added = next((name for name in ids(self.now) if name not in there), "")
        return changed

    def _answered(self) -> None:
        if self.own:
            _, then = self.own.pop()
            following = then(self.now) if then is not None else None
            if following is not None:
                self.ask(*following)

    def apply(self, change: Change) -> bool:
        """Make a change that no question asked for; `Refused` where it could not be saved."""
        self.must_be_open()
        return self.session.apply(change)

    def must_be_open(self) -> None:
        """Refuse a change before it is made in vain, where the folder is read-only."""
        if self.session.read_only:
            raise Refused(f"{closed(self.session)} {GO_ON}")

    def steps(self) -> list[StepState]:
        """The list of steps with what is done and what is wanting."""
        return [
            step_state(self.now, owned, self.questions_of(owned), self.findings_of(owned))
            for owned in self.reader.steps()
        ]

    def findings_of(self, guide: Owned[Any]) -> tuple[Finding, ...]:
        """What a guide pointed out last."""
        return self.computed.findings_of(guide, self.now)

    def findings(self) -> tuple[Finding, ...]:
        """What the guide at hand points out, then what `rcakit check` says, each thing once."""
        own = () if self.guide is None else self.findings_of(self.guide)
        checked = self.computed.overview(self.now).checked
        before, kept = self._said
        if before[0] is not own or before[1] is not checked:
            said: dict[tuple[str, tuple[str, ...]], Finding] = {}
            for finding in (*own, *checked):
                said.setdefault((finding.text, finding.about), finding)
            kept = tuple(said.values())
            self._said = ((own, checked), kept)
        return kept

    def lenses(self) -> list[tuple[str, str]]:
        """Ids and titles of the installed methods."""
        return [(name, owned.thing.title) for name, owned in self.reader.plugins.methods.items()]

    def absent(self) -> tuple[str, ...]:
        """Methods that have notes here and are not installed; their files stay as they are."""
        return self.reader.homeless_notes(self.now)

    def fault(self) -> str:
        """What last went wrong in the plugin of the method looked at; "" where nothing did."""
        method = self.method()
        faults = [
            str(fault)
            for fault in self.reader.plugins.faults
            if method is not None and fault.plugin == method.plugin
        ]
        return faults[-1] if faults else ""

    def word(self, name: str) -> str:
        """A text of what asks at the moment, such as its summary; "" where it has none."""
        return "" if self.guide is None else word_of(self.reader.plugins, self.guide, name)

    def new_faults(self) -> tuple[str, ...]:
        """What went wrong in plugins since this was last asked, each thing once."""
        said = dict.fromkeys(str(fault) for fault in self.reader.plugins.faults)
        new = tuple(sentence for sentence in said if sentence not in self._told)
        self._told.update(new)
        return new

    def method(self) -> Owned[Method] | None:
        """The method looked at."""
        return self.reader.plugins.methods.get(self.lens)

    def step_of(self, reference: str) -> str:
        """The step on which a thing is shown; the present one where it is none."""
        found = find(self.now, reference)
        if found is not None:
            return home(found[0]) or self.step
        return "incident" if reference else self.step

    def seen(self) -> Seen:
        """What there is to see through the method looked at, with what is supposed."""
        method = self.method()
        if method is None:
            return Seen(None)
        return self.computed.seen(method, self.now, self.supposing.kept_by(self.now))

    def meaning(self, table: Table, row: int, column: int) -> Meaning | None:
        """What a cell of a table of the method looked at means."""
        method = self.method()
        return None if method is None else self.reader.meaning(method, table, row, column)

    def look_through(self, lens: str) -> None:
        """Look at the graph through another method."""
        if lens in self.reader.plugins.methods:
            self.lens = lens
            self.own.clear()

    def next_step(self, by: int) -> StepState | None:
        """The step `by` places on; None past either end."""
        states = self.steps()
        names = [state.id for state in states]
        there = (names.index(self.step) if self.step in names else 0) + by
        return states[there] if 0 <= there < len(states) else None
