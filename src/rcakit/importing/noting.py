"""The notes that an importer makes of the ids its things got: asked for guarded, given as data.

They are made when the things are taken in, long after the file was read, and by the importer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import attrs

from rcakit.errors import PluginFailedError
from rcakit.hooks import Imported, Importer
from rcakit.model import table, thawed
from rcakit.plugins import Owned, Plugins
from rcakit.toml.limits import first_fault

Notes = Callable[[Mapping[str, str]], Mapping[str, object]]


def guarded(plugins: Plugins, importer: Owned[Importer], imported: Imported) -> Imported:
    """`imported` with notes that ask the importer guarded; PluginFailedError where it fails."""
    notes = {
        method: partial(_made, plugins, importer, method, make)
        for method, make in imported.notes.items()
    }
    return attrs.evolve(imported, notes=notes)


def _made(
    plugins: Plugins,
    importer: Owned[Importer],
    method: str,
    make: Notes,
    names: Mapping[str, str],
) -> Mapping[str, object]:
    during = f"the notes for {method}"
    made = plugins.ask(
        importer.plugin, during, lambda: _data(make(dict(names))), None, importer.thing.id
    )
    if made is None:
        raise PluginFailedError(
            f"Nothing was imported: the plugin {importer.plugin.label} failed at {during}."
        )
    return made


def _data(made: object) -> Mapping[str, object]:
    """A table that a file could hold; TypeError for anything else."""
    if not isinstance(made, Mapping):
        raise TypeError(f"gave {type(made).__name__} where a table is wanted")
    data = table(made)
    fault = first_fault(data)
    if fault is not None:
        raise TypeError(f"{'.'.join(fault.path)}: {fault.reason}")
    return {key: thawed(value) for key, value in data.items()}
