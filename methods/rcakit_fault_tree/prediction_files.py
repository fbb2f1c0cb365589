"""A prediction as a file: out of the premortem, and into the incident that came.

A lens reads no other folder. What a premortem predicted therefore travels as plain data, is looked
at like any other file, and stays in the incident's own notes from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import tomli

from rcakit import (
    Exporter,
    Found,
    Imported,
    Importer,
    ImportFile,
    Postmortem,
    RcakitError,
    Reading,
    UnreadableError,
    change,
    model,
    text,
)
from rcakit_fault_tree.method import FaultTree
from rcakit_fault_tree.notes import ID, Notes, Predicted
from rcakit_fault_tree.prediction import prediction

_KIND = "fault-tree-prediction"
_SURE = 0.95


class PredictionExporter(Exporter):
    """Writes what the fault tree of a postmortem thinks could happen."""

    id = _KIND
    title = "Fault tree: prediction"
    suffix = ".toml"

    def export(self, reading: Reading) -> str:
        """The causes and the minimal cut sets, at most 1000 of them."""
        import tomli_w

        method = FaultTree()
        found = prediction(reading.postmortem, _notes(method, reading.postmortem))
        kept = Notes(predicted=found or Predicted(title=reading.postmortem.incident.title))
        plain = method.keep(kept)(Postmortem(incident=reading.postmortem.incident))
        document = {"kind": _KIND, **_visible(model.thawed(plain.method_notes(ID)))}
        return tomli_w.dumps(document)


class PredictionImporter(Importer):
    """Reads what another postmortem predicted, to be compared with what was observed."""

    id = _KIND
    title = "Fault tree: prediction"
    summary = "What the fault tree of a premortem predicted, as rcakit exports it (TOML)."

    def recognises(self, file: ImportFile) -> float:
        """By its first key."""
        return _SURE if file.head(200).startswith(f'kind = "{_KIND}"') else 0.0

    def read(self, file: ImportFile) -> Imported:
        """Notes for the fault tree.

        Raises:
            UnreadableError: It is no TOML, or not such a prediction.
        """
        try:
            document = tomli.loads(file.text())
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", None)
            raise UnreadableError(Path(file.name), line, _complaint(error)) from None
        predicted = document.get("predicted")
        if document.get("kind") != _KIND or not isinstance(predicted, dict):
            raise UnreadableError(
                Path(file.name), 1, f'It is no prediction; one begins with kind = "{_KIND}".'
            )
        found = _read(file, predicted)
        title = text.shorten(found.title, 120) or "an earlier postmortem"
        evidence = model.Evidence(
            title=f"What was predicted: {title}", kind=model.EvidenceKind.DOCUMENT
        )
        return Imported(
            found=(Found("evidence", title, evidence, called=f"predicted {title}"),),
            notes={ID: _Kept(predicted)},
        )


def _complaint(error: ValueError | RecursionError) -> str:
    if isinstance(error, tomli.TOMLDecodeError):
        return f"It is no TOML: {text.one_line(error.msg)[:200]}."
    # Python's own complaint about a number of thousands of digits says nothing of the file.
    return (
        "It is nested too deeply."
        if isinstance(error, RecursionError)
        else "It holds a number of too many digits."
    )


@attrs.frozen
class _Kept:
    """The notes, which need no ids of what was found."""

    predicted: Mapping[str, object]

    def __call__(self, ids: Mapping[str, str]) -> Mapping[str, object]:
        del ids
        return {"predicted": self.predicted}


def _read(file: ImportFile, predicted: dict[str, Any]) -> Predicted:
    """The prediction as the fault tree takes it.

    Raises:
        UnreadableError: It cannot.
    """
    try:
        before = Postmortem(incident=model.Incident(title=""))
        after = change.SetNotes(ID, {"predicted": predicted}, "")(before)
        notes: Notes = FaultTree().read_notes(after)
    except (RcakitError, ValueError) as error:
        raise UnreadableError(Path(file.name), None, f"{error}.") from None
    return notes.predicted or Predicted()


def _notes(method: FaultTree, postmortem: Postmortem) -> Notes:
    found: Notes = method.read_notes(postmortem)
    return found


def _visible(value: Any) -> Any:
    """Plain data with every text in it made safe."""
    if isinstance(value, dict):
        return {text.visible(key): _visible(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_visible(one) for one in value]
    return text.visible(value) if isinstance(value, str) else value
