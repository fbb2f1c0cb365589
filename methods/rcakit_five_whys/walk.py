"""One look at the graph, shared by all questions, findings and drawings of one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import attrs

from rcakit import (
    MOST_OPTIONS,
    Option,
    Postmortem,
    cause_options,
    change,
    graph,
    listed,
    model,
    text,
)
from rcakit_five_whys.notes import Notes, Stop

_ALONE = 160


@attrs.frozen
class Noted(change.Change):
    """A change of the notes that is worked out when it is made.

    Every question carries one, and few are ever made.

    Attributes:
        name: The title of the change.
        make: Gives the change itself.
    """

    name: str
    make: Callable[[], change.Change]

    @property
    def title(self) -> str:
        """The name given to it."""
        return self.name

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the notes replaced."""
        return self.make()(postmortem)


@attrs.frozen(slots=False)
class Walk:
    """The postmortem and the notes, with what is asked of the graph again and again.

    Attributes:
        postmortem: The postmortem.
        notes: What Five Whys keeps for itself.
        keep: From new notes and a title to the change that keeps them.
    """

    postmortem: Postmortem
    notes: Notes
    keep: Callable[[Notes, str], change.Change]

    def noted(self, name: str, alter: Callable[[Notes], Notes]) -> change.Change:
        """The change that alters the notes, called `name` in the list of what can be undone."""
        return Noted(name, lambda: self.keep(alter(self.notes), name))

    @cached_property
    def complete(self) -> frozenset[str]:
        """Causes whose becauses are all named."""
        return frozenset(self.notes.complete)

    @cached_property
    def ends(self) -> frozenset[str]:
        """Causes at which somebody said that the chain ends."""
        return frozenset(self.notes.ends)

    @cached_property
    def effects(self) -> Mapping[str, tuple[str, ...]]:
        """For each cause, what it led to."""
        return graph.effects(self.postmortem.causes)

    @cached_property
    def problem(self) -> str | None:
        """The problem; None where none is named or it does not exist."""
        name = self.postmortem.problem
        return name if name in self.postmortem.causes else None

    @cached_property
    def tree(self) -> list[str]:
        """The problem and every standing cause behind it over standing causes, depth first."""
        return graph.tree(self.postmortem.causes, self.problem or "")

    @cached_property
    def loose(self) -> list[str]:
        """Standing causes that neither lead to the problem nor follow from it."""
        causes = self.postmortem.causes
        linked = set(graph.below(causes, self.problem or "")) | self._above(self.problem or "")
        return [
            name
            for name, cause in causes.items()
            if name not in linked and cause.status is not model.Status.RULED_OUT
        ]

    @cached_property
    def loose_tops(self) -> list[str]:
        """The loose causes that lead to nothing yet."""
        return [name for name in self.loose if not self.effects[name]]

    def behind(self, cause: str) -> tuple[str, ...]:
        """The standing becauses of a cause."""
        return graph.standing(self.postmortem.causes, cause)

    def gate(self, cause: str) -> model.Gate | None:
        """How the standing becauses of a cause combine; None where that is still to be said."""
        return graph.said_gate(self.postmortem.causes, cause)

    def follows(self, cause: str) -> bool | None:
        """What the reverse test of a cause as it is now gave; None where it is to be made."""
        test = self.notes.follows.get(cause)
        same = test is not None and (
            set(test.given) == set(self.behind(cause)) and test.gate is self.gate(cause)
        )
        return test.must if test is not None and same else None

    def stop(self, cause: str) -> Stop | None:
        """Why the chain ends at a cause; None where it goes on, or nobody has said.

        A cause beyond the team's control stays so, also where somebody asked past it.
        """
        stop = self.notes.stop.get(cause)
        return stop if stop is Stop.BOUNDARY or not self.behind(cause) else None

    def words(self, cause: str, most: int = _ALONE) -> str:
        """What a cause says in at most `most` characters, in quotation marks."""
        return text.quoted(self.postmortem.causes[cause].text, most)

    def listed(self, causes: tuple[str, ...]) -> str:
        """Several causes in a sentence: "“A”, “B” and “C”"."""
        return listed(self.postmortem, causes)

    def options_behind(self, effect: str) -> tuple[Option, ...]:
        """Causes that `effect` could have happened because of, loose ones first."""
        return self._without({effect, *self.behind(effect)} | self._above(effect))

    def options_above(self, cause: str) -> tuple[Option, ...]:
        """Causes that `cause` could have led to, those of the tree first."""
        shut = {*graph.below(self.postmortem.causes, cause), *self.effects[cause]}
        order = (*self.tree, *self.loose)
        return cause_options(self.postmortem, (name for name in order if name not in shut))

    def _without(self, shut: set[str]) -> tuple[Option, ...]:
        """The causes that may be chosen, less `shut`."""
        kept = [option for option in self._choices if option.value not in shut]
        return tuple(kept[:MOST_OPTIONS])

    @cached_property
    def _choices(self) -> tuple[Option, ...]:
        loose = set(self.loose)
        order = sorted(self.postmortem.causes, key=lambda name: name not in loose)
        return cause_options(self.postmortem, order, 2 * MOST_OPTIONS)

    def _above(self, cause: str) -> set[str]:
        return graph.above(self.postmortem.causes, cause, self.effects)
