"""Pairs of edits of one file on two branches, merged by git alone and by rcakit.

    python benchmarks/merging.py --pairs 400 --seed 1

Each pair is a file of 14 things with comments, such as a causes.toml, and two edits on each side.
Whether a conflict is a true one, and whether an edit was lost, is worked out from what the edits
were, not by the code that merges. Ends with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from merging_measured import measured


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", "--cycles", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=2, help="edits on each side")
    parser.add_argument("--no-git", action="store_true", help="leave git's own merge out")
    options = parser.parse_args()
    began = time.monotonic()
    counts = measured(options.pairs, options.seed, edits=options.edits, with_git=not options.no_git)
    rows = (
        ("pairs", counts.pairs),
        ("true conflicts", counts.true),
        ("conflicts, git alone", counts.git),
        ("… and files it broke without a word", counts.git_invalid),
        ("conflicts, rcakit", counts.ours),
        ("… of them not true", counts.asked_in_vain),
        ("… of them over a whole file", counts.whole),
        ("true conflicts not seen", counts.unasked),
        ("invalid files", counts.invalid),
        ("edits lost", counts.lost),
        ("comments lost", counts.comments),
    )
    for what, number in rows:
        print(f"{what:38}{number:8}")
    print(f"{'seconds':38}{time.monotonic() - began:8.1f}")
    for fault in counts.faults[:40]:
        print(fault)
    return int(bool(counts.unasked or counts.invalid or counts.lost or counts.comments))


if __name__ == "__main__":
    sys.exit(main())
