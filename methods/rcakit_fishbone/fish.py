"""The graph seen as a fish: which bones there are, what hangs on each, and the drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import attrs

from rcakit import (
    Column,
    Diagram,
    DiagramKind,
    Edge,
    Group,
    Node,
    Postmortem,
    Table,
    cause_node,
    change,
    graph,
    model,
    text,
)
from rcakit_fishbone.notes import Notes
from rcakit_fishbone.sets import SOFTWARE, Bone, bone_set


@attrs.frozen(slots=False)
class Fish:
    """The postmortem and the notes, with what is asked of them again and again.

    Attributes:
        postmortem: The postmortem.
        notes: What Fishbone keeps for itself.
        keep: From new notes and a title to the change that keeps them.
    """

    postmortem: Postmortem
    notes: Notes
    keep: Callable[[Notes, str], change.Change]

    @cached_property
    def problem(self) -> str | None:
        """The head of the fish; None where it is not named or does not exist."""
        name = self.postmortem.problem
        return name if name in self.postmortem.causes else None

    @cached_property
    def chosen(self) -> bool:
        """Whether somebody said which bones the fish has."""
        return bool(self.notes.own) or bone_set(self.notes.set) is not None

    @cached_property
    def bones(self) -> tuple[Bone, ...]:
        """The chosen bones, and one for each category that causes name beside them.

        Names that differ in letter case alone are one bone, called as it is met first.
        """
        if self.notes.own:
            first = [Bone(name, _prompt(name)) for name in self.notes.own]
        else:
            first = list((bone_set(self.notes.set) or SOFTWARE).bones)
        found = {_key(bone.name): bone for bone in first}
        for cause in self.postmortem.causes.values():
            name = text.one_line(cause.category or "")
            if name:
                found.setdefault(_key(name), Bone(name, _prompt(name)))
        return tuple(found.values())

    @cached_property
    def _named(self) -> Mapping[str, str]:
        return {_key(bone.name): bone.name for bone in self.bones}

    def own_bone(self, cause: str) -> str:
        """The bone that a cause names itself; "" where it names none."""
        category = self.postmortem.causes[cause].category
        return self._named.get(_key(category), "") if category else ""

    @cached_property
    def placed(self) -> Mapping[str, str]:
        """Each cause with its bone, its own or else that of the effect it hangs under.

        The problem is on none. A cause with several effects goes with the first that is placed.
        """
        causes = self.postmortem.causes
        found = {name: self.own_bone(name) for name in causes if name != self.problem}
        work = [name for name in reversed(list(found)) if found[name]]
        while work:
            name = work.pop()
            for behind in reversed(graph.becauses(causes, name)):
                if found.get(behind) == "":
                    found[behind] = found[name]
                    work.append(behind)
        return found

    @cached_property
    def on_bone(self) -> Mapping[str, tuple[str, ...]]:
        """For each bone, the causes on it that have not been ruled out, in file order."""
        found: dict[str, list[str]] = {bone.name: [] for bone in self.bones}
        for name, bone in self.placed.items():
            if bone and self.postmortem.causes[name].status is not model.Status.RULED_OUT:
                found[bone].append(name)
        return {bone: tuple(names) for bone, names in found.items()}

    @cached_property
    def boneless(self) -> tuple[str, ...]:
        """Standing causes on no bone."""
        causes = self.postmortem.causes
        return tuple(
            name
            for name, bone in self.placed.items()
            if not bone and causes[name].status is not model.Status.RULED_OUT
        )

    def words(self, cause: str) -> str:
        """What a cause says, in quotation marks, for a sentence."""
        said = text.shorten(self.postmortem.causes[cause].text, 160).removesuffix(".")
        return f"“{said}”"


def _key(name: str) -> str:
    return text.one_line(name).casefold()


def _prompt(name: str) -> str:
    return f"What about {text.one_line(name)} had a part in it?"


def diagram(fish: Fish) -> Diagram | None:
    """The fish with its bones; None until there is a cause.

    A cause hangs under its effect where both are on one bone. Where the effect is on another
    bone the cause is a twig of its own there, since that is where one looks for it.
    """
    causes = fish.postmortem.causes
    if not causes:
        return None
    order = dict.fromkeys([*graph.below(causes, fish.problem or ""), *causes])
    return Diagram(
        kind=DiagramKind.FISHBONE,
        nodes=tuple(_node(fish, name) for name in order),
        edges=tuple(
            Edge(name, behind)
            for name in order
            for behind in graph.becauses(causes, name)
            if name == fish.problem or fish.placed.get(name) == fish.placed.get(behind)
        ),
        groups=tuple(Group(bone.name, bone.name) for bone in fish.bones),
        root=fish.problem or "",
    )


def _node(fish: Fish, name: str) -> Node:
    cause = fish.postmortem.causes[name]
    note = "ruled out" if cause.status is model.Status.RULED_OUT else ""
    return cause_node(fish.postmortem, name, note, fish.placed.get(name, ""))


def bone_table(fish: Fish) -> Table:
    """How many causes hang on each bone."""
    causes = fish.postmortem.causes
    out: dict[str, int] = {}
    for name, bone in fish.placed.items():
        if bone and causes[name].status is model.Status.RULED_OUT:
            out[bone] = out.get(bone, 0) + 1
    return Table(
        name="bones",
        title="Bones",
        columns=(
            Column("bone", "Bone"),
            Column("causes", "Causes"),
            Column("confirmed", "Confirmed"),
            Column("ruled_out", "Ruled out"),
        ),
        rows=tuple(
            (
                bone,
                len(names),
                sum(causes[name].status is model.Status.CONFIRMED for name in names),
                out.get(bone, 0),
            )
            for bone, names in fish.on_bone.items()
        ),
    )
