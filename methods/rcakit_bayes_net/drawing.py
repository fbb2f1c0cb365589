"""The drawing: each cause with how likely it was and is, and the links to what is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from rcakit import Diagram, DiagramKind, Edge, cause_node, chance_words, model, text
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.net import Join, Net, Root
from rcakit_bayes_net.observations import Kind

_SEEN = {
    Kind.HAPPENED: "happened",
    Kind.CONFIRMED: "seen",
    Kind.RULED_OUT: "ruled out",
    Kind.TAKEN: "taken as seen",
}
NO_PARTS: Mapping[str, float | None] = model.frozen({})


def diagram(look: Look) -> Diagram | None:
    """The network with probabilities; None until there is one."""
    if look.net is None:
        return None
    case = look.case if not look.failure else None
    notes = {name: _note(look, case, name) for name in look.order}
    return _drawn(look, look.net, notes, {} if case is None else _parts(look, case))


def sketch(look: Look) -> Diagram | None:
    """The network with nothing worked out; None until there is one."""
    if look.net is None:
        return None
    return _drawn(look, look.net, {name: _said(look, name) for name in look.order})


def _drawn(
    look: Look, net: Net, notes: dict[str, str], parts: Mapping[str, float | None] = NO_PARTS
) -> Diagram:
    problem = look.postmortem.problem
    joins = (
        (name, _join(own))
        for name in look.order
        for own in [net.things[name].mechanism]
        if isinstance(own, Join)
    )
    return Diagram(
        kind=DiagramKind.NETWORK,
        nodes=tuple(
            attrs.evolve(cause_node(look.postmortem, name, notes[name]), part=parts.get(name))
            for name in look.order
        ),
        edges=tuple(
            Edge(name, behind, _label(net, name, place))
            for name in look.order
            for place, behind in enumerate(net.things[name].mechanism.behind)
        ),
        root=problem if problem is not None and problem in net.things else "",
        joins=tuple((name, words) for name, words in joins if words),
    )


def _parts(look: Look, case: Case) -> dict[str, float | None]:
    """How likely each cause is now, of several states the likeliest."""
    parts = {name: case.so(case.posterior, name) for name in look.order}
    return {
        name: max(case.posterior[name]) if part is None else min(part, 1.0)
        for name, part in parts.items()
    }


def _join(own: Join) -> str:
    """How several becauses combine, in words; of one nothing is to be said."""
    if len(own.behind) == 1 and own.gate is not model.Gate.NOT:
        return ""
    words = model.gate_words(own.gate, own.needed, len(own.behind))
    leak = f", else {chance_words(own.leak.value)}" if own.leak.value else ""
    return f"{words}{leak}"


def _label(net: Net, name: str, place: int) -> str:
    """How strong a link is, where it is not certain."""
    own = net.things[name].mechanism
    if not isinstance(own, Join) or own.strengths[place].value == 1.0:
        return ""
    return chance_words(own.strengths[place].value)


def _observed(look: Look, name: str) -> str:
    """What was observed of a cause itself; "" where nothing was."""
    for one in look.case.observed if look.case is not None else ():
        if one.cause == name and one.kind in _SEEN:
            return _SEEN[one.kind]
    return ""


def _said(look: Look, name: str) -> str:
    """What stands beside a cause before anything is worked out."""
    seen = _observed(look, name)
    own = look.net.things[name].mechanism if look.net is not None else None
    if seen or not isinstance(own, Root):
        return seen
    return f"{chance_words(own.chance.value)}{_doubt(own)}"


def _note(look: Look, case: Case | None, name: str) -> str:
    """What stands beside a cause: how likely it was and is, and what was seen of it."""
    if case is None:
        return _said(look, name)
    thing, seen = case.net.things[name], _observed(look, name)
    doubt = _doubt(thing.mechanism)
    before, after = case.so(case.prior, name), case.so(case.posterior, name)
    if before is None or after is None:
        places = zip(thing.states, case.posterior[name], strict=True)
        return seen or _states(places)
    if not case.observed or seen:
        said = f"{chance_words(before)}{doubt}"
        return f"{said} → {seen}" if seen else said
    return f"{chance_words(before)}{doubt} → {chance_words(after)}"


def _states(places: Iterable[tuple[str, float]]) -> str:
    """The likeliest states of several, at most three of them."""
    ordered = sorted(places, key=lambda one: -one[1])
    return ", ".join(
        f"{text.one_line(state)} {chance_words(value)}" for state, value in ordered[:3]
    )


def _doubt(own: object) -> str:
    """A question mark beside a number nobody said, or nobody says where it is from."""
    return "" if not isinstance(own, Root) or own.chance.who else " ?"
