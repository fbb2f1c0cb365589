"""Power cuts played out on a disk that remembers, over random saves, for as long as one likes.

Each cycle makes three saves of random changes to a postmortem, and cuts the power at every call
they make, with every way to lose what was not synced (a sample where there are too many); then
the same after the process was killed at a random call and another went on. What the next opening
finds must be whole, hold every acknowledged save, and have nothing left over.

    python benchmarks/disk_states.py [--cycles 20] [--seed 1]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from power_cuts import Tally, play
from saving_stories import STORIES, random_story


def main() -> int:
    """Play; the exit code is 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally, broken, started = Tally(), 0, time.monotonic()
    named = list(STORIES.values())
    for cycle in range(given.cycles):
        seed = given.seed * 1_000_003 + cycle
        random = Random(seed)  # noqa: S311  the same again for the same seed
        story = named[cycle] if cycle < len(named) else random_story(seed)
        kill_after = -1
        try:
            changes = play(story, tally, random, most=64, recoveries=8)
            for _ in range(4):
                kill_after = random.randrange(1, changes)
                play(story, tally, random, most=16, recoveries=2, kill_after=kill_after)
        except AssertionError as error:
            broken += 1
            print(f"BROKEN: {story.name}, seed {seed}, killed after {kill_after}: {error}")
        if (cycle + 1) % 10 == 0 or cycle + 1 == given.cycles:
            seconds = time.monotonic() - started
            print(f"{cycle + 1} cycles, {seconds:.0f} s, {broken} broken: {tally}", flush=True)
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
