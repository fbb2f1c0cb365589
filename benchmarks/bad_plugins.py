"""Random bad plugins, random keys: the app lives, answers are on disk, other plugins are as ever.

Each cycle opens the app, without a screen, on a copy of the sample with some strangers that are bad
in random ways in random methods of the contract, presses random keys, answers a question now and
then, and holds three laws against it: the app runs; what was answered is on disk; what ships, and a
stranger who is well, give what they give without the others.

    python benchmarks/bad_plugins.py [--cycles 20] [--seed 1] [--keys 25]

The first cycle that breaks a law ends it, with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import bad_plugins
from app_driver import SAMPLE, Seat, built_in, seated
from bad_plugins import METHODS, OTHERS, WAYS, Good, bad, install

from rcakit import Guide, Method
from rcakit.model import Postmortem
from rcakit.plugins import Plugins, registry, watch
from rcakit.reading import Reader
from rcakit.tui.widgets.both import Both

KEYS = (
    "up", "down", "left", "right", "enter", "escape", "tab", "h", "H", "m", "M", "n", "full_stop",
    "equals_sign", "f3", "question_mark", "ctrl+n", "ctrl+g", "ctrl+r", "x", "c", "ctrl+z", "1",
)  # fmt: skip
CAUSE = "connection-leak"
LIMIT = 0.2


BASES: tuple[tuple[type, list[str]], ...] = (
    *((Method, METHODS),) * 3, (Guide, ["questions", "findings"]), *OTHERS.items(),
)  # fmt: skip


def strangers(chance: random.Random) -> list[Any]:
    """Some things that are bad, each in one way."""
    made = []
    for number in range(chance.randint(1, 5)):
        way = chance.choice([*WAYS])
        base, names = chance.choice(BASES)
        thing = bad(way, *chance.sample(names, chance.randint(1, len(names))), base=base)
        type(thing).id = f"bad-{number}-{way}"
        made.append(thing)
    return made


def gives(plugins: Plugins, postmortem: Postmortem) -> list[object]:
    """What the method of another stranger, and those that ship, give."""
    reader = Reader(plugins)
    given: list[object] = []
    for name in ("good", "five-whys", "fishbone"):
        method = plugins.methods[name]
        asked = reader.questions(method, postmortem)
        given.append([(one.id, one.ask, one.done) for one in asked])
        given += [reader.diagram(method, postmortem), reader.guide_findings(method, postmortem)]
    return given


async def cycle(seed: int, keys: int, folder: Path) -> list[str]:
    """One opening of the app; what of the strangers was bad."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    bad_plugins.LET_GO.clear()
    things = strangers(chance)
    plugins = install(built_in(), *things, Good())
    plugins.patience = 2 * LIMIT
    async with seated(folder, step="analysis", load_plugins=lambda: plugins) as me:
        for _ in range(keys):
            await me.pilot.press(chance.choice(KEYS))
            assert me.app.is_running, "the app has ended"
        await answer(me, f"Reworded in cycle {seed}")
        alone = install(built_in(), Good())
        assert gives(plugins, me.now) == gives(alone, me.now), "another plugin gives otherwise"
        assert me.app.is_running, "the app has ended"
    bad_plugins.LET_GO.set()
    return [thing.id for thing in things]


async def answer(me: Seat, text: str) -> None:
    """Answer a question on the workbench, and find the answer on disk."""
    while len(me.app.screen_stack) > 1 and me.app.screen is not me.bench:
        me.app.pop_screen()
        await me.pilot.pause()
    await me.to_step("analysis")
    me.desk.own.clear()
    me.desk.look_through("five-whys")
    await me.bench.draw()
    if CAUSE not in me.now.causes:
        return
    # While the keyboard is in the numbers, the drawing goes along with them.
    me.bench.query_one(Both).turn(numbers=False)
    await me.settle()
    await me.cursor(CAUSE)
    await me.press("r")
    await me.answer(text)
    assert me.on_disk().causes[CAUSE].text == text, "what was answered is not on disk"
    assert me.on_disk() == me.now, "what is on disk is not what is in the app"


def main() -> int:
    """Run the cycles; 1 where a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keys", type=int, default=25)
    given = parser.parse_args()
    registry.AT_ONCE, watch.GRACE = LIMIT, LIMIT
    met: Counter[str] = Counter()
    began = time.monotonic()
    for seed in range(given.seed, given.seed + given.cycles):
        with tempfile.TemporaryDirectory(prefix="rcakit-bad-") as place:
            os.environ.update(XDG_STATE_HOME=place, XDG_CONFIG_HOME=place)
            folder = Path(shutil.copytree(SAMPLE, Path(place, "incidents", "one")))
            try:
                met.update(
                    one.split("-", 2)[2] for one in asyncio.run(cycle(seed, given.keys, folder))
                )
            except Exception as error:  # noqa: BLE001  whatever it is, it is the result
                traceback.print_exception(error)
                print(f"cycle {seed}: {type(error).__name__}: {error}")
                print(f"again: python benchmarks/bad_plugins.py --cycles 1 --seed {seed}")
                return 1
    said = ", ".join(f"{way} {count}" for way, count in sorted(met.items()))
    took = time.monotonic() - began
    print(f"{given.cycles} cycles of {given.keys} keys, {took:.0f} s: no law broken")
    print(f"bad plugins met: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
