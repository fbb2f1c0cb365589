"""Three programs that change one postmortem at the same time: no change may be lost.

The app's session, which merges where somebody else was quicker; a command, which takes in what
is on disk and tries again; and `rcakit log` called from a shell. The first two alter two files
with each change, and the same file as each other.

    python benchmarks/writers.py [--changes 120] [--lines 120] [--cycles 1]

The exit code is 1 where a change is lost.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from writers import race


def main() -> int:
    """Race; prints a line for each cycle."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--changes", type=int, default=120)
    parser.add_argument("--lines", type=int, default=120)
    parser.add_argument("--cycles", type=int, default=1)
    given = parser.parse_args()
    lost = 0
    for _ in range(given.cycles):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_STATE_HOME"] = f"{name}/state"
            found = race(Path(name), given.changes, lines=given.lines)
        print(found, flush=True)
        lost += found.wanted - found.there + len(found.left)
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
