"""Every chain of whys from the problem to where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import attrs

from rcakit import Column, Table, model, wording
from rcakit_five_whys.notes import STOP_WORDS
from rcakit_five_whys.walk import Walk

MOST = 200
"""Chains listed at most: a graph whose branches meet again has more chains than anyone reads."""


@attrs.frozen
class Chain:
    """One chain.

    Attributes:
        start: The first answer under the problem.
        end: The last cause.
        length: How many times "how did it come" was answered.
        loop: Whether it ended because it came back to itself.
    """

    start: str
    end: str
    length: int
    loop: bool = False


def chains(walk: Walk) -> Iterator[Chain]:
    """Chains of standing causes, depth first as the becauses are listed."""
    if walk.problem is None:
        return
    path = [walk.problem]
    on_path = {walk.problem}
    rest = [iter(walk.behind(walk.problem))]
    while rest:
        behind = next(rest[-1], None)
        if behind is None:
            rest.pop()
            on_path.discard(path.pop())
        elif behind in on_path:
            if len(path) > 1:
                yield Chain(path[1], path[-1], len(path) - 1, loop=True)
        elif not (deeper := walk.behind(behind)):
            yield Chain((*path, behind)[1], behind, len(path))
        else:
            path.append(behind)
            on_path.add(behind)
            rest.append(iter(deeper))


def how_it_ends(walk: Walk, chain: Chain) -> str:
    """How a chain ends, in words."""
    if chain.loop:
        return "in a loop"
    cause = walk.postmortem.causes[chain.end]
    words = []
    if wording.person(cause.text, names(walk)):
        words.append("at a person")
    stop = walk.notes.stop.get(chain.end)
    if stop is not None:
        words.append(STOP_WORDS[stop])
    elif cause.status is model.Status.HYPOTHESIS:
        words.append("at a hypothesis")
    else:
        words.append("nobody has said why")
    return ", ".join(words)


def names(walk: Walk) -> tuple[str, ...]:
    """Names and aliases of the people who took part."""
    return tuple(person.name for person in walk.postmortem.people.values())


def chain_table(walk: Walk) -> Table:
    """The first chains, one a row."""
    listed = list(islice(chains(walk), MOST + 1))
    shown = listed[:MOST]
    return Table(
        name="chains",
        title="Chains" if len(listed) == len(shown) else f"The first {MOST} chains",
        columns=(
            Column("start", "Begins with", about=True),
            Column("end", "Ends at", about=True),
            Column("length", "Length", unit="whys"),
            Column("how", "How it ends"),
        ),
        rows=tuple(
            (chain.start, chain.end, chain.length, how_it_ends(walk, chain)) for chain in shown
        ),
        about=tuple(chain.end for chain in shown),
    )
