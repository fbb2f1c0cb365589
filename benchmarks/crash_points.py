"""Every system call of a save as the point at which it is killed, or at which the disk fails.

Each story of saves (one file, several, a removal, an import, a merge and so on) is told once for
every call it makes on the folder, with SIGKILL there, and with EIO, ENOSPC, EDQUOT and EACCES
where the call can give them. What the next opening finds must be whole, hold every acknowledged
save, and have nothing left over; what was refused must have left the files byte for byte.

    python benchmarks/crash_points.py [--cycles 0] [--seed 1] [--story NAME ...]

With `--cycles`, each story is killed before every call that alters something, and that many
of the failures are tried, chosen by the seed; without it all is. Needs strace and the right to
use it. The exit code is 1 where a promise is broken, 3 where strace cannot work.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from crash_points import Counts, sweep
from saving_stories import STORIES
from system_calls import why_not


def main() -> int:
    """Try them; prints a line for each story."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cycles", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--story", action="append", choices=[*STORIES])
    given = parser.parse_args()
    if reason := why_not():
        print(reason)
        return 3
    broken = 0
    for name in given.story or STORIES:
        counts, started = Counts(), time.monotonic()
        random = Random(given.seed)  # noqa: S311  the same again for the same seed
        sweep(STORIES[name], counts, print, most=given.cycles or None, random=random)
        print(f"{name:<12} {counts}, {time.monotonic() - started:.0f} s", flush=True)
        broken += counts.broken
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
