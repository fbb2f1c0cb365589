"""What the installed plugins bring, with the plugin that each thing is from, asked guarded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock, get_ident
from typing import Any, Generic, TypeVar

import attrs

from rcakit.guide import Guide, Method
from rcakit.hooks import Check, Exporter, Importer
from rcakit.model import Postmortem
from rcakit.plugins import watch
from rcakit.plugins.lending import Lender
from rcakit.plugins.loading import Plugin, described, patience
from rcakit.working import Stopped, watching

T = TypeVar("T")
R = TypeVar("R")
FAULTS_ALLOWED = 3
"""How often a plugin may raise before it is left alone for the rest of the session."""
FAULTS_KEPT = 20
"""The most faults of one plugin that are kept."""
MOST = 50_000
"""The most things a plugin may give at once."""
AT_ONCE = 2.0
"""Seconds that a plugin is waited for where a person waits with it."""


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
    """A thing and the plugin it is from.

    Attributes:
        thing: The thing.
        plugin: The plugin.
        rank: Where it wants to stand among the others.
    """

    thing: T
    plugin: Plugin
    rank: float = attrs.field(default=0, eq=False)


@attrs.define
class Plugins:
    """Everything plugins brought. Made once by `gather` and passed on.

    It may be asked from several threads at once; what it keeps of faults is kept under a lock.

    Attributes:
        plugins: Every plugin found, loaded or not, with the reason.
        methods, steps, importers, exporters, checks: By id, in the order they were found.
        faults: What went wrong since; shown to the person once each.
        savers: What is called after a save.
        keyboard: The thread that draws the screen and takes the keys; None where none does.
        patience: Seconds that a plugin may be silent in any other; 0 for ever.
    """

    plugins: tuple[Plugin, ...] = ()
    methods: dict[str, Owned[Method]] = attrs.field(factory=dict)
    steps: dict[str, Owned[Guide]] = attrs.field(factory=dict)
    importers: dict[str, Owned[Importer]] = attrs.field(factory=dict)
    exporters: dict[str, Owned[Exporter]] = attrs.field(factory=dict)
    checks: dict[str, Owned[Check]] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)
    keyboard: int | None = None
    patience: float = attrs.field(factory=patience)
    savers: list[tuple[Plugin, Callable[..., object]]] = attrs.field(factory=list)
    _lenders: dict[Plugin | None, Lender] = attrs.field(factory=dict, eq=False, repr=False)
    _counts: dict[Plugin, int] = attrs.field(factory=dict)
    _lock: Any = attrs.field(factory=Lock, eq=False, repr=False)

    def ask(
        self,
        plugin: Plugin,
        during: str,
        call: Callable[[], R],
        otherwise: R,
        thing: str = "",
        *,
        waited: float = 0.0,
    ) -> R:
        """The result of `call`, or `otherwise` where the plugin fails or has been left alone.

        It is waited for a moment where a person would wait with it, else for as long as it tells
        how far it is. A plugin that does not come back, or has failed three times, is not called
        again; its faults are kept in `faults`.

        Args:
            plugin: Whose code is called.
            during: What it is asked for, in words.
            call: Calls it; in another thread.
            otherwise: What to take where it fails.
            thing: Id of the thing of the plugin that is asked.
            waited: Seconds that a person waits for what was asked for at the keyboard; 0 for a
                moment.

        Raises:
            Stopped: Nobody wants the result any more.
        """
        if self._counts.get(plugin, 0) >= FAULTS_ALLOWED:
            return otherwise
        at_keyboard = get_ident() == self.keyboard
        limit = (waited or AT_ONCE) if at_keyboard else self.patience
        try:
            outcome = watch.run(partial(_told, call), limit, telling=not at_keyboard)
        except watch.Late as late:
            said = f"{late}; `--block {plugin.name}` starts rcakit without it"
            self._failed(Fault(plugin, during, said, thing), FAULTS_ALLOWED)
            return otherwise
        except watch.Abandoned:
            self._failed(Fault(plugin, during, "it was stopped and went on", thing), 1)
            raise
        if isinstance(outcome, _Raised):
            self._failed(Fault(plugin, during, outcome.said, thing), 1)
            return otherwise
        return outcome

    def _failed(self, fault: Fault, weight: int) -> None:
        """Keep a fault; a plugin with too many of them is left alone."""
        plugin = fault.plugin
        with self._lock:
            before = self._counts.get(plugin, 0)
            count = self._counts[plugin] = before + weight
            self.faults.append(fault)
            if before < FAULTS_ALLOWED <= count:
                why = f"after {count} faults; the last: " if weight == 1 else "because "
                self.mark(plugin, f"left alone {why}{fault.error}")

    def items(
        self,
        plugin: Plugin,
        during: str,
        call: Callable[[], Iterable[T]],
        kind: type[T],
        thing: str = "",
        *,
        sound: Callable[[T], T] | None = None,
    ) -> tuple[T, ...]:
        """What a plugin's iterable gives; () where it raises, and without what is nonsense.

        Args:
            plugin: Whose code is called.
            during: What it is asked for, in words.
            call: Calls it.
            kind: What each item must be.
            thing: Id of the thing of the plugin that is asked.
            sound: From an item to one that holds nothing but plain values; raises where it cannot.
        """
        nothing = _Gathered((), ())
        given = self.ask(plugin, during, partial(_gathered, call, kind, sound), nothing, thing)
        for wrong in given.wrong:
            self.nonsense(Fault(plugin, during, wrong, thing))
        return given.found

    def lend(self, plugin: Plugin, postmortem: Postmortem) -> Postmortem:
        """The postmortem as a plugin has it: what it alters there is altered for nobody else."""
        mine = None if plugin.built_in else plugin
        return self._lenders.setdefault(mine, Lender()).lend(postmortem)

    def nonsense(self, fault: Fault) -> None:
        """Keep what was left out of an answer, each thing once, so that it is no flood."""
        with self._lock:
            if fault in self.faults:
                return
            mine = sum(known.plugin == fault.plugin for known in self.faults)
            if mine < FAULTS_KEPT:
                self.faults.append(fault)
                self.mark(fault.plugin, f"left out: {fault.error}")

    def saved(self, postmortem: Postmortem, folder: Path) -> None:
        """Tell every plugin that asked that a postmortem is on disk."""
        for plugin, hook in self.savers:
            call = partial(hook, self.lend(plugin, postmortem), folder)
            self.ask(plugin, "rcakit_saved", call, None, "rcakit_saved")

    def mark(self, plugin: Plugin, reason: str) -> None:
        """Put into the list of plugins what is wrong with one."""
        self.plugins = tuple(
            attrs.evolve(known, reason=reason) if known == plugin else known
            for known in self.plugins
        )


@attrs.frozen
class _Raised:
    """That a call raised, and what."""

    said: str


def _told(call: Callable[[], R]) -> R | _Raised:
    """What a call gives, or what it raised in words, since reading those may take for ever too."""
    work = watching()
    try:
        return call()
    except Stopped:
        if work is not None and work.stopped:
            raise
        return _Raised("it stopped by itself")
    except BaseException as error:  # noqa: BLE001  a stranger's code may raise anything
        return _Raised(described(error))


@attrs.frozen
class _Gathered:
    """What an iterable gave, and a sentence about each kind of what was left out."""

    found: tuple[Any, ...]
    wrong: tuple[str, ...]


def _gathered(
    call: Callable[[], Iterable[T]], kind: type[T], sound: Callable[[T], T] | None
) -> _Gathered:
    """The sound items of an iterable, as far as it has an end."""
    found: list[T] = []
    wrong: dict[str, None] = {}
    for number, item in enumerate(call()):
        if number == MOST:
            wrong[f"gave more than {MOST:,} at once; the rest was left out"] = None
            break
        if not isinstance(item, kind):
            wrong[f"gave {type(item).__name__} where {kind.__name__} is wanted"] = None
        elif sound is None:
            found.append(item)
        else:
            found.append(sound(item))
    return _Gathered(tuple(found), tuple(wrong)[:FAULTS_KEPT])


def names_of(registry: Mapping[str, Owned[Any]]) -> str:
    """The ids of a registry in one line, for messages."""
    return ", ".join(registry)
