"""Open-PSA models out."""

from __future__ import annotations

from rcakit import Exporter, RcakitError, Reading, text
from rcakit_fault_tree.graph_tree import WrongNotes, whole_tree
from rcakit_fault_tree.mef.writing import without, written
from rcakit_fault_tree.method import FaultTree


class OpenPsaExporter(Exporter):
    """Writes the causal graph as a fault tree other programs read."""

    id = "open-psa"
    title = "Open-PSA"
    suffix = ".xml"

    def export(self, reading: Reading) -> str:
        """The whole graph: gates, events, parameters, groups of common cause.

        Where there is no tree, a model without one that says why.

        Raises:
            RcakitError: The notes of the fault tree cannot be read.
        """
        postmortem = reading.postmortem
        notes = FaultTree().read_notes(postmortem)
        try:
            tree = whole_tree(postmortem, notes)
        except WrongNotes as error:
            raise RcakitError(f"methods/fault-tree.toml: {error}.") from None
        if tree is None:
            why = (
                "the causes go round in a circle" if postmortem.causes else "there is no cause yet"
            )
            return without(f"No tree: {why}.")
        labels = {name: cause.text for name, cause in postmortem.causes.items()}
        title = text.one_line(postmortem.incident.title) or "incident"
        return written(tree, title, notes.name, labels, notes.inner)
