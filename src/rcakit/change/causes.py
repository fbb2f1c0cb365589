"""Changes to the causal graph, in the words people use when they talk about causes."""

from __future__ import annotations

import attrs

from rcakit import graph
from rcakit.change.base import Change, checked, existing, quoted, tidy, with_things
from rcakit.change.entries import Drop
from rcakit.errors import Refused
from rcakit.model import Cause, Gate, Postmortem, Status, frozen


def _with_cause(postmortem: Postmortem, name: str, cause: Cause) -> Postmortem:
    before = postmortem.causes.get(name)
    changed = with_things(postmortem, "cause", {**postmortem.causes, name: tidy(cause)})
    return checked(changed, "cause", name, before)


@attrs.frozen
class AddCause(Change):
    """Add a cause under a new id, behind an effect where one is given.

    Attributes:
        id: The new id; `rcakit.model.slug` makes one.
        cause: The cause.
        effect: The cause that happened because of it; None adds it unlinked.
        position: Where among the effect's becauses; None is the end.
    """

    id: str
    cause: Cause
    effect: str | None = None
    position: int | None = None

    @property
    def title(self) -> str:
        """Such as "add the cause …"."""
        return f"add the cause {quoted(self.cause.text)}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the cause added and linked."""
        if self.id in postmortem.causes:
            raise Refused(f"There is already a cause named {self.id!r}.")
        postmortem = _with_cause(postmortem, self.id, self.cause)
        if self.effect is None:
            return postmortem
        return Link(self.effect, self.id, self.position)(postmortem)


@attrs.frozen
class Link(Change):
    """Say that `effect` happened because of `because`; a circle is refused."""

    effect: str
    because: str
    position: int | None = None

    @property
    def title(self) -> str:
        """Such as "link a to b"."""
        return f"link {self.because} to {self.effect}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the link; one that is there already is left as it is."""
        effect = existing(postmortem, "cause", self.effect)
        existing(postmortem, "cause", self.because)
        if self.because in effect.because:
            return postmortem
        behind = list(effect.because)
        behind.insert(len(behind) if self.position is None else self.position, self.because)
        return _with_cause(postmortem, self.effect, attrs.evolve(effect, because=tuple(behind)))


@attrs.frozen
class Unlink(Change):
    """Say that `effect` did not happen because of `because`; both stay."""

    effect: str
    because: str

    @property
    def title(self) -> str:
        """Such as "unlink a from b"."""
        return f"unlink {self.because} from {self.effect}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem without the link."""
        effect = existing(postmortem, "cause", self.effect)
        behind = tuple(name for name in effect.because if name != self.because)
        return _with_cause(postmortem, self.effect, attrs.evolve(effect, because=behind))


@attrs.frozen
class Reword(Change):
    """Say a cause in other words; its id stays, so that nothing else changes."""

    id: str
    text: str

    @property
    def title(self) -> str:
        """Such as "reword as …"."""
        return f"reword as {quoted(self.text)}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the new wording."""
        cause = existing(postmortem, "cause", self.id)
        return _with_cause(postmortem, self.id, attrs.evolve(cause, text=self.text))


@attrs.frozen
class Combine(Change):
    """Say how the becauses of a cause combine: any, all, at least so many."""

    id: str
    gate: Gate | None
    needed: int | None = None

    @property
    def title(self) -> str:
        """Such as "set the gate of a to all"."""
        return f"set the gate of {self.id} to {self.gate or 'not said'}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the gate set."""
        cause = existing(postmortem, "cause", self.id)
        if self.gate is Gate.AT_LEAST and self.needed is None:
            raise Refused("Say how many of the causes were needed.")
        needed = self.needed if self.gate is Gate.AT_LEAST else None
        return _with_cause(postmortem, self.id, attrs.evolve(cause, gate=self.gate, needed=needed))


@attrs.frozen
class Judge(Change):
    """Confirm a cause, rule it out, or make it a hypothesis again.

    Attributes:
        id: The cause.
        status: What is held of it now.
        evidence: Ids of evidence to add, such as what ruled it out.
    """

    id: str
    status: Status
    evidence: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Such as "rule out a-network-partition"."""
        verb = {
            Status.CONFIRMED: "confirm",
            Status.RULED_OUT: "rule out",
            Status.HYPOTHESIS: "reopen",
        }[self.status]
        return f"{verb} {self.id}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with the status set and the evidence added."""
        cause = existing(postmortem, "cause", self.id)
        added = tuple(name for name in self.evidence if name not in cause.evidence)
        return _with_cause(
            postmortem,
            self.id,
            attrs.evolve(cause, status=self.status, evidence=cause.evidence + added),
        )


@attrs.frozen
class Join(Change):
    """Make two causes that are the same into one; `into` stays and takes over every link.

    Evidence, events and actions of the other move to it; its own wording, gate and status
    stay. Refused where the two stand in one chain, since that would be a circle.
    """

    into: str
    other: str

    @property
    def title(self) -> str:
        """Such as "join b into a"."""
        return f"join {self.other} into {self.into}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with one cause instead of two."""
        kept = existing(postmortem, "cause", self.into)
        gone = existing(postmortem, "cause", self.other)
        if self.into == self.other:
            raise Refused("A cause cannot be joined with itself.")
        if self.other in graph.below(postmortem.causes, self.into) or self.into in graph.below(
            postmortem.causes, self.other
        ):
            raise Refused(
                f"{quoted(kept.text)} and {quoted(gone.text)} stand in one chain; joined they "
                "would be a circle."
            )
        joined = attrs.evolve(
            kept,
            because=_united(kept.because, gone.because),
            evidence=_united(kept.evidence, gone.evidence),
            events=_united(kept.events, gone.events),
        )
        causes = {name: self._renamed(cause) for name, cause in postmortem.causes.items()}
        causes[self.into] = joined
        actions = {
            name: attrs.evolve(action, addresses=self._replaced(action.addresses))
            if self.other in action.addresses
            else action
            for name, action in postmortem.actions.items()
        }
        postmortem = attrs.evolve(
            with_things(postmortem, "cause", causes),
            actions=frozen(actions),
            problem=self.into if postmortem.problem == self.other else postmortem.problem,
        )
        return Drop("cause", self.other)(postmortem)

    def _replaced(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.into if name == self.other else name for name in names))

    def _renamed(self, cause: Cause) -> Cause:
        if self.other not in cause.because:
            return cause
        return attrs.evolve(cause, because=self._replaced(cause.because))


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


@attrs.frozen
class Split(Change):
    """Make one cause that says two things into two that stand side by side.

    Attributes:
        id: The cause; it keeps its id, its becauses and everything said about it.
        text: What it says from now on.
        other_id: The id of the new cause.
        other_text: What the new cause says; it stands behind the same effects.
    """

    id: str
    text: str
    other_id: str
    other_text: str

    @property
    def title(self) -> str:
        """Such as "split off …"."""
        return f"split off {quoted(self.other_text)}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem with two causes instead of one."""
        cause = existing(postmortem, "cause", self.id)
        effects = graph.effects(postmortem.causes)[self.id]
        postmortem = Reword(self.id, self.text)(postmortem)
        new = Cause(text=self.other_text, category=cause.category)
        postmortem = AddCause(self.other_id, new)(postmortem)
        for effect in effects:
            place = postmortem.causes[effect].because.index(self.id) + 1
            postmortem = Link(effect, self.other_id, place)(postmortem)
        return postmortem


@attrs.frozen
class DeleteCause(Change):
    """Delete a cause; what was behind it hangs on its effects from then on.

    To keep it with what ruled it out, rule it out instead.
    """

    id: str

    @property
    def title(self) -> str:
        """Such as "delete the cause a"."""
        return f"delete the cause {self.id}"

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem without the cause; no chain behind it comes loose."""
        existing(postmortem, "cause", self.id)
        for effect in graph.effects(postmortem.causes)[self.id]:
            place = postmortem.causes[effect].because.index(self.id)
            for behind in graph.becauses(postmortem.causes, self.id):
                if behind != effect:
                    postmortem = Link(effect, behind, place)(postmortem)
                    place += 1
        return Drop("cause", self.id)(postmortem)
