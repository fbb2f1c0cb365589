"""What an earlier postmortem predicted beside what was observed in this one.

Causes are matched by id, then by equal words. A predicted set happened where all its causes are
confirmed here, and nearly happened where all but one are and that one was looked at and was not
so. Where nobody has looked, nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

import attrs

from rcakit import Postmortem, same_words, text
from rcakit_fault_tree.as_it_was import confirmed, not_so
from rcakit_fault_tree.notes import Notes, Predicted
from rcakit_fault_tree.tree import FaultTree


class Outcome(StrEnum):
    """What became of a predicted set, or of an observed cause."""

    HAPPENED = "happened"
    NEARLY = "nearly happened"
    OPEN = "open"
    NOT = "did not happen"
    NOT_PREDICTED = "not predicted"


@attrs.frozen
class Compared:
    """One predicted cut set, or one observed cause that no set named.

    Attributes:
        causes: Its causes: ids of this postmortem, or the words of causes this one has not.
        probability: That of the whole set as it was predicted; None where nobody knew.
        outcome: What became of it.
        missing: Those of the causes that were looked at and were not so.
        open: Those of which nobody has said here whether they were so.
        unsourced: Those whose predicted probability had no source.
    """

    causes: tuple[str, ...]
    probability: float | None
    outcome: Outcome
    missing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    unsourced: tuple[str, ...] = ()


def compared(
    postmortem: Postmortem, notes: Notes, tree: FaultTree, predicted: Predicted
) -> list[Compared]:
    """Every predicted set in its order, those that happened first; then what was not predicted."""
    here = matched(postmortem, predicted)
    so, out = confirmed(postmortem), not_so(postmortem, notes)
    found = []
    for one in predicted.cut_set.values():
        causes = tuple(
            here.get(name) or text.one_line(predicted.text.get(name, name)) for name in one.events
        )
        ids = [here.get(name) or "" for name in one.events]
        pairs = list(zip(ids, causes, strict=True))
        missing = tuple(cause for name, cause in pairs if name in out)
        open_ = tuple(cause for name, cause in pairs if name not in out and name not in so)
        outcome = _outcome(len(causes), len(missing), len(open_))
        bare = tuple(
            cause
            for name, cause in zip(one.events, causes, strict=True)
            if name in predicted.unsourced
        )
        found.append(Compared(causes, one.probability, outcome, missing, open_, bare))
    rank = list(Outcome)
    found.sort(key=lambda one: rank.index(one.outcome))
    foreseen = {here[name] for name in here}
    ends = {here[name] for one in predicted.cut_set.values() for name in one.events if name in here}
    found += [
        Compared((name,), None, Outcome.NOT_PREDICTED)
        for name in _observed(tree, ends)
        if name in so and name not in out and name not in foreseen
    ]
    return found


def matched(postmortem: Postmortem, predicted: Predicted) -> Mapping[str, str]:
    """For each predicted cause that is here too its id here."""
    found = {}
    for name, words in predicted.text.items():
        here = name if name in postmortem.causes else same_words(postmortem, words)
        if here is not None:
            found[name] = here
    return found


def _outcome(causes: int, missing: int, open_: int) -> Outcome:
    if not missing:
        return Outcome.OPEN if open_ or not causes else Outcome.HAPPENED
    return Outcome.NEARLY if missing == 1 and not open_ and causes > 1 else Outcome.NOT


def _observed(tree: FaultTree, ends: set[str]) -> Iterator[str]:
    """The ends of the tree, walked from the top, without what is behind a predicted end."""
    seen = {tree.top}
    stack = [tree.top]
    while stack:
        name = stack.pop()
        if name in ends and name != tree.top:
            continue
        if name in tree.events:
            yield name
        for behind in reversed(tree.gates[name].args if name in tree.gates else ()):
            if behind not in seen:
                seen.add(behind)
                stack.append(behind)
