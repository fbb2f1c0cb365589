"""What the installed plugins bring, gathered guarded, with the plugin that each thing is from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

import attrs
import pluggy

from rcakit.guide import Guide, Method
from rcakit.hooks import Check, Exporter, Hooks, Importer
from rcakit.model import Postmortem
from rcakit.model.ids import ID
from rcakit.plugins.loading import Plugin, blocked_names, described, load
from rcakit.text import one_line

T = TypeVar("T")
R = TypeVar("R")
FAULTS_ALLOWED = 3
"""How often a plugin may raise before it is left alone for the rest of the session."""


@attrs.frozen
class Fault:
    """A plugin that raised while it was called.

    Attributes:
        plugin: Whose code it was.
        during: What it was asked for, in words.
        error: The exception in one line.
        thing: Id of the one of its things that was asked, or the name of the hook; "" where
            the caller did not say.
    """

    plugin: Plugin
    during: str
    error: str
    thing: str = ""

    def __str__(self) -> str:
        return f"The plugin {self.plugin.label} failed at {self.during}: {self.error}"


@attrs.frozen
class Owned(Generic[T]):
    """A thing and the plugin it is from."""

    thing: T
    plugin: Plugin


@attrs.define
class Plugins:
    """Everything plugins brought. Made once by `gather` and passed on.

    It may be asked from several threads at once; what it keeps of faults is kept under a lock.

    Attributes:
        plugins: Every plugin found, loaded or not, with the reason.
        methods, steps, importers, exporters, checks: By id, in the order they were found.
        faults: What went wrong since; shown to the person once each.
    """

    plugins: tuple[Plugin, ...] = ()
    methods: dict[str, Owned[Method]] = attrs.field(factory=dict)
    steps: dict[str, Owned[Guide]] = attrs.field(factory=dict)
    importers: dict[str, Owned[Importer]] = attrs.field(factory=dict)
    exporters: dict[str, Owned[Exporter]] = attrs.field(factory=dict)
    checks: dict[str, Owned[Check]] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)
    _savers: list[tuple[Plugin, Callable[..., object]]] = attrs.field(factory=list)
    _counts: dict[Plugin, int] = attrs.field(factory=dict)
    _lock: Any = attrs.field(factory=Lock, eq=False, repr=False)

    def ask(
        self, plugin: Plugin, during: str, call: Callable[[], R], otherwise: R, thing: str = ""
    ) -> R:
        """The result of `call`, or `otherwise` where the plugin raises or has been left alone.

        The first three faults are kept in `faults`; after that the plugin is not called again.

        Args:
            plugin: Whose code is called.
            during: What it is asked for, in words.
            call: Calls it.
            otherwise: What to take where it fails.
            thing: Id of the thing of the plugin that is asked.
        """
        if self._counts.get(plugin, 0) >= FAULTS_ALLOWED:
            return otherwise
        try:
            return call()
        except (Exception, SystemExit) as error:  # noqa: BLE001  a stranger's code may raise anything
            said = described(error)
            with self._lock:
                count = self._counts[plugin] = self._counts.get(plugin, 0) + 1
                self.faults.append(Fault(plugin, during, said, thing))
                if count == FAULTS_ALLOWED:
                    self._mark(plugin, f"left alone after {count} faults; the last: {said}")
            return otherwise

    def items(
        self,
        plugin: Plugin,
        during: str,
        call: Callable[[], Iterable[T]],
        kind: type[T],
        thing: str = "",
    ) -> tuple[T, ...]:
        """What a plugin's iterable gives; () where it raises, and without what is nonsense."""

        def gathered() -> tuple[T, ...]:
            result = []
            for item in call():
                if isinstance(item, kind):
                    result.append(item)
                else:
                    wrong = f"gave {type(item).__name__} where {kind.__name__} is wanted"
                    with self._lock:
                        self.faults.append(Fault(plugin, during, wrong, thing))
                        self._mark(plugin, f"left out: {wrong}")
            return tuple(result)

        return self.ask(plugin, during, gathered, (), thing)

    def saved(self, postmortem: Postmortem, folder: Path) -> None:
        """Tell every plugin that asked that a postmortem is on disk."""
        for plugin, hook in self._savers:
            call = partial(hook, postmortem, folder)
            self.ask(plugin, "rcakit_saved", call, None, "rcakit_saved")

    def _mark(self, plugin: Plugin, reason: str) -> None:
        self.plugins = tuple(
            attrs.evolve(known, reason=reason) if known == plugin else known
            for known in self.plugins
        )


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
    gathered = Plugins()
    loaded = list(load(manager, third_party=third_party, blocked={*blocked, *blocked_names()}))
    gathered.plugins = tuple(plugin for plugin, _ in loaded)
    for plugin, module in loaded:
        if module is not None:
            _bring(gathered, manager, plugin, hooks)
            _tell(gathered, plugin)
    gathered.methods = _ranked(gathered.methods)
    gathered.steps = _ranked(gathered.steps)
    return gathered


def _tell(gathered: Plugins, plugin: Plugin) -> None:
    """Put what went wrong while a plugin was asked into the list of plugins."""
    said = [fault for fault in gathered.faults if fault.plugin == plugin]
    if said and not any(known.reason for known in gathered.plugins if known == plugin):
        gathered._mark(plugin, f"failed at {said[0].during}: {said[0].error}")  # noqa: SLF001


def _ranked(registry: dict[str, Owned[Any]]) -> dict[str, Owned[Any]]:
    """The guides in the order they want to stand; those of one rank as they were found."""
    return dict(sorted(registry.items(), key=lambda item: item[1].thing.rank))


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
        gathered._savers.append((plugin, call))  # noqa: SLF001  its own module


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
    name, reason = found
    if not reason:
        registry[name] = Owned(thing, plugin)
        return
    gathered.faults.append(Fault(plugin, during, reason, during))
    gathered._mark(plugin, f"left out: {reason}")  # noqa: SLF001  its own module


def _identity(registry: Mapping[str, Owned[Any]], thing: Any) -> tuple[str, str]:
    """The id of a thing, and why it cannot be taken; "" where it can."""
    name, rank = getattr(thing, "id", None), getattr(thing, "rank", 0)
    if not isinstance(name, str) or not name:
        return "", f"{type(thing).__name__} has no id"
    if not ID.fullmatch(name):
        return name, f"the id {one_line(repr(name))} may have only a to z, 0 to 9 and hyphens"
    if not isinstance(getattr(thing, "title", None), str):
        return name, f"{name} has no title"
    if not isinstance(rank, int | float):
        return name, f"{name} has the rank {one_line(repr(rank))}, which is no number"
    if name in registry:
        return name, f"{name} is already the id of one from {registry[name].plugin.label}"
    return name, ""


def names_of(registry: Mapping[str, Owned[Any]]) -> str:
    """The ids of a registry in one line, for messages."""
    return ", ".join(registry)
