"""A network of another program as causes, and its tables as notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from rcakit import Found, Imported, Remark, few, model
from rcakit_bayes_net.engine.network import Variable
from rcakit_bayes_net.exchange.document import Document
from rcakit_bayes_net.graph_net import so_states
from rcakit_bayes_net.net import FALSE, TRUE
from rcakit_bayes_net.notes import ID, Notes

LABEL = "label = "
"""What begins a property that says in words what a variable is about."""


def imported(document: Document, source: str) -> Imported:
    """The network as causes, with its tables as notes of the Bayesian network.

    Args:
        document: The network.
        source: The name of its file.
    """
    remarks = [Remark(said, line) for said, line in document.remarks]
    return Imported(
        found=tuple(_causes(document, source)),
        warnings=few(remarks),
        notes={ID: _NotesOf(document, source)},
    )


def _causes(document: Document, source: str) -> Iterator[Found]:
    """Every variable, because of its parents; a true or false one without parents has a chance."""
    for name, one in document.network.variables.items():
        chance = _chance(one)
        cause = model.Cause(
            text=label(document, name) or name,
            because=one.parents,
            probability=chance,
            probability_source=source if chance is not None else "",
        )
        yield Found("cause", name, cause, name)


def label(document: Document, name: str) -> str:
    """What the file says in words that a variable is about; "" where it says nothing."""
    said = (one for one in document.of.get(name, ()) if one.startswith(LABEL))
    return next(said, "").removeprefix(LABEL).strip()


def _chance(one: Variable) -> float | None:
    """How likely a true or false variable without parents is; None where only a table says it."""
    if one.parents or len(one.states) != 2:
        return None
    so = so_states(Notes(states={one.name: one.states}), one.name)
    if len(so) != 1:
        return None
    place = one.states.index(so[0])
    chance, other = one.table[place], one.table[1 - place]
    return chance if 1.0 - chance == other else None


@attrs.frozen
class _NotesOf:
    """Makes the notes, by the ids the causes got."""

    document: Document
    source: str

    def __call__(self, ids: Mapping[str, str]) -> dict[str, object]:
        """What the graph has no word for.

        A file of a network tells of no incident, so that nothing is taken as observed.
        """
        variables, of = self.document.network.variables, self.document.of
        notes: dict[str, object] = {
            "happened": False,
            "states": {
                ids[name]: list(one.states)
                for name, one in variables.items()
                if one.states != (TRUE, FALSE)
            },
            "table": {
                ids[name]: _table(one, self.source, ids)
                for name, one in variables.items()
                if _chance(one) is None
            },
            "name": {ids[name]: name for name in variables if ids[name] != name},
            "property": {
                ids[name]: kept
                for name, noted in of.items()
                if (kept := [one for one in noted if not one.startswith(LABEL)])
            },
            "properties": list(self.document.properties),
        }
        return {key: value for key, value in notes.items() if value or value is False}


def _table(one: Variable, source: str, ids: Mapping[str, str]) -> dict[str, object]:
    size = len(one.states)
    return {
        "given": [ids[parent] for parent in one.parents],
        "rows": [list(one.table[at : at + size]) for at in range(0, len(one.table), size)],
        "who": source,
    }
