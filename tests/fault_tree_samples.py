"""Postmortems whose causes are fault trees, and what they come to by trying every state."""

from __future__ import annotations

from itertools import product
from math import prod

from hypothesis import strategies as st

from rcakit import Postmortem, model
from rcakit.model import Action, Cause, Gate, Incident, Status, frozen

COHERENT = (Gate.ANY, Gate.ALL, Gate.AT_LEAST, None)
EVERY = (*COHERENT, Gate.XOR, Gate.NOT, Gate.NAND, Gate.NOR, Gate.IFF, Gate.IMPLY, Gate.INHIBIT)


def postmortem(causes, problem="top", actions=None, notes=None, kind=model.Kind.INCIDENT):
    """A postmortem of causes by id, `problem` at the top."""
    held = {
        name: one if isinstance(one, Cause) else Cause(text=f"It was so of {name}", **one)
        for name, one in causes.items()
    }
    return Postmortem(
        incident=Incident(title="It broke", kind=kind),
        problem=problem,
        causes=frozen(held),
        actions=frozen(actions or {}),
        notes=frozen({"fault-tree": frozen(notes)} if notes else {}),
    )


@st.composite
def trees(
    draw, *, gates=COHERENT, most_events=6, numbers=True, statuses=(Status.HYPOTHESIS,), fewest=1
):
    """A postmortem whose gates share causes; events e1, e2, ..., gates g1, ... and the top."""
    events = [f"e{number}" for number in range(1, draw(st.integers(fewest, most_events)) + 1)]
    chance = st.sampled_from([0.0, 0.01, 0.1, 0.25, 0.5, 0.9, 1.0])
    causes = {}
    for name in events:
        given = draw(chance) if numbers or draw(st.booleans()) else None
        status = draw(st.sampled_from(statuses))
        source = draw(st.sampled_from(["", "counted"]))
        causes[name] = Cause(
            text=f"It was so of {name}",
            probability=given,
            probability_source=source,
            status=status,
        )
    known = list(events)
    for name in [*(f"g{number}" for number in range(1, draw(st.integers(0, 4)) + 1)), "top"]:
        gate = draw(st.sampled_from(gates))
        least = min(fewest, 2, len(known))
        args = draw(st.lists(st.sampled_from(known), min_size=least, max_size=4, unique=True))
        if gate is Gate.NOT:
            args = args[:1]
        needed = draw(st.integers(1, len(args))) if gate is Gate.AT_LEAST else None
        causes[name] = Cause(text=f"Gate {name}", because=tuple(args), gate=gate, needed=needed)
        known.append(name)
    actions = {}
    for number in range(draw(st.integers(0, 3))):
        named = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        actions[f"act-{number}"] = Action(title=f"Do {number}", addresses=tuple(named))
    left = {name: draw(st.sampled_from([0.0, 0.1, 0.5, 1.0])) for name in actions}
    return postmortem(causes, actions=actions, notes={"left": left} if left else None)


def so(causes, name, happened, known=None):
    """Whether a cause is so when just these events have happened, read from the gates."""
    known = {} if known is None else known
    if name in known:
        return known[name]
    cause = causes[name]
    if not cause.because:
        return name in happened
    args = [so(causes, one, happened, known) for one in cause.because]
    count = sum(args)
    known[name] = {
        Gate.ANY: count > 0,
        None: count > 0,
        Gate.ALL: count == len(args),
        Gate.INHIBIT: count == len(args),
        Gate.AT_LEAST: count >= (cause.needed or 1),
        Gate.XOR: count % 2 == 1,
        Gate.NOT: count == 0,
        Gate.NAND: count < len(args),
        Gate.NOR: count == 0,
        Gate.IFF: count in (0, len(args)),
        Gate.IMPLY: args[-1] or not all(args[:-1]),
    }[cause.gate]
    return known[name]


def states(names):
    """Every choice of some of the names."""
    for chosen in product((False, True), repeat=len(names)):
        yield frozenset(name for name, is_so in zip(names, chosen, strict=True) if is_so)


def events_of(pm):
    """The causes with nothing behind them."""
    return [name for name, cause in pm.causes.items() if not cause.because]


def chance(pm, holds):
    """The probability that `holds(state)`, over all states of the events."""
    names = events_of(pm)
    given = {name: pm.causes[name].probability or 0.0 for name in names}
    return sum(
        prod(given[name] if name in state else 1.0 - given[name] for name in names)
        for state in states(names)
        if holds(state)
    )


def tables_of(pm):
    """The tables of the method by name."""
    from rcakit_fault_tree.method import FaultTree

    method = FaultTree()
    return {table.name: table for table in method.tables(pm, method.read_notes(pm))}


def column(table, name):
    """The cells of one column."""
    place = [one.name for one in table.columns].index(name)
    return [row[place] for row in table.rows]
