"""Kill the app at random while somebody answers and types in it, again and again.

    python benchmarks/recovery.py [--cycles 20] [--seed 0]

Ends with 1 and the number of the cycle where a promise is broken: an acknowledged answer before
the last one that is not on disk, a text that rested and is not offered again, or undo after the
restart that does not lead to the beginning.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from recovering import Found, cycle


def main() -> int:
    """Kill, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    found, start = Found(), time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(given.cycles):
            try:
                cycle(Path(scratch) / str(number), Random(given.seed + number), found)  # noqa: S311
            except AssertionError as broken:
                print(f"seed {given.seed + number}: {broken}")
                return 1
    print(f"{found}; {time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
