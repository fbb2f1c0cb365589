"""Loading every plugin and asking it once what it brings, each guarded and on its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MemberDescriptorType
from typing import Any

import pluggy

from rcakit.guide import Guide, Method
from rcakit.hooks import Check, Exporter, Hooks, Importer
from rcakit.model.ids import ID
from rcakit.plugins.loading import Plugin, blocked_names, importing, load, patience
from rcakit.plugins.registry import Fault, Owned, Plugins
from rcakit.text import one_line


def gather(
    *,
    third_party: bool = True,
    blocked: Collection[str] = (),
    hooks: Collection[str] | None = None,
) -> Plugins:
    """Load every plugin and ask it once what it brings.

    Args:
        third_party: False loads only what came with rcakit (`--no-plugins`).
        blocked: Names of plugins or distributions to leave out, beside those named in
            RCAKIT_DISABLE_PLUGINS.
        hooks: Names of the hooks that are asked, for a command that needs no more; None for all.
    """
    manager = pluggy.PluginManager("rcakit")
    manager.add_hookspecs(Hooks)
    gathered = Plugins(patience=importing())
    loaded = list(load(manager, third_party=third_party, blocked={*blocked, *blocked_names()}))
    gathered.plugins = tuple(plugin for plugin, _ in loaded)
    for plugin, module in loaded:
        if module is not None:
            _bring(gathered, manager, plugin, hooks)
            _tell(gathered, plugin)
    gathered.patience = patience()
    gathered.methods = _ranked(gathered.methods)
    gathered.steps = _ranked(gathered.steps)
    return gathered


def _tell(gathered: Plugins, plugin: Plugin) -> None:
    """Put what went wrong while a plugin was asked into the list of plugins."""
    said = [fault for fault in gathered.faults if fault.plugin == plugin]
    if said and not any(known.reason for known in gathered.plugins if known == plugin):
        gathered.mark(plugin, f"failed at {said[0].during}: {said[0].error}")


def _ranked(registry: dict[str, Owned[Any]]) -> dict[str, Owned[Any]]:
    """The guides in the order they want to stand; those of one rank as they were found."""
    return dict(sorted(registry.items(), key=lambda item: item[1].rank))


def _bring(
    gathered: Plugins,
    manager: pluggy.PluginManager,
    plugin: Plugin,
    wanted: Collection[str] | None,
) -> None:
    hooks: dict[str, tuple[type[Any], dict[str, Owned[Any]]]] = {
        "rcakit_methods": (Method, gathered.methods),
        "rcakit_steps": (Guide, gathered.steps),
        "rcakit_importers": (Importer, gathered.importers),
        "rcakit_exporters": (Exporter, gathered.exporters),
        "rcakit_checks": (Check, gathered.checks),
    }
    for name, (kind, registry) in hooks.items():
        if wanted is not None and name not in wanted:
            continue
        for call in _implementations(manager, plugin, name):
            for thing in gathered.items(plugin, name, call, kind, name):
                _register(gathered, plugin, registry, thing)
    for call in _implementations(manager, plugin, "rcakit_saved"):
        gathered.savers.append((plugin, call))


def _implementations(
    manager: pluggy.PluginManager, plugin: Plugin, hook: str
) -> Iterator[Callable[..., Any]]:
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        if implementation.plugin_name == plugin.name:
            names = implementation.argnames

            def call(
                *values: object, function: Any = implementation.function, names: Any = names
            ) -> Any:
                known = dict(zip(("postmortem", "folder"), values, strict=False))
                return function(**{name: known[name] for name in names})

            yield call


def _register(
    gathered: Plugins, plugin: Plugin, registry: dict[str, Owned[Any]], thing: Any
) -> None:
    during = "registering"
    # What a class gives as its id or title may be a property, and so a stranger's code.
    found = gathered.ask(plugin, during, lambda: _identity(registry, thing), None, during)
    if found is None:
        return
    name, rank, reason = found
    if not reason:
        registry[name] = Owned(thing, plugin, rank)
        return
    gathered.nonsense(Fault(plugin, during, reason, during))


def _identity(registry: Mapping[str, Owned[Any]], thing: Any) -> tuple[str, float, str]:
    """The id and the rank of a thing, and why it cannot be taken; "" where it can."""
    name, rank = getattr(thing, "id", None), getattr(thing, "rank", 0)
    if not isinstance(name, str) or not name:
        return "", 0, f"{type(thing).__name__} has no id"
    if not ID.fullmatch(name):
        return name, 0, f"the id {one_line(repr(name))} may have only a to z, 0 to 9 and hyphens"
    if not isinstance(getattr(thing, "title", None), str):
        return name, 0, f"{name} has no title"
    if not isinstance(rank, int | float) or rank != rank:  # noqa: PLR0124  NaN has no place
        return name, 0, f"{name} has the rank {one_line(repr(rank))}, which is no number"
    for word in ("id", "title"):
        if not _written_down(thing, word):
            return name, 0, f"the {word} of {name} is worked out anew each time; write it down"
    if name in registry:
        return name, 0, f"{name} is already the id of one from {registry[name].plugin.label}"
    return name, float(rank), ""


def _written_down(thing: object, word: str) -> bool:
    """Whether a word of a thing is plain text, which reading cannot fail at."""
    held = inspect.getattr_static(thing, word, None)
    slot = isinstance(held, MemberDescriptorType) and type(getattr(thing, word)) is str
    return slot or type(held) is str
