"""Finding plugins and importing them, each on its own, so that a broken one harms no other.

pluggy's own loader stops at the first plugin that fails, and its hook calls lose every result
when one implementation raises. So entry points are loaded one by one here, and `registry` calls
implementation by implementation.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import attrs
import pluggy

from rcakit.hooks import API_VERSION, Hooks
from rcakit.plugins import watch
from rcakit.text import one_line, shorten

GROUP = "rcakit"
BUILT_IN = "rcakit"
"""The name of the distribution whose plugins `--no-plugins` still loads."""
PATIENCE = 120.0
"""Seconds that a plugin may be silent where nobody waits with it."""
IMPORTING = 10.0
"""Seconds that its import may take."""
_LONGEST = 300
"""The most characters of what a stranger's exception says."""


@attrs.frozen
class Plugin:
    """One entry point, loaded or not; the same one whatever has become of it.

    Attributes:
        name: The entry point's name.
        distribution: The distribution it came with, and its version.
        module: The module it names.
        state: "loaded", "blocked" or "failed".
        reason: Why it is not loaded, or what was left out of it; "" where all is well.
    """

    name: str
    distribution: str
    version: str
    module: str
    state: str = attrs.field(default="loaded", eq=False)
    reason: str = attrs.field(default="", eq=False)

    @property
    def built_in(self) -> bool:
        """Whether it came with rcakit itself."""
        return self.distribution == BUILT_IN

    @property
    def label(self) -> str:
        """How it is named to a person: "timeline (rcakit-timeline 1.0)"."""
        return f"{self.name} ({self.distribution} {self.version})"


def blocked_names() -> frozenset[str]:
    """Names in RCAKIT_DISABLE_PLUGINS, separated by commas or blanks."""
    return frozenset(os.environ.get("RCAKIT_DISABLE_PLUGINS", "").replace(",", " ").split())


def found() -> list[EntryPoint]:
    """Every entry point of the group, built-ins first, then by name."""
    return sorted(
        entry_points(group=GROUP), key=lambda point: (_owner(point) != BUILT_IN, point.name)
    )


def _owner(point: EntryPoint) -> str:
    # A folder that is hardly a distribution may have entry points and no name.
    return (point.dist.name if point.dist is not None else "") or "unknown"


def load(
    manager: pluggy.PluginManager, *, third_party: bool, blocked: Collection[str]
) -> Iterator[tuple[Plugin, ModuleType | None]]:
    """Import and register each plugin; a plugin that fails is told of, not raised."""
    named: dict[str, Plugin] = {}
    for point in found():
        plugin = Plugin(
            point.name,
            _owner(point),
            (point.dist.version if point.dist is not None else "") or "?",
            point.value,
        )
        if point.name in blocked or plugin.distribution in blocked:
            yield attrs.evolve(plugin, state="blocked", reason="blocked by you"), None
        elif not third_party and not plugin.built_in:
            yield attrs.evolve(plugin, state="blocked", reason="--no-plugins"), None
        elif point.name in named:
            # Plugins are blocked by name, so one name cannot stand for two of them.
            yield _failed(plugin, f"its name is that of {named[point.name].label}"), None
        else:
            loaded, module = _in_time(manager, plugin, point)
            if module is not None:
                named[point.name] = loaded
            yield loaded, module


def _in_time(
    manager: pluggy.PluginManager, plugin: Plugin, point: EntryPoint
) -> tuple[Plugin, ModuleType | None]:
    """As `_loaded`, waited for no longer than an import may take."""
    try:
        return watch.run(lambda: _loaded(manager, plugin, point), importing(), telling=False)
    except watch.Late as late:
        return _failed(plugin, f"it could not be imported: {late}"), None


def importing() -> float:
    """Seconds that the import of a plugin may take; 0 for ever."""
    return patience() if "RCAKIT_PATIENCE" in os.environ else IMPORTING


def patience() -> float:
    """Seconds that a plugin may be silent, as RCAKIT_PATIENCE says or as is usual; 0 for ever."""
    try:
        return max(float(os.environ.get("RCAKIT_PATIENCE", PATIENCE)), 0.0)
    except ValueError:
        return PATIENCE


def _loaded(
    manager: pluggy.PluginManager, plugin: Plugin, point: EntryPoint
) -> tuple[Plugin, ModuleType | None]:
    try:
        module = point.load()
        wanted = getattr(module, "rcakit_api", API_VERSION)
        if wanted != API_VERSION:
            return _failed(
                plugin,
                f"it is written for plugin interface {wanted}; this rcakit has {API_VERSION}",
            ), None
        if manager.is_registered(module):
            return _failed(plugin, "what it names is a plugin already, under another name"), None
        unknown = _unknown_hooks(module)
        if unknown:
            return _failed(
                plugin, f"it has a hook that this rcakit does not know: {', '.join(unknown)}"
            ), None
        manager.register(module, plugin.name)
    except pluggy.PluginValidationError as error:
        return _left_out(manager, plugin, f"it does not fit this rcakit: {_last_line(error)}"), None
    except BaseException as error:  # noqa: BLE001  a stranger's code may raise anything
        return _left_out(manager, plugin, f"it could not be imported: {described(error)}"), None
    return plugin, module


def _unknown_hooks(module: ModuleType) -> list[str]:
    """Names marked as hooks that rcakit does not have, such as those of a later version."""
    # An entry point may name an object that has no names of its own.
    named = getattr(module, "__dict__", {})
    return sorted(name for name in named if not hasattr(Hooks, name) and _marked(named[name]))


def _marked(value: object) -> bool:
    # What stands in for an object until it is there raises at whatever it is asked.
    try:
        return hasattr(value, "rcakit_impl")
    except Exception:  # noqa: BLE001  a stranger's code may raise anything
        return False


def _left_out(manager: pluggy.PluginManager, plugin: Plugin, reason: str) -> Plugin:
    """A plugin that failed, with none of the hooks that were registered before it did."""
    if manager.has_plugin(plugin.name):
        manager.unregister(name=plugin.name)
    return _failed(plugin, reason)


def _failed(plugin: Plugin, reason: str) -> Plugin:
    return attrs.evolve(plugin, state="failed", reason=reason)


def _last_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return one_line(lines[-1]) if lines else type(error).__name__


def described(error: BaseException) -> str:
    """An exception in one short line: its class and what it says."""
    try:
        said = shorten(str(error), _LONGEST)
    except Exception:  # noqa: BLE001  a stranger's exception may fail at being read
        said = ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
