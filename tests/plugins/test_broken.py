"""A broken plugin is named with its distribution, left out, and harms nothing else."""
# ruff: noqa: ARG001, ARG002, D102  the contract gives the arguments and says what they are

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from types import ModuleType, SimpleNamespace

import attrs
import pytest

from rcakit import Check, Finding, Method, Severity, hookimpl
from rcakit.plugins import Plugin, Plugins, gather, loading
from rcakit.reading import Reader
from rcakit.testing import sample

PATIENCE = 8.0


@attrs.frozen
class Point:
    """An entry point of a distribution that is not installed."""

    name: str
    loads: Callable[[], ModuleType]
    dist: SimpleNamespace = attrs.field(
        factory=lambda: SimpleNamespace(name="stranger-tools", version="2.1")
    )

    @property
    def value(self) -> str:
        return f"stranger_{self.name}"

    def load(self) -> ModuleType:
        return self.loads()


def module(**contents: object) -> Callable[[], ModuleType]:
    """What loads a module with these contents."""
    made = ModuleType("stranger")
    vars(made).update(contents)
    return lambda: made


def raising(error: BaseException) -> Callable[[], ModuleType]:
    """What fails at import."""

    def load() -> ModuleType:
        raise error

    return load


class Stranger(Method):
    """A method of no fault of its own."""

    id = "stranger"
    title = "Stranger"


class Shadow(Method):
    """A method that takes the id of one that ships."""

    id = "five-whys"
    title = "Better Whys"


class Ranked(Method):
    """A method that does not say where it stands."""

    id = "ranked"
    title = "Ranked"
    rank = "first"


class Nameless(Method):
    """A method that forgot its id."""

    title = "Nameless"


class Propertied(Method):
    """A method whose id is code with a fault."""

    title = "Propertied"

    @property
    def id(self):
        raise RuntimeError("boom")


class Unreadable(Exception):
    """An exception that cannot be told of."""

    def __str__(self):
        raise ValueError("no words")


class StandIn:
    """What stands in for an object until it is there, as web frameworks have it."""

    def __getattr__(self, name):
        raise RuntimeError("Working outside of request context.")


def one(thing: type) -> object:
    """A hook that brings one method."""

    @hookimpl
    def rcakit_methods():
        return [thing()]

    return rcakit_methods


@hookimpl
def hook_that_raises():
    """A hook with a fault."""
    raise ZeroDivisionError("1/0 in a stranger's code\x1b[2J")


@hookimpl
def hook_with_argument(dashboard):
    """A hook that wants what rcakit does not give."""
    return []


@hookimpl
def unknown_hook():
    """A hook of some later version."""
    return []


BROKEN = {
    "missing": (raising(ImportError("No module named 'numpy'")), "failed", "No module named"),
    "syntax": (raising(SyntaxError("bad")), "failed", "could not be imported"),
    "exits": (raising(SystemExit(3)), "failed", "SystemExit: 3"),
    "speechless": (raising(Unreadable()), "failed", "could not be imported: Unreadable"),
    "long": (raising(ValueError("x" * 5000)), "failed", "could not be imported: ValueError: xx"),
    "newer": (module(rcakit_api=99), "failed", "plugin interface 99"),
    "odd": (module(rcakit_api="one"), "failed", "plugin interface one"),
    "argument": (module(rcakit_methods=hook_with_argument), "failed", "dashboard"),
    "unknown": (module(rcakit_dashboards=unknown_hook), "failed", "rcakit_dashboards"),
    "raises": (module(rcakit_methods=hook_that_raises), "loaded", "ZeroDivisionError"),
    "nothing": (module(rcakit_methods=hookimpl(lambda: None)), "loaded", "NoneType"),
    "nonsense": (module(rcakit_methods=hookimpl(lambda: ["five-whys"])), "loaded", "gave str"),
    "shadow": (module(rcakit_methods=one(Shadow)), "loaded", "already the id"),
    "ranked": (module(rcakit_methods=one(Ranked)), "loaded", "no number"),
    "nameless": (module(rcakit_methods=one(Nameless)), "loaded", "has no id"),
    "propertied": (module(rcakit_methods=one(Propertied)), "loaded", "RuntimeError: boom"),
}


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Point]]:
    """Entry points to fill; they stand beside those really installed."""
    points: list[Point] = []
    monkeypatch.setattr(
        loading, "entry_points", lambda group: [*entry_points(group=group), *points]
    )
    return points


def found(plugins: Plugins, name: str) -> Plugin:
    """The plugin with this name."""
    return next(plugin for plugin in plugins.plugins if plugin.name == name)


@pytest.fixture(scope="module")
def alone() -> Plugins:
    """What is there without any stranger."""
    return gather(third_party=False)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_is_named_and_left_out(installed, alone, name) -> None:
    """Its distribution and the reason can be shown, and everything else is as without it."""
    loads, state, reason = BROKEN[name]
    installed += [Point(name, loads), Point("sound", module(rcakit_methods=one(Stranger)))]
    plugins = gather()
    plugin = found(plugins, name)
    assert plugin.label == f"{name} (stranger-tools 2.1)"
    assert plugin.state == state
    assert reason in plugin.reason
    assert len(plugin.reason) < 500
    said = [str(fault) for fault in plugins.faults if fault.plugin.name == name]
    assert bool(said) == (state == "loaded")
    assert all(plugin.label in fault and "\x1b" not in fault for fault in said)
    assert set(plugins.methods) == {*alone.methods, "stranger"}
    assert type(plugins.methods["five-whys"].thing) is type(alone.methods["five-whys"].thing)
    assert set(plugins.checks) == set(alone.checks)
    assert found(plugins, "sound").reason == ""


def test_all_of_them_at_once(installed, alone) -> None:
    """However many are broken, what ships works."""
    installed += [Point(name, loads) for name, (loads, _, _) in BROKEN.items()]
    plugins = gather()
    assert set(plugins.methods) == set(alone.methods)
    assert set(plugins.exporters) == set(alone.exporters)
    lens = Reader(plugins).lens(plugins.methods["five-whys"], sample())
    assert lens.diagram is not None


def test_what_stands_in_for_an_object_is_no_fault(installed) -> None:
    """A name of the module that raises at whatever it is asked is no hook, and harms none."""
    installed.append(Point("lazy", module(request=StandIn(), rcakit_methods=one(Stranger))))
    plugins = gather()
    assert (found(plugins, "lazy").state, found(plugins, "lazy").reason) == ("loaded", "")
    assert "stranger" in plugins.methods


@pytest.mark.parametrize("named", [tuple, str, StandIn, lambda: None])
def test_an_entry_point_that_names_no_module(installed, alone, named) -> None:
    """It brings nothing, and what ships is there."""
    installed.append(Point("odd", named))
    plugins = gather()
    assert found(plugins, "odd").state in ("loaded", "failed")
    assert set(plugins.methods) == set(alone.methods)


def test_a_distribution_without_a_name(installed) -> None:
    """Entry points without the rest of a distribution are named as what they are."""
    installed.append(Point("bare", module(), SimpleNamespace(name=None, version=None)))
    assert found(gather(), "bare").label == "bare (unknown ?)"


def test_a_plugin_of_the_name_of_another(installed, alone, capsys) -> None:
    """It is left out with a short reason, and what the other brings is not said to be its."""
    from rcakit.cli import main

    installed.append(Point("five-whys", module(rcakit_methods=one(Stranger))))
    assert main(["plugins", "--json"]) == 0
    ours, theirs = [
        one for one in json.loads(capsys.readouterr().out) if one["name"] == "five-whys"
    ]
    assert (ours["state"], ours["reason"], ours["brings"]) == (
        "loaded", "", {"methods": ["five-whys"]},
    )  # fmt: skip
    label = next(one.label for one in alone.plugins if one.name == "five-whys")
    assert (theirs["state"], theirs["brings"]) == ("failed", {})
    assert theirs["reason"] == f"its name is that of {label}"


def test_faults_of_one_plugin_are_not_held_against_its_namesake(installed) -> None:
    """A plugin is known by more than its name."""
    installed.append(Point("five-whys", raising(ImportError("gone"))))
    plugins = gather()
    ours, theirs = [plugin for plugin in plugins.plugins if plugin.name == "five-whys"]
    for _ in range(3):
        plugins.ask(theirs, "anything", lambda: 1 / 0, 0.0)
    assert plugins.ask(ours, "anything", lambda: 1, 0) == 1
    assert found(plugins, "five-whys").reason == ""


def test_one_object_under_two_names(installed) -> None:
    """Its hooks are taken once."""
    loads = module(rcakit_methods=one(Stranger))
    installed += [Point("first", loads), Point("second", loads)]
    plugins = gather()
    assert plugins.methods["stranger"].plugin.name == "first"
    assert "already, under another name" in found(plugins, "second").reason


def test_a_person_can_still_stop_a_slow_import(installed) -> None:
    """Control-C while a plugin loads is no fault of the plugin, and works at once."""

    def pressed() -> ModuleType:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(PATIENCE)
        raise AssertionError("nobody stopped it")

    installed.append(Point("slow", pressed))
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        gather()
    assert time.monotonic() - began < PATIENCE


def test_a_plugin_that_raises_as_control_c_does(installed, alone) -> None:
    """What its own code raises is its fault, whatever it is, and ends nothing."""
    installed.append(Point("slow", raising(KeyboardInterrupt())))
    plugins = gather()
    assert "KeyboardInterrupt" in found(plugins, "slow").reason
    assert set(plugins.methods) == set(alone.methods)


def test_plugins_can_be_blocked(installed, monkeypatch) -> None:
    """By name, by distribution, by the environment, and all strangers at once."""
    installed.append(Point("sound", module(rcakit_methods=one(Stranger))))
    assert "stranger" in gather().methods
    for blocked in ("sound", "stranger-tools"):
        assert "stranger" not in gather(blocked=[blocked]).methods
    assert found(gather(third_party=False), "sound").state == "blocked"
    monkeypatch.setenv("RCAKIT_DISABLE_PLUGINS", "other, sound")
    assert found(gather(), "sound").state == "blocked"


class Faulty(Method):
    """A method that works until it is asked for anything."""

    id = "faulty"
    title = "Faulty"

    def questions(self, postmortem, notes):
        raise RuntimeError("questions")

    def findings(self, postmortem, notes):
        yield Finding(rule="faulty/first", severity=Severity.HINT, text="So far so good.")
        raise RuntimeError("findings")

    def diagram(self, postmortem, notes):
        return "a picture"

    def tables(self, postmortem, notes):
        return [None]


class FaultyCheck(Check):
    """A check that raises."""

    id = "faulty-check"
    title = "Faulty."
    severity = Severity.ERROR

    def findings(self, reading):
        raise SystemExit(1)


def test_a_fault_while_it_is_asked_harms_nothing_else(installed) -> None:
    """A method that raises has no questions, no drawing and no findings; the others have theirs."""
    installed.append(Point("faulty", module(rcakit_methods=one(Faulty))))
    plugins = gather()
    reader = Reader(plugins)
    lens = reader.lens(plugins.methods["faulty"], sample())
    assert (lens.diagram, lens.tables, lens.findings) == (None, (), ())
    assert reader.questions(plugins.methods["faulty"], sample()) == ()
    assert reader.read(sample()).lenses
    assert {fault.plugin.name for fault in plugins.faults} == {"faulty"}


def test_a_plugin_that_keeps_failing_is_left_alone(installed) -> None:
    """After three faults it is not called again, and the list of plugins says so."""
    calls = []

    class Counted(FaultyCheck):
        def findings(self, reading):
            calls.append(1)
            raise ValueError("again")

    bring = hookimpl(lambda: [Counted()])
    installed.append(Point("counted", module(rcakit_checks=bring)))
    plugins = gather()
    for _ in range(10):
        Reader(plugins).check(sample())
    assert len(calls) == 3
    assert len(plugins.faults) == 3
    assert "left alone after 3 faults" in found(plugins, "counted").reason


def test_a_check_that_exits_does_not_end_the_program(installed, alone) -> None:
    """sys.exit in a stranger's check is a fault, and the other checks have their say."""
    installed.append(Point("exits", module(rcakit_checks=hookimpl(lambda: [FaultyCheck()]))))
    plugins = gather()
    assert Reader(plugins).check(sample()) == Reader(alone).check(sample())
    assert len(plugins.faults) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"about": 5}, {"about": (5,)}, {"about": "pool"}, {"text": 7}, {"mend": None}, {"field": 1},
     {"rule": None}, {"severity": "awful"}],
    ids=str,
)  # fmt: skip
def test_a_finding_of_the_wrong_types_is_no_finding(installed, alone, wrong) -> None:
    """It is a fault of its plugin where it is made, not of whoever shows it."""

    class Wrong(FaultyCheck):
        def findings(self, reading):
            yield Finding(**{"rule": "r", "severity": "hint", "text": "t", **wrong})

    installed.append(Point("wrong", module(rcakit_checks=hookimpl(lambda: [Wrong()]))))
    plugins = gather()
    assert Reader(plugins).check(sample()) == Reader(alone).check(sample())
    assert [(fault.plugin.name, fault.thing) for fault in plugins.faults] == [
        ("wrong", "faulty-check")
    ]


def test_saved_is_told_to_all_even_if_one_raises(installed, tmp_path) -> None:
    """A hook after saving gets the arguments it names, and a fault in one stops no other."""
    told = []

    @hookimpl
    def only_folder(folder):
        told.append(folder)

    @hookimpl
    def both(folder, postmortem):
        told.append((postmortem.incident.title, folder))

    installed += [
        Point("first", module(rcakit_saved=hook_that_raises)),
        Point("second", module(rcakit_saved=only_folder)),
        Point("third", module(rcakit_saved=both)),
    ]
    plugins = gather()
    plugins.saved(sample(), tmp_path)
    assert told == [tmp_path, (sample().incident.title, tmp_path)]
    assert [fault.plugin.name for fault in plugins.faults] == ["first"]


def test_the_command_lists_them_with_the_reason(installed, capsys) -> None:
    """`rcakit plugins` names each broken plugin, where it is from and why, and ends well."""
    from rcakit.cli import main

    installed += [Point(name, loads) for name, (loads, _, _) in BROKEN.items()]
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main(["plugins"]))
    assert not ended.value.code
    shown = capsys.readouterr().out
    for name, (_, state, reason) in BROKEN.items():
        lines = [line for line in shown.splitlines() if line.split()[:1] == [name]]
        assert len(lines) == 1, name
        assert "stranger-tools 2.1" in lines[0]
        assert state in lines[0]
        assert reason in lines[0]
