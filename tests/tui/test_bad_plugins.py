"""Bad plugins in the app: it goes on, what is answered is on disk, and each is named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import bad_plugins
import pytest
from app_driver import Seat, built_in, seated
from bad_plugins import METHODS, WAYS, Good, bad, install

from rcakit import Exporter, Guide, hookimpl, model, working
from rcakit.change import Change
from rcakit.guide import Question, Text
from rcakit.plugins import Plugins, registry, watch

LIMIT = 0.3
SOON = 8.0
"""Seconds in which a key does what it says, on a machine that does much else."""


@pytest.fixture(autouse=True)
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Limits of a moment, and nothing that hangs afterwards."""
    monkeypatch.setattr(registry, "AT_ONCE", LIMIT)
    monkeypatch.setattr(watch, "GRACE", LIMIT)
    bad_plugins.LET_GO.clear()
    yield
    bad_plugins.LET_GO.set()


def loaded(*things: Any) -> Plugins:
    """What ships, and things of strangers, each of a plugin of its own."""
    plugins = install(built_in(), *things)
    plugins.patience = 2 * LIMIT
    return plugins


async def still_works(me: Seat, number: int) -> None:
    """An answer given now is on disk, and the methods that are well show what they show."""
    me.desk.look_through("five-whys")
    await me.bench.draw()
    await me.cursor("connection-leak")
    await me.press("r")
    await me.answer(f"Reworded {number}")
    assert me.on_disk().causes["connection-leak"].text == f"Reworded {number}"
    assert me.app.is_running


def said_once(me: Seat, *, most: int) -> None:
    """Each plugin is named, none of them in a flood."""
    counts = Counter(fault.plugin.name for fault in me.desk.reader.plugins.faults)
    assert counts
    assert max(counts.values()) <= most


async def test_methods_bad_all_over(folder: Path) -> None:
    """A method of every way, looked through, supposed with, asked: each is left out in time."""
    methods = [bad(way, *(one for one in METHODS if one != "keep")) for way in WAYS]
    plugins = loaded(*methods, Good())
    async with seated(folder, step="analysis", load_plugins=lambda: plugins) as me:
        before = me.now
        good = me.desk.reader.lens(plugins.methods["good"], me.now)
        for method in methods:
            began = monotonic()
            me.desk.look_through(method.id)
            await me.bench.draw()
            await me.settle()
            await me.press("h", "H")
            assert monotonic() - began < SOON, method.id
            assert me.app.is_running
            assert method.calls, method.id
        assert me.now is before
        assert me.desk.reader.lens(plugins.methods["good"], me.now) == good
        await still_works(me, 1)
        said_once(me, most=registry.FAULTS_KEPT)
        assert "\x1b" not in me.said
        named = {fault.plugin.name for fault in plugins.faults}
        assert named >= {method.id for method in methods} - {"bad-nothing"}
        listed = {one.name for one in plugins.plugins if one.reason}
        assert named <= listed


async def test_steps_bad_all_over(folder: Path) -> None:
    """A step of every way is in the list, and can be gone to and left."""
    steps = [bad(way, "questions", "findings", base=Guide) for way in WAYS]
    async with seated(folder, load_plugins=lambda: loaded(*steps)) as me:
        for step in steps:
            await me.to_step(step.id)
            assert me.app.is_running
        await me.to_step("analysis")
        await still_works(me, 1)
        said_once(me, most=registry.FAULTS_KEPT)


@pytest.mark.parametrize("way", ["hangs", "nonsense"])
async def test_a_report_that_is_bad(folder: Path, way: str) -> None:
    """Where the exporter of the report fails, that is said in its place."""
    exporter = bad(way, "export", base=Exporter)
    plugins = loaded()
    install(plugins, exporter)
    plugins.exporters["markdown"] = plugins.exporters.pop(exporter.id)
    async with seated(folder, step="report", load_plugins=lambda: plugins) as me:
        await me.settle()
        assert "could not be written" in " ".join(me.screen.split())
        await me.to_step("analysis")
        await still_works(me, 1)


def asking(way: str) -> Guide:
    """A step with one question, whose answer is bad."""

    def questions(*_: object) -> Any:
        yield Question(id=f"odd-{way}/one", ask="What?", kind=Text(), answer=WAYS[way])

    held = {"id": f"odd-{way}", "title": f"Odd {way}", "questions": questions}
    step: Guide = type("Step", (Guide,), held)()
    return step


async def test_answers_that_are_bad(folder: Path) -> None:
    """What was typed stays, a sentence says whose fault it is, and nothing is changed."""
    steps = [asking(way) for way in WAYS]
    async with seated(folder, load_plugins=lambda: loaded(*steps)) as me:
        before = me.now
        for step in steps:
            await me.to_step(step.id)
            began = monotonic()
            await me.answer("this")
            assert monotonic() - began < SOON, step.id
            assert "plugin" in me.complaint, step.id
            assert me.typed == "this", step.id
            assert me.now is before, step.id
        await me.to_step("analysis")
        await still_works(me, 1)
        said_once(me, most=registry.FAULTS_KEPT)


async def test_hooks_after_saving_that_are_bad(folder: Path) -> None:
    """They are called beside the keyboard, and what was saved is saved."""
    plugins, after = loaded(), []

    @hookimpl
    def told(postmortem: Any) -> None:
        after.append(postmortem.causes["connection-leak"].text)

    plugins.savers += [(bad_plugins.stranger(way), hookimpl(WAYS[way])) for way in WAYS]
    plugins.savers.append((bad_plugins.stranger("sound"), lambda now, _: told(now)))
    async with seated(folder, step="analysis", load_plugins=lambda: plugins) as me:
        await still_works(me, 1)
        await still_works(me, 2)
        assert after == ["Reworded 1", "Reworded 2"]
        named = {fault.plugin.name for fault in plugins.faults}
        assert {"hangs", "spins", "raises", "exits", "interrupts"} <= named


async def test_one_that_tells_may_take_its_time(folder: Path) -> None:
    """Who says how far it is is not left behind; ctrl+g ends it, and it can be begun again."""
    calls = []

    def long(*_: object) -> Any:
        calls.append(1)
        while not bad_plugins.LET_GO.wait(0.01):
            working.tell("counting", 0.5)
        return ()

    method = bad("raises")
    type(method).tables = long
    plugins = loaded(method)
    async with seated(folder, step="analysis", load_plugins=lambda: plugins) as me:
        me.desk.look_through(method.id)
        await me.bench.draw()
        began = monotonic()
        while monotonic() - began < 4 * LIMIT:
            await me.pilot.pause(0.05)
        assert "counting" in me.screen
        assert not plugins.faults
        await me.pilot.press("ctrl+g")
        await me.settle()
        assert "stopped" in me.screen
        assert not plugins.faults
        bad_plugins.LET_GO.set()
        await me.press("ctrl+g")
        assert len(calls) == 2


async def test_one_that_empties_the_postmortem(folder: Path) -> None:
    """An answer may do that, and ctrl+z brings all of it back."""

    class Step(Guide):
        id, title, rank = "odd", "Odd", -1

        def questions(self, *_: object) -> Any:
            """One question."""
            yield Question(id="odd/one", ask="What?", kind=Text(), answer=lambda _: Nothing())

    async with seated(folder, step="odd", load_plugins=lambda: loaded(Step())) as me:
        before = me.on_disk()
        await me.answer("this")
        assert not me.on_disk().causes
        await me.press("escape", "ctrl+z")
        assert me.on_disk() == before


class Nothing(Change):
    """A change that leaves the title."""

    title = "all gone"

    def __call__(self, postmortem: Any) -> Any:
        """An empty postmortem."""
        return model.Postmortem(incident=postmortem.incident)
