"""The causal graph read as a Bayesian network.

Each cause is a variable, true or false unless the notes give it states of its own, and depends on
its becauses. They join by their gate, "any" where nobody has said; each link may fail to come
through, the gate may be met in vain, and the effect may come about without any cause that is
known. With no such number said all of this is certain, and the network is the fault tree. As
there, a cause whose probability somebody has given ends the graph, unless something is said of
its links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum, isfinite

from rcakit import Postmortem, graph, model, text
from rcakit_bayes_net.engine.network import CLOSE
from rcakit_bayes_net.net import FALSE, TRUE, Full, Join, Mechanism, Net, Number, Root, Thing
from rcakit_bayes_net.notes import FullTable, Notes, Said

SO = frozenset({"true", "t", "yes", "y", "1", "on", "present", "so"})
NOT_SO = frozenset({"false", "f", "no", "n", "0", "off", "absent", "not-so"})
CERTAIN = Number(1.0, assumed=True)
NEVER = Number(0.0, assumed=True)
STRUCK = Number(0.0, "ruled out")
"""Of what was ruled out nobody is asked how likely it was; it is taken as never so."""


class WrongNotes(Exception):
    """The network cannot be made of what is there; says why in one sentence."""


def net(postmortem: Postmortem, notes: Notes) -> Net | None:
    """The network of everything the problem hangs together with, or of all causes if none is named.

    Raises:
        WrongNotes: The graph goes in a circle, or something in the notes does not fit.
    """
    causes = postmortem.causes
    if not causes:
        return None
    for circle in graph.cycles(causes):
        raise WrongNotes(
            f"{_named(postmortem, circle[0])} is a cause of itself"
            + (f", over {_named(postmortem, circle[1])}." if len(circle) > 1 else ".")
        )
    behind = connected(postmortem, notes)
    things = {name: _thing(postmortem, notes, name, behind[name]) for name in behind}
    for name, thing in things.items():
        _check_links(postmortem, name, thing, things)
    return Net(things)


def links(postmortem: Postmortem, notes: Notes, name: str) -> tuple[str, ...]:
    """The becauses a cause depends on, each once; none where its own probability stands."""
    if name not in notes.table and ends(postmortem, notes, name):
        return ()
    return tuple(dict.fromkeys(graph.becauses(postmortem.causes, name)))


def ends(postmortem: Postmortem, notes: Notes, name: str) -> bool:
    """Whether the graph ends at a cause, because its own probability is given."""
    of_links = (notes.strength, notes.together, notes.leak, notes.table)
    return given(postmortem, notes, name) is not None and not any(name in one for one in of_links)


def given(postmortem: Postmortem, notes: Notes, name: str) -> Number | None:
    """How likely somebody said a cause is, before anything is observed; None if nobody did."""
    cause, kept = postmortem.causes[name], notes.prior.get(name)
    if name in (houses := house(postmortem)):
        return Number(float(houses[name]), "house event of the fault tree")
    if cause.probability is not None:
        return Number(cause.probability, cause.probability_source.strip())
    return None if kept is None else Number(kept.value, kept.who.strip())


def house(postmortem: Postmortem) -> Mapping[str, bool]:
    """The house events of the fault tree: what is so, or not so, by the make of things.

    They stand in the notes of the fault tree, which other methods see as plain data.
    """
    kept = postmortem.method_notes("fault-tree").get("house")
    if not isinstance(kept, Mapping):
        return {}
    return {name: so for name, so in kept.items() if isinstance(so, bool)}


def states_of(notes: Notes, name: str) -> tuple[str, ...]:
    """The states a cause may be in."""
    return notes.states.get(name) or (TRUE, FALSE)


def so_states(notes: Notes, name: str) -> tuple[str, ...]:
    """The states in which a cause is so; none where nobody can tell from their names."""
    states = states_of(notes, name)
    said = tuple(state for state in states if state in notes.so.get(name, ()))
    if said:
        return said
    against = [state for state in states if state.casefold() in NOT_SO]
    if len(against) == 1:
        return tuple(state for state in states if state not in against)
    return tuple(state for state in states if state.casefold() in SO)[: len(states) - 1]


def connected(postmortem: Postmortem, notes: Notes) -> dict[str, tuple[str, ...]]:
    """What each cause depends on: of all that hang together with the problem, in file order."""
    behind = {name: links(postmortem, notes, name) for name in postmortem.causes}
    problem = postmortem.problem
    if problem is None or problem not in behind:
        return behind
    near: dict[str, list[str]] = {name: list(others) for name, others in behind.items()}
    for name, others in behind.items():
        for other in others:
            near[other].append(name)
    found = dict.fromkeys([problem])
    for name in (waiting := list(found)):
        fresh = dict.fromkeys(other for other in near[name] if other not in found)
        found.update(fresh)
        waiting.extend(fresh)
    return {name: others for name, others in behind.items() if name in found}


def _thing(postmortem: Postmortem, notes: Notes, name: str, behind: tuple[str, ...]) -> Thing:
    states = states_of(notes, name)
    # Some networks of other programs have a variable of one state, with a table that says so.
    alone = len(states) < 2 and name not in notes.table
    if alone or len(set(states)) < len(states):
        raise WrongNotes(f"{_named(postmortem, name)} needs two or more states, each with a name.")
    mechanism = _mechanism(postmortem, notes, name, behind)
    return Thing(states, so_states(notes, name), mechanism)


def _mechanism(
    postmortem: Postmortem, notes: Notes, name: str, behind: tuple[str, ...]
) -> Mechanism:
    words = _named(postmortem, name)
    states, so = states_of(notes, name), so_states(notes, name)
    if name in notes.table:
        return _full(postmortem, notes, name, behind)
    if behind:
        cause = postmortem.causes[name]
        if len(states) != 2 or len(so) != 1:
            raise WrongNotes(
                f"{words} has the states {', '.join(states)}; how they come of its becauses has to "
                "be said in a table."
            )
        said = notes.strength.get(name, {})
        return Join(
            cause.gate or model.Gate.ANY,
            cause.needed or 1,
            behind,
            tuple(_number(said.get(one), CERTAIN, f"a strength of {words}") for one in behind),
            _number(notes.together.get(name), CERTAIN, f"“together” of {words}"),
            _number(notes.leak.get(name), NEVER, f"the leak of {words}"),
        )
    found = given(postmortem, notes, name)
    if len(so) == 1 and len(states) == 2:
        if found is None:
            found = STRUCK if _struck(postmortem, notes, name) else _default(notes)
        _check(found.value, f"the probability of {words}")
        return Root(found)
    if found is not None:
        raise WrongNotes(
            f"{words} has the states {', '.join(states)}; one probability says nothing of them. "
            "Give it a table."
        )
    return Full((), ((1.0 / len(states),) * len(states),), "", assumed=True)


def _struck(postmortem: Postmortem, notes: Notes, name: str) -> bool:
    """Whether a cause is out of the question, and no what-if asks about it."""
    ruled_out = postmortem.causes[name].status is model.Status.RULED_OUT
    return ruled_out and name not in notes.observed


def _default(notes: Notes) -> Number:
    _check(notes.assumed, "what is assumed where nobody can say")
    return Number(notes.assumed, assumed=True)


def _full(postmortem: Postmortem, notes: Notes, name: str, behind: tuple[str, ...]) -> Full:
    kept, words = notes.table[name], _named(postmortem, name)
    if set(kept.given) != set(behind) or len(kept.given) != len(behind):
        raise WrongNotes(
            f"The table of {words} is about {_listed(postmortem, kept.given)}, and it happened "
            f"because of {_listed(postmortem, behind)}; the two have to be the same."
        )
    _check_rows(notes, name, kept, words)
    return Full(kept.given, kept.rows, kept.who.strip())


def _check_rows(notes: Notes, name: str, kept: FullTable, words: str) -> None:
    size, wanted = len(states_of(notes, name)), 1
    for one in kept.given:
        wanted *= len(states_of(notes, one))
    if len(kept.rows) != wanted:
        raise WrongNotes(f"The table of {words} has {len(kept.rows)} rows; it needs {wanted}.")
    for number, row in enumerate(kept.rows, 1):
        if len(row) != size:
            raise WrongNotes(
                f"Row {number} of the table of {words} has {len(row)} numbers; it needs {size}."
            )
        if not all(isfinite(value) and value >= 0.0 for value in row):
            raise WrongNotes(f"Row {number} of the table of {words} has a number below 0.")
        if abs(fsum(row) - 1.0) > CLOSE:
            raise WrongNotes(
                f"Row {number} of the table of {words} sums to {fsum(row):.9g}, not to 1."
            )


def _check_links(postmortem: Postmortem, name: str, thing: Thing, things: dict[str, Thing]) -> None:
    """A gate reads its becauses as so or not so; it must be known which states those are."""
    if not isinstance(thing.mechanism, Join):
        return
    for behind in thing.mechanism.behind:
        if not things[behind].so:
            raise WrongNotes(
                f"{_named(postmortem, behind)} has the states "
                f"{', '.join(things[behind].states)}; say in which of them it is so, or give "
                f"{_named(postmortem, name)} a table."
            )


def _number(said: Said | None, otherwise: Number, what: str) -> Number:
    if said is None:
        return otherwise
    _check(said.value, what)
    return Number(said.value, said.who.strip())


def _check(value: float, what: str) -> None:
    if not isfinite(value) or not 0.0 <= value <= 1.0:
        raise WrongNotes(f"{what[0].upper()}{what[1:]} is {value:g}; it lies between 0 and 1.")


def _named(postmortem: Postmortem, name: str) -> str:
    cause = postmortem.causes.get(name)
    return text.quoted(cause.text if cause is not None else name, 80)


def _listed(postmortem: Postmortem, names: Iterable[str]) -> str:
    return ", ".join(_named(postmortem, name) for name in names) or "nothing"
