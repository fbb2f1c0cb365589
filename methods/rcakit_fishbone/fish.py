"""The graph seen as a fish: which bones there are, and what hangs on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import attrs

from rcakit import Postmortem, change, graph, model, text
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

    def bare(self, bone: str) -> bool:
        """Whether somebody left this bone bare on purpose."""
        return _key(bone) in {_key(name) for name in self.notes.bare}

    def words(self, cause: str) -> str:
        """What a cause says, in quotation marks, for a sentence."""
        return text.quoted(self.postmortem.causes[cause].text, 160)


def _key(name: str) -> str:
    return text.one_line(name).casefold()


def _prompt(name: str) -> str:
    return f"What about {text.one_line(name)} had a part in it?"
