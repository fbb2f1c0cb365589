# ruff: noqa: D102, D103  the contract says what its methods do, and each way is named for it
"""Every way in which a plugin can be bad, and methods that are bad in it all over."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import Any

import attrs

from rcakit import (
    Check,
    Diagram,
    DiagramKind,
    Exporter,
    Finding,
    Guide,
    Importer,
    Method,
    Node,
    Question,
    Severity,
    Text,
    working,
)
from rcakit.plugins import Owned, Plugin, Plugins

LET_GO = Event()
"""Set at the end, so that what hangs does not hang for ever."""
Way = Callable[..., Any]


class Unspeakable(Exception):
    """An exception that cannot be told of."""

    def __str__(self) -> str:
        raise ValueError("no words")


class Evil:
    """An object that answers nothing it is asked."""

    def _refuse(self, *_: object) -> Any:
        raise RuntimeError("an object with a fault")

    __eq__ = __hash__ = __str__ = __repr__ = __bool__ = __len__ = __iter__ = _refuse  # type: ignore[assignment]


class EvilText(str):
    """A text that answers otherwise than it reads."""

    __slots__ = ()

    def __eq__(self, _: object) -> bool:
        raise RuntimeError("a text with a fault")

    __hash__ = str.__hash__

    def split(self, *_: object) -> Any:
        raise RuntimeError("a text with a fault")


def raises(*_: object) -> Any:
    raise RuntimeError("a fault of the plugin\x1b[2J")


def speechless(*_: object) -> Any:
    raise Unspeakable


def exits(*_: object) -> Any:
    raise SystemExit(3)


def interrupts(*_: object) -> Any:
    raise KeyboardInterrupt


def stops(*_: object) -> Any:
    raise working.Stopped


def recurses(*given: object) -> Any:
    return recurses(*given)


def exhausts(*_: object) -> Any:
    raise MemoryError


def hangs(*_: object) -> Any:
    LET_GO.wait()


def spins(*_: object) -> Any:
    while not LET_GO.is_set():
        pass


def nothing(*_: object) -> Any:
    return None


def nonsense(*_: object) -> Any:
    return [object(), 3, "text"]


def evil(*_: object) -> Any:
    return [Evil()]


def half_way(*_: object) -> Iterator[Any]:
    yield from ()
    raise ValueError("half-way")


def endless(*_: object) -> Iterator[Any]:
    while not LET_GO.is_set():
        yield object()


def huge(*_: object) -> Any:
    raise ValueError("x" * 3_000_000)


def prints(*_: object) -> Any:
    for _ in range(100):
        print("\x1b[2Jnoise of a plugin")  # noqa: T201
        sys.stderr.write("\x1b[2Jnoise of a plugin\n")
    raise ValueError("and no result")


WAYS: dict[str, Way] = {
    way.__name__.replace("_", "-"): way
    for way in (
        raises, speechless, exits, interrupts, stops, recurses, exhausts, hangs, spins, nothing,
        nonsense, evil, half_way, endless, huge, prints,
    )
}  # fmt: skip
NO_FAULT = {
    ("nothing", "diagram"), ("nothing", "sketch"), ("nothing", "suppose"), ("nothing", "against"),
    ("nothing", "read_notes"), ("nonsense", "read_notes"), ("evil", "read_notes"),
    ("half-way", "read_notes"), ("endless", "read_notes"),
}  # fmt: skip
"""What is no fault, since it is an answer, or since nobody but the plugin looks at it."""


def contract(*classes: type) -> list[str]:
    """The names of all methods of some classes of the contract."""
    return sorted(
        {
            name
            for one in classes
            for name, held in vars(one).items()
            if inspect.isfunction(held) and not name.startswith("_")
        }
    )


METHODS = contract(Guide, Method)
OTHERS = {Importer: contract(Importer), Exporter: contract(Exporter), Check: contract(Check)}


@attrs.frozen
class Notes:
    """Something to suppose."""

    so: bool = False


def bad(way: str, *names: str, base: type[Any] = Method) -> Any:
    """A thing of a stranger that is bad in one way in some of its methods, and counts its calls."""
    calls: list[str] = []

    def spoilt(name: str) -> Any:
        def call(_: object, *given: object, **_named: object) -> Any:
            calls.append(name)
            return WAYS[way](*given)

        return call

    held = {
        "id": f"bad-{way}",
        "title": f"Bad {way}",
        "severity": Severity.HINT,
        "rank": 500,
        "calls": calls,
        "Notes": Notes,
        "suppose": lambda *_: Notes(so=True),
        "against": lambda *_: Notes(so=True),
        **{name: spoilt(name) for name in names},
    }
    return type("Bad", (base,), held)()


def stranger(name: str) -> Plugin:
    """A plugin of its own."""
    return Plugin(name, f"rcakit-{name}", "1.0", name.replace("-", "_"))


def install(plugins: Plugins, *things: Any) -> Plugins:
    """Some things of strangers beside what is there, each of a plugin of its own."""
    registries: tuple[tuple[type, dict[str, Any]], ...] = (
        (Method, plugins.methods), (Guide, plugins.steps), (Importer, plugins.importers),
        (Exporter, plugins.exporters), (Check, plugins.checks),
    )  # fmt: skip
    for thing in things:
        registry = next(held for kind, held in registries if isinstance(thing, kind))
        registry[thing.id] = Owned(thing, stranger(thing.id))
        plugins.plugins = (*plugins.plugins, stranger(thing.id))
    return plugins


class Good(Method):
    """A method of another stranger, which must be as it is without the bad ones."""

    id, title = "good", "Good"

    def questions(self, postmortem: Any, notes: Any) -> Iterable[Question]:
        del notes
        yield Question(
            id="good/one",
            ask="What else?",
            kind=Text(),
            answer=lambda said: self.keep({"said": said}),
            done="good" in postmortem.notes,
        )

    def findings(self, postmortem: Any, notes: Any) -> Iterable[Finding]:
        del notes
        yield Finding(
            rule="good/one", severity=Severity.HINT, text=f"{len(postmortem.causes)} causes."
        )

    def diagram(self, postmortem: Any, notes: Any) -> Diagram:
        del notes
        nodes = tuple(Node(name, cause.text) for name, cause in postmortem.causes.items())
        return Diagram(DiagramKind.TREE, nodes)
