"""The causal graph and the notes as a network that other programs read.

Gates, strengths and leaks are worked out as whole tables, since neither format knows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from rcakit import Postmortem, RcakitError, graph, text
from rcakit_bayes_net.engine.network import Network, WrongNetwork
from rcakit_bayes_net.exchange.causes import LABEL
from rcakit_bayes_net.exchange.document import Document
from rcakit_bayes_net.expansion import WHOLE, TooManyBecauses, network
from rcakit_bayes_net.graph_net import WrongNotes, net
from rcakit_bayes_net.method import BayesNet
from rcakit_bayes_net.notes import ID, Notes


def document(postmortem: Postmortem) -> Document:
    """All causes as a network, those that do not lead to the problem too.

    Where there is no network, since there are no causes or they go in a circle, the document is
    empty and says so.

    Raises:
        RcakitError: A table would be too large, or something in the notes does not fit.
    """
    title = text.one_line(postmortem.incident.title)
    if not postmortem.causes:
        return Document(Network({}), title, ("note = There is no cause yet.",))
    circle = next(iter(graph.cycles(postmortem.causes)), None)
    if circle:
        words = text.quoted(postmortem.causes[circle[0]].text)
        return Document(Network({}), title, (f"note = {words} is a cause of itself.",))
    notes = _notes(postmortem)
    try:
        whole = net(attrs.evolve(postmortem, problem=None), notes)
        assert whole is not None
        found = network(whole, whole=True)
    except (WrongNotes, WrongNetwork) as error:
        raise RcakitError(f"There is no network to write: {error}") from None
    except TooManyBecauses as error:
        raise RcakitError(
            f"{text.quoted(postmortem.causes[error.name].text)} has {error.count} becauses, and a "
            f"table over more than {WHOLE} is not written. Put some of them behind a cause of "
            "their own."
        ) from None
    names = _names(found, notes)
    properties = {names[name]: _noted(postmortem, notes, name, names[name]) for name in names}
    return Document(
        _called(found, names),
        title,
        notes.properties,
        {name: noted for name, noted in properties.items() if noted},
    )


def _notes(postmortem: Postmortem) -> Notes:
    try:
        notes: Notes = BayesNet().read_notes(postmortem)
    except RcakitError as error:
        raise RcakitError(f"methods/{ID}.toml: {error}") from None
    return notes


def _names(found: Network, notes: Notes) -> dict[str, str]:
    """How each cause is called in the file: as where it came from, if nothing else is."""
    names = {name: text.one_line(notes.name.get(name, "")) or name for name in found.variables}
    while True:
        count = Counter(names.values())
        clashes = [name for name, called in names.items() if called != name and count[called] > 1]
        if not clashes:
            return names
        # Whoever goes back to its id may take what another is called.
        names.update((name, name) for name in clashes)


def _called(found: Network, names: Mapping[str, str]) -> Network:
    """The same network with its variables called otherwise."""
    renamed = {
        names[name]: attrs.evolve(
            one, name=names[name], parents=tuple(names[parent] for parent in one.parents)
        )
        for name, one in found.variables.items()
    }
    return Network(renamed, tuple(names[name] for name in found.rounded))


def _noted(postmortem: Postmortem, notes: Notes, name: str, called: str) -> tuple[str, ...]:
    words = text.one_line(postmortem.causes[name].text)
    said = (LABEL + words,) if words and words != called else ()
    return (*said, *notes.property.get(name, ()))
