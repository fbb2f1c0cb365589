"""Finding plugins and importing them, each on its own, so that a broken one harms no other.

pluggy's own loader stops at the first plugin that fails, and its hook calls lose every result
when one implementation raises. So entry points are loaded one by one here, and `calling` calls
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
from rcakit.text import one_line

GROUP = "rcakit"
BUILT_IN = "rcakit"
"""The name of the distribution whose plugins `--no-plugins` still loads."""


@attrs.frozen
class Plugin:
    """One entry point, loaded or not.

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
    state: str = "loaded"
    reason: str = ""

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
    return point.dist.name if point.dist is not None else "unknown"


def load(
    manager: pluggy.PluginManager, *, third_party: bool, blocked: Collection[str]
) -> Iterator[tuple[Plugin, ModuleType | None]]:
    """Import and register each plugin; a plugin that fails is told of, not raised."""
    for point in found():
        plugin = Plugin(
            point.name,
            _owner(point),
            point.dist.version if point.dist is not None else "?",
            point.value,
        )
        if point.name in blocked or plugin.distribution in blocked:
            yield attrs.evolve(plugin, state="blocked", reason="blocked by you"), None
        elif not third_party and not plugin.built_in:
            yield attrs.evolve(plugin, state="blocked", reason="--no-plugins"), None
        else:
            yield _loaded(manager, plugin, point)


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
        manager.register(module, plugin.name)
    except pluggy.PluginValidationError as error:
        return _failed(plugin, f"it does not fit this rcakit: {_last_line(error)}"), None
    except (Exception, SystemExit) as error:  # noqa: BLE001  a stranger's code may raise anything
        return _failed(plugin, f"it could not be imported: {described(error)}"), None
    unknown = sorted(
        name
        for name, value in vars(module).items()
        if hasattr(value, "rcakit_impl") and not hasattr(Hooks, name)
    )
    if unknown:
        manager.unregister(name=plugin.name)
        return _failed(
            plugin, f"it has a hook that this rcakit does not know: {', '.join(unknown)}"
        ), None
    return plugin, module


def _failed(plugin: Plugin, reason: str) -> Plugin:
    return attrs.evolve(plugin, state="failed", reason=reason)


def _last_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return one_line(lines[-1]) if lines else type(error).__name__


def described(error: BaseException) -> str:
    """An exception in one line: its class and what it says."""
    said = one_line(str(error))
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
