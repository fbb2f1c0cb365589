"""What Five Whys keeps for itself: answers the causal graph has no word for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

import attrs

from rcakit import model

ID = "five-whys"


class Stop(StrEnum):
    """Why a chain is not followed further."""

    START = "known-start"
    BOUNDARY = "boundary"
    OPEN = "open"


STOP_WORDS: Mapping[Stop, str] = model.frozen(
    {
        Stop.START: "known start",
        Stop.BOUNDARY: "beyond the team's control",
        Stop.OPEN: "more to find out",
    }
)
"""How each is said in a drawing or a table."""


def _stops(items: Mapping[str, Stop]) -> Mapping[str, Stop]:
    return model.frozen(items)


@attrs.frozen
class Tested:
    """What the reverse test gave, and of what it was made.

    Attributes:
        must: Whether the effect had to follow.
        given: The becauses that were named then.
        gate: How they combined.
    """

    must: bool
    given: tuple[str, ...] = ()
    gate: model.Gate | None = None


def _tests(items: Mapping[str, Tested]) -> Mapping[str, Tested]:
    return model.frozen(items)


@attrs.frozen(kw_only=True)
class Notes:
    """The file `methods/five-whys.toml`. Ids of causes that are gone are passed over.

    Attributes:
        complete: Causes whose becauses are all named.
        ends: Causes at which somebody said that the chain ends.
        stop: For such a cause, why it ends there.
        follows: For a cause, whether it must follow given its becauses. It counts as long as
            those are the same and combine alike.
        aside: Causes named as a factor and left beside the tree on purpose.
        all_named: Whether every factor has been named, also those that only made it worse.
        extra: Keys of the file that Five Whys does not know; kept and written back.
    """

    complete: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    stop: Mapping[str, Stop] = attrs.field(factory=dict, converter=_stops)
    follows: Mapping[str, Tested] = attrs.field(factory=dict, converter=_tests)
    aside: tuple[str, ...] = ()
    all_named: bool = False
    extra: Mapping[str, object] = attrs.field(factory=model.table)

    @property
    def mentioned(self) -> Collection[str]:
        """Every id in the notes; a new cause must not inherit what was said of an old one."""
        return {*self.complete, *self.ends, *self.stop, *self.follows, *self.aside}

    def stop_words(self, cause: str) -> str:
        """Why the chain ends at `cause`, in words; "" where nobody has said."""
        stop = self.stop.get(cause)
        if stop is not None:
            return STOP_WORDS[stop]
        return "the chain ends here" if cause in self.ends else ""


def completed(notes: Notes, cause: str) -> Notes:
    """The notes after somebody said that nothing else led to `cause`."""
    return attrs.evolve(notes, complete=_with(notes.complete, cause))


def ended(notes: Notes, cause: str) -> Notes:
    """The notes after somebody said that the chain ends at `cause`."""
    return attrs.evolve(notes, ends=_with(notes.ends, cause))


def stopped(notes: Notes, cause: str, stop: Stop) -> Notes:
    """The notes after somebody said why the chain ends at `cause`."""
    return attrs.evolve(ended(notes, cause), stop={**notes.stop, cause: stop})


def tested(notes: Notes, cause: str, test: Tested) -> Notes:
    """The notes after the reverse test; where it failed, something is still to be named."""
    notes = attrs.evolve(notes, follows={**notes.follows, cause: test})
    if test.must:
        return notes
    return attrs.evolve(notes, complete=_without(notes.complete, cause))


def went_on(notes: Notes, cause: str) -> Notes:
    """The notes after one more because of `cause` was named.

    The chain does not end there any more. That it lies beyond the team's control stays said:
    how far one asks past that is worth knowing.
    """
    past = notes.stop.get(cause) is Stop.BOUNDARY
    return attrs.evolve(
        notes,
        ends=_without(notes.ends, cause),
        stop={name: stop for name, stop in notes.stop.items() if name != cause or past},
    )


def set_aside(notes: Notes, cause: str) -> Notes:
    """The notes after somebody left `cause` beside the tree."""
    return attrs.evolve(notes, aside=_with(notes.aside, cause))


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if name in names else (*names, name)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)
