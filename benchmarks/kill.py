"""The app, killed with SIGKILL at random moments while keys are sent to it.

Each cycle opens the real app in a pseudo-terminal on a folder of its own, types random answers,
moves, undoes and redoes, and kills it, most often amid a save. Then the folder is opened: it must
be readable, be what was acknowledged last or the one save under way, whole, and have nothing left
over.

    python benchmarks/kill.py [--cycles 20] [--seed 1] [--saver | --naive] [--folder PATH]

`--saver` kills a program that does nothing but save, several files at a time, as fast as it can;
`--naive` one that writes its files with `open(path, "wb")`, to show that the test can fail.
`--folder` is where to write, such as on a disk of one's choice. The exit code is 1 where a
promise is broken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from killing import Deaths, kill_the_app, kill_the_naive, kill_the_saver


def main() -> int:
    """Kill; prints a line for 50 cycles, and the totals at the end."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--saver", action="store_const", dest="kill", const=kill_the_saver)
    kind.add_argument("--naive", action="store_const", dest="kill", const=kill_the_naive)
    given = parser.parse_args()
    kill = given.kill or kill_the_app
    if kill is kill_the_app:
        for name in ("rcakit.tui.app", "rcakit.tui.screens.workbench", "rcakit.reading"):
            import_module(name)  # once, and not in each of the children
    deaths, started = Deaths(), time.monotonic()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        for cycle in range(given.cycles):
            seed = given.seed * 1_000_003 + cycle
            random = Random(seed)  # noqa: S311  the same keys again for the same seed
            place = Path(name) / f"{cycle}"
            try:
                kill(place, random, deaths)
                shutil.rmtree(place)
            except AssertionError as error:
                deaths.broken += 1
                print(f"BROKEN: seed {seed}: {error}")
            if (cycle + 1) % 50 == 0 or cycle + 1 == given.cycles:
                print(f"{deaths}, {time.monotonic() - started:.0f} s", flush=True)
    return bool(deaths.broken)


if __name__ == "__main__":
    sys.exit(main())
