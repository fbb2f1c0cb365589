"""However a plugin is bad, whoever asks it has an answer in time, and the others have theirs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from time import monotonic
from typing import Any

import attrs
import bad_plugins
import pytest
from bad_plugins import METHODS, NO_FAULT, OTHERS, WAYS, Good, bad, install

from rcakit import Check, Exporter, Importer, change, importing, model
from rcakit.errors import BadAnswer, RcakitError, Refused
from rcakit.guide import Question, Text
from rcakit.hooks import Imported, ImportFile
from rcakit.plugins import Owned, Plugins, gather, registry, watch
from rcakit.reading import Reader
from rcakit.store import to_documents
from rcakit.testing import sample

LIMIT = 0.3
SOON = 6.0
"""Seconds in which a call comes back, on a machine that does much else."""


@pytest.fixture(scope="module")
def built_in() -> Plugins:
    """What ships."""
    return gather(third_party=False)


@pytest.fixture
def plugins(built_in: Plugins, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    """What ships, asked by somebody who waits."""
    monkeypatch.setattr(registry, "AT_ONCE", LIMIT)
    monkeypatch.setattr(importing.asking, "READING", LIMIT)
    bad_plugins.LET_GO.clear()
    fresh = attrs.evolve(
        built_in,
        faults=[],
        keyboard=get_ident(),
        patience=LIMIT,
        **{name: dict(getattr(built_in, name)) for name in ("methods", "steps", "checks")},
        exporters=dict(built_in.exporters),
        importers=dict(built_in.importers),
    )
    fresh._counts, fresh._lenders = {}, {}
    yield fresh
    bad_plugins.LET_GO.set()


Door = Callable[[Reader, Owned[Any]], object]


def _imported(reader: Reader, owned: Owned[Any]) -> object:
    file = ImportFile("a.odd", b"one\n")
    try:
        return importing.run(reader.plugins, sample(), Path("a.odd"), file, owned.thing.id)
    except RcakitError as error:
        return error


DOORS: dict[str, Door] = {
    "questions": lambda reader, one: reader.questions(one, sample()),
    "findings": lambda reader, one: reader.guide_findings(one, sample()),
    "diagram": lambda reader, one: reader.diagram(one, sample()),
    "sketch": lambda reader, one: reader.sketch(one, sample()),
    "tables": lambda reader, one: reader.tables(one, sample()),
    "suppose": lambda reader, one: reader.supposing(one, sample(), {"pool-exhausted": True}),
    "against": lambda reader, one: reader.beside(one, sample(), sample()),
    "keep": lambda reader, one: reader.supposing(one, sample(), {"pool-exhausted": True}),
    "read_notes": lambda reader, one: reader.questions(one, sample()),
}
OTHER_DOORS: dict[tuple[type, str], Door] = {
    (Importer, "recognises"): lambda reader, _: importing_by_itself(reader),
    (Importer, "read"): _imported,
    (Exporter, "export"): lambda reader, one: reader.exported(one, reader.read(sample()), "it"),
    (Check, "findings"): lambda reader, _: reader.check(sample()),
}
NEVER_ASKED = {(Check, "finding")}
"""Helpers of the contract, which a host does not call."""


def importing_by_itself(reader: Reader) -> object:
    """An import of a file whose kind nobody names."""
    try:
        return importing.run(reader.plugins, sample(), Path("a.odd"), ImportFile("a.odd", b"x"))
    except RcakitError as error:
        return error


def test_every_method_of_the_contract_is_tried() -> None:
    """One that is new needs a door here, or this fails."""
    assert set(DOORS) == set(METHODS)
    there = {(kind, name) for kind, names in OTHERS.items() for name in names}
    assert set(OTHER_DOORS) == there - NEVER_ASKED


@pytest.mark.parametrize("name", METHODS)
def test_a_method_that_is_bad(plugins: Plugins, name: str) -> None:
    """In every way: the answer comes in time and is none, the plugin is named, others are well."""
    reader = Reader(plugins)
    install(plugins, Good())
    good = reader.lens(plugins.methods["good"], sample())
    before = to_documents(sample())
    for way in WAYS:
        method = bad(way, name)
        install(plugins, method)
        began = monotonic()
        given = DOORS[name](reader, plugins.methods[method.id])
        assert monotonic() - began < SOON, way
        assert method.calls, way
        assert name == "read_notes" or not given, way
        faults = [fault for fault in plugins.faults if fault.plugin.name == method.id]
        assert bool(faults) != ((way, name) in NO_FAULT), (way, faults)
        assert all("\x1b" not in str(fault) and len(str(fault)) < 600 for fault in faults)
        assert len(faults) <= registry.FAULTS_KEPT, way
        assert to_documents(sample()) == before, way
    assert reader.lens(plugins.methods["good"], sample()) == good


@pytest.mark.parametrize(("kind", "name"), OTHER_DOORS, ids=str)
def test_another_thing_that_is_bad(plugins: Plugins, kind: type, name: str) -> None:
    """An importer, an exporter, a check: the same."""
    reader = Reader(plugins)
    checked = reader.check(sample())
    for way in WAYS:
        thing = bad(way, name, base=kind)
        install(plugins, thing)
        held = {Importer: plugins.importers, Exporter: plugins.exporters, Check: plugins.checks}
        began = monotonic()
        OTHER_DOORS[kind, name](reader, held[kind][thing.id])
        assert monotonic() - began < SOON, way
        assert thing.calls, way
        assert any(fault.plugin.name == thing.id for fault in plugins.faults), way
        assert reader.check(sample()) == checked, way
        del held[kind][thing.id]


def test_a_plugin_that_hangs_is_called_once(plugins: Plugins) -> None:
    """It is left alone then, and said how to start without it."""
    method = bad("hangs", "questions")
    install(plugins, method)
    reader, owned = Reader(plugins), plugins.methods[method.id]
    for _ in range(5):
        assert reader.questions(owned, sample()) == ()
    assert method.calls == ["questions"]
    (fault,) = plugins.faults
    assert "did not come back" in str(fault)
    assert "--block bad-hangs" in str(fault)
    assert any("left alone" in one.reason for one in plugins.plugins if one.name == method.id)


def test_a_loop_is_ended(plugins: Plugins) -> None:
    """What only computes is stopped in its thread, and takes no processor from then on."""
    method = bad("spins", "questions")
    install(plugins, method)
    Reader(plugins).questions(plugins.methods[method.id], sample())
    began = monotonic()
    while any(one.name == "rcakit-plugin" and one not in idle() for one in threads()):
        assert monotonic() - began < SOON


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_child_of_the_process_asks_anew(plugins: Plugins) -> None:
    """A thread that waits for calls is not there in a child; another one is made."""
    install(plugins, Good())
    reader, good = Reader(plugins), plugins.methods["good"]
    assert reader.questions(good, sample())
    assert watch._idle
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os._exit(0 if reader.questions(good, sample()) and not plugins.faults else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def threads() -> list[Any]:
    """All threads."""
    return threading.enumerate()


def idle() -> list[Any]:
    """Threads of calls that came to their end."""
    return [one.thread for one in watch._idle]


class Refusing(Exception):
    """What a property raises."""


def _property(_: object) -> Any:
    raise Refusing


@pytest.mark.parametrize("name", METHODS)
def test_a_method_that_cannot_even_be_named(plugins: Plugins, name: str) -> None:
    """A property in the place of a method raises when it is looked at, and that is guarded too."""
    method = bad("nothing")
    setattr(type(method), name, property(_property))
    install(plugins, method)
    assert not DOORS[name](Reader(plugins), plugins.methods[method.id])
    assert any("Refusing" in str(fault) for fault in plugins.faults)


@pytest.mark.parametrize("way", WAYS)
def test_notes_of_an_importer_that_are_bad(plugins: Plugins, way: str) -> None:
    """They are made when the things are taken in, and are as bad then as anything else."""
    calls = []

    def make(names: Any) -> Any:
        calls.append(names)
        return {"a": 1} if len(calls) == 1 else WAYS[way](names)

    importer = bad("raises", base=Importer)
    type(importer).read = lambda *_: Imported(notes={"five-whys": make})
    install(plugins, importer)
    began = monotonic()
    said = _imported(Reader(plugins), plugins.importers[importer.id])
    assert monotonic() - began < SOON
    assert isinstance(said, RcakitError)
    assert "failed at the notes for five-whys" in str(said)
    assert len(calls) == 2
    assert [fault.plugin.name for fault in plugins.faults] == [importer.id]


def test_an_import_of_its_own_class_is_data(plugins: Plugins) -> None:
    """What a class of the importer's works out anew each time is looked at where it is guarded."""

    class Odd(Imported):
        @property
        def warnings(self) -> Any:
            """Raises for anyone but the thread of a plugin."""
            if threading.current_thread().name != "rcakit-plugin":
                raise Refusing
            return ()

        @warnings.setter
        def warnings(self, _: object) -> None:
            """Taken by nobody."""

    importer = bad("raises", base=Importer)
    type(importer).read = lambda *_: object.__new__(Odd)
    for field in attrs.fields(Imported):
        if field.name != "warnings":
            setattr(Odd, field.name, getattr(Imported(), field.name))
    install(plugins, importer)
    taken = _imported(Reader(plugins), plugins.importers[importer.id])
    assert isinstance(taken, importing.Taken), taken


# -- answers -----------------------------------------------------------------------------------


class Empties(change.Change):
    """A change in a plugin's own words."""

    title = "all anew"

    def __init__(self, does: Callable[[Any], Any]) -> None:
        self.does = does

    def __call__(self, postmortem: Any) -> Any:
        """What the test says."""
        return self.does(postmortem)


def _alters(postmortem: Any) -> Any:
    object.__setattr__(postmortem, "causes", {})
    for cause in postmortem.causes.values():
        object.__setattr__(cause, "text", "altered")
    return postmortem


def _alters_deep(postmortem: Any) -> Any:
    object.__setattr__(postmortem.causes["pool-exhausted"], "text", "altered")
    object.__setattr__(postmortem.incident, "title", "altered")
    return change.AddCause("new", model.Cause(text="New"))(postmortem)


def _with_cause(value: Any) -> Callable[[Any], Any]:
    return lambda now: attrs.evolve(now, causes={**now.causes, "new": value})


def _circle(now: Any) -> Any:
    first = attrs.evolve(now.causes["pool-exhausted"], because=("pool-exhausted",))
    return attrs.evolve(now, causes={**now.causes, "pool-exhausted": first})


def _dangling(now: Any) -> Any:
    return attrs.evolve(now, causes={"pool-exhausted": now.causes["pool-exhausted"]})


def asks(answer: Any, **fields: Any) -> Any:
    """A method with one question."""

    def questions(*_: object) -> Any:
        asked: Any = {"id": "bad/one", "ask": "What?", "kind": Text(), "answer": answer, **fields}
        yield Question(**asked)

    method = bad("raises")
    type(method).questions = questions
    return method


REFUSED: dict[str, Any] = {
    **{f"answer {name}": way for name, way in WAYS.items()},
    **{f"change {name}": (lambda _, way=way: Empties(way)) for name, way in WAYS.items()},
    "alters what it was given": lambda _: Empties(_alters),
    "a cause of the wrong class": lambda _: Empties(_with_cause("text")),
    "a cause of wrong words": lambda _: Empties(_with_cause(model.Cause(text=5))),  # type: ignore[arg-type]
    "a text of its own": lambda _: Empties(
        _with_cause(model.Cause(text=bad_plugins.EvilText("a")))
    ),
    "a circle": lambda _: Empties(_circle),
    "references to nothing": lambda _: Empties(_dangling),
    "a wrong id": lambda _: Empties(lambda now: attrs.evolve(now, causes={"A B": now.causes})),
    "a number no file holds": lambda _: change.SetNotes("bad", {"a": float("nan")}),
    "an object in the notes": lambda _: change.SetNotes("bad", {"a": object()}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_answer_that_is_bad(plugins: Plugins, name: str) -> None:
    """It is refused with a sentence, or changes nothing; what was there is as it was."""
    method = asks(REFUSED[name])
    install(plugins, method)
    now = sample()
    before = to_documents(now)
    (question,) = Reader(plugins).questions(plugins.methods[method.id], now)
    began = monotonic()
    with suppress(BadAnswer, Refused):
        assert question.answer("said")(now) is now
    assert monotonic() - began < SOON
    assert to_documents(now) == before


def test_what_is_altered_beside_an_answer_is_not_taken(plugins: Plugins) -> None:
    """Of a change that does more than it gives, only what it gives is taken."""
    method = asks(lambda _: Empties(_alters_deep))
    install(plugins, method)
    now = sample()
    (question,) = Reader(plugins).questions(plugins.methods[method.id], now)
    after = question.answer("said")(now)
    assert after == change.AddCause("new", model.Cause(text="New"))(now)
    assert "altered" not in str(to_documents(after))


@pytest.mark.parametrize("name", METHODS)
def test_what_a_lens_alters_is_altered_for_nobody(plugins: Plugins, name: str) -> None:
    """A stranger that alters the postmortem it is lent, or keeps it, alters no other's."""
    method = bad("nothing", name)

    def alter(_: object, *given: Any, **named: Any) -> Any:
        for one in (*given, *named.values()):
            if isinstance(one, model.Postmortem):
                _alters(one)
                object.__setattr__(one.incident, "title", "altered")
        return ()

    setattr(type(method), name, alter)
    install(plugins, method, Good())
    now = sample()
    before = to_documents(now)
    reader = Reader(plugins)
    good = reader.lens(plugins.methods["good"], now)
    DOORS[name](reader, plugins.methods[method.id])
    for door in (reader.questions, reader.guide_findings, reader.diagram, reader.tables):
        door(plugins.methods[method.id], now)
    assert to_documents(now) == before
    assert reader.lens(plugins.methods["good"], now) == good


SPOILT: dict[str, dict[str, Any]] = {
    "id": {"id": 5},
    "ask": {"ask": None},
    "long": {"ask": "x" * 100_000_000},
    "kind": {"kind": "text"},
    "hint": {"kind": Text(hint=3)},  # type: ignore[arg-type]
    "done": {"done": bad_plugins.Evil()},
    "about": {"about": 7},
    "ids": {"about": (bad_plugins.Evil(),)},
    "nothing": {"nothing": "none"},
    "answer": {"answer": 5},
    "help": {"help": bad_plugins.Evil()},
}


@pytest.mark.parametrize("fields", SPOILT.values(), ids=SPOILT)
def test_a_question_of_nonsense(plugins: Plugins, fields: dict[str, Any]) -> None:
    """It is none, and its plugin is named."""
    method = asks(**{"answer": lambda _: None, **fields})
    install(plugins, method)
    assert Reader(plugins).questions(plugins.methods[method.id], sample()) == ()
    assert [fault.plugin.name for fault in plugins.faults] == [method.id]


def test_a_text_of_its_own_is_text(plugins: Plugins) -> None:
    """Words that are code of the plugin are words when somebody shows them."""
    method = asks(lambda _: None, ask=bad_plugins.EvilText("What?"))
    install(plugins, method)
    (question,) = Reader(plugins).questions(plugins.methods[method.id], sample())
    assert type(question.ask) is str
    assert question.ask == "What?"


def test_two_questions_of_one_id(plugins: Plugins) -> None:
    """The first stands, and it is said once however often they are asked for."""
    method = asks(lambda _: None)
    one = type(method).questions
    type(method).questions = lambda *given: [*one(*given), *one(*given)]
    install(plugins, method)
    for _ in range(4):
        assert len(Reader(plugins).questions(plugins.methods[method.id], sample())) == 1
    assert len(plugins.faults) == 1


def test_a_flood_is_cut_with_a_sentence(plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are kept, the rest is left out, and that is said."""
    monkeypatch.setattr(registry, "AT_ONCE", 20.0)
    method = bad("raises")
    flood = (Good().findings(sample(), None) for _ in range(10**9))
    type(method).findings = lambda *_: (one for many in flood for one in many)
    install(plugins, method)
    found = Reader(plugins).guide_findings(plugins.methods[method.id], sample())
    assert len(found) == registry.MOST
    (fault,) = plugins.faults
    assert "more than 50,000" in str(fault)
