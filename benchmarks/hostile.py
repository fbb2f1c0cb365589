"""Files made to hurt, at their full sizes, over every importer and every file of a folder.

Each is handed to a command in a process of its own with 1 GB of memory and 10 s of the processor.

    python benchmarks/hostile.py [--scale 1] [--only csv] [--only timeline.toml]

Prints for each file the seconds and megabytes the command took, its exit code and what it said.
Exit code 1 where a bound was broken, or what was said is not one sentence.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from bounded import Bounded, Outcome
from hostile_files import FORMATS, files_for
from hostile_folders import HEADS, put, wrong_with
from hostile_runs import Tried
from hostile_toml import toml_files, toml_fine

from rcakit.text import one_line, shorten

Line = tuple[str, str, Outcome, list[str]]


def importers(tried: Tried, only: list[str], scale: float) -> Iterator[Line]:
    """Every file for every importer, and what is wrong with what became of it."""
    for importer in FORMATS:
        if not only or importer in only:
            for name, make in files_for(importer, scale).items():
                yield importer, name, *tried.imported(importer, make)


def folders(tried: Tried, only: list[str], scale: float) -> Iterator[Line]:
    """Every file in the place of one of a folder's own, checked and written to."""
    for file, head in HEADS.items():
        if only and file not in only:
            continue
        for sound, corpus in ((False, toml_files), (True, toml_fine)):
            for name, make in corpus(head, scale).items():
                for command in ("check", "log"):
                    folder = tried.fresh()
                    put(folder, file, make())
                    words = (
                        ["check", folder] if command == "check" else ["log", "a", "--to", folder]
                    )
                    outcome = tried.bounded.run(*words)
                    label = f"{name}, {command}"
                    yield file, label, outcome, wrong_with(outcome, file, sound=sound)


def main() -> int:
    """Try them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    broken = count = 0
    with tempfile.TemporaryDirectory() as name:
        said, place = Path(name, "said"), Path(name, "place")
        said.mkdir()
        place.mkdir()
        with Bounded(said) as bounded:
            tried = Tried(bounded, place)
            for run in (importers, folders):
                for kind, label, outcome, wrong in run(tried, options.only, options.scale):
                    count += 1
                    broken += bool(wrong)
                    words = outcome.err or outcome.out[:300].decode("utf-8", "replace")
                    print(
                        f"{kind:22} {label[:44]:44} {outcome.seconds:6.2f} s"
                        f" {outcome.resident / 1e6:5.0f} MB {outcome.code:3}"
                        f"  {shorten(one_line(words), 120)}"
                    )
                    for one in wrong:
                        print(f"    BROKEN: {one_line(one)}")
                    sys.stdout.flush()
    print(f"{count} runs; {broken} broke a bound." if broken else f"{count} runs, all in bounds.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
