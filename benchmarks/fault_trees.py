"""How long `rcakit analyze fault-tree FILE --json` takes, tree by tree, beside the engine SCRAM.

    python benchmarks/fault_trees.py FOLDER [--scram PATH] [--runs 1] [--only NAME ...]

FOLDER holds Open-PSA files and an `expected.csv` with the columns model, basic_events,
minimal_cut_sets, top_probability and scram_count_only_seconds. With --scram PATH that program is
run on every tree in between, on the same machine; without it the seconds of the table are taken,
which were measured on another. All times are those of whole processes, the least of so many runs.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from math import isclose
from pathlib import Path
from typing import NamedTuple

SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"
RCAKIT = (sys.executable, "-c", SCRIPT)
SMALL = 100
"""Events of a tree that should answer within twice the time of `rcakit plugins`."""
LONG = 1.0
"""Seconds that SCRAM takes for a tree on which nothing may be slower than SCRAM."""


class Run(NamedTuple):
    """What a process took: seconds, those of the processor, most memory in MiB, what it printed."""

    seconds: float
    worked: float
    memory: float
    output: bytes


class Row(NamedTuple):
    """One tree."""

    name: str
    events: int
    ours: Run
    scram: float
    right: bool


def run(command: Sequence[str]) -> Run:
    """Run a command to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    with process.stdout:
        output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    per_unit = 1024 if sys.platform == "darwin" else 1
    worked = usage.ru_utime + usage.ru_stime
    return Run(seconds, worked, usage.ru_maxrss / per_unit / 1024, output)


def best(command: Sequence[str], runs: int) -> Run:
    """The quickest of so many runs, with the most memory of all."""
    found = [run(command) for _ in range(runs)]
    return min(found)._replace(memory=max(one.memory for one in found))


def is_right(output: bytes, row: dict[str, str]) -> bool:
    """Whether what was printed has the right number of cut sets and the exact probability."""
    try:
        summary = dict(json.loads(output)["tables"]["summary"]["rows"])
    except (ValueError, KeyError, TypeError):
        return False
    count, top = summary.get("minimal_cut_sets"), summary.get("top_probability")
    return (
        count == int(row["minimal_cut_sets"])
        and isinstance(top, float)
        and isclose(top, float(row["top_probability"]), rel_tol=1e-9)
    )


def scram_command(scram: str, file: str) -> tuple[str, ...]:
    """SCRAM without its report, or into nothing where it was built without that option."""
    command = (scram, "--bdd", "--probability", "true")
    for quiet in (("--no-report",), ("--output", os.devnull)):
        done = subprocess.run((*command, *quiet, "--help"), capture_output=True, check=False)
        if done.returncode == 0:
            return (*command, *quiet, file)
    return (*command, file)


def measured(folder: Path, scram: str | None, runs: int, only: Sequence[str]) -> Iterator[Row]:
    """Every tree of the folder, ours and SCRAM's turn by turn."""
    with (folder / "expected.csv").open(newline="") as table:
        rows = [row for row in csv.DictReader(table) if not only or row["model"] in only]
    for row in rows:
        file = str(folder / f"{row['model']}.xml")
        ours = best((*RCAKIT, "analyze", "fault-tree", file, "--json"), runs)
        if scram is None:
            theirs = float(row["scram_count_only_seconds"])
        else:
            theirs = best(scram_command(scram, file), runs).seconds
        right = is_right(ours.output, row)
        yield Row(row["model"], int(row["basic_events"]), ours, theirs, right)


def processor() -> str:
    """The name of the processor, as far as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def told(rows: Sequence[Row], plugins: float) -> Iterator[str]:
    """The totals, and whether each aim is met."""
    ours, theirs = sum(row.ours.seconds for row in rows), sum(row.scram for row in rows)
    yield f"total {ours:.1f} s, SCRAM {theirs:.1f} s: {ours / theirs:.2f} of it (aim: below 0.33)"
    long = [row for row in rows if row.scram > LONG]
    slower = [row.name for row in long if row.ours.seconds > row.scram]
    yield (
        f"of {len(long)} trees that take SCRAM over {LONG:.0f} s slower than SCRAM: "
        f"{', '.join(slower) or 'none'}"
    )
    small = [row for row in rows if row.events <= SMALL]
    if small:
        slowest = max(small, key=lambda row: row.ours.seconds)
        ratio = slowest.ours.seconds / plugins
        yield (
            f"rcakit plugins {plugins:.2f} s; of {len(small)} trees of up to {SMALL} events the "
            f"slowest, {slowest.name}, takes {ratio:.2f} times that (aim: below 2)"
        )
    most = max(rows, key=lambda row: row.ours.memory)
    yield f"most memory: {most.name}, {most.ours.memory:.0f} MiB (aim: below 2048)"
    wrong = [row.name for row in rows if not row.right]
    yield f"wrong: {', '.join(wrong) or 'none'}"


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scram", metavar="PATH", help="the program, to be run on every tree")
    parser.add_argument("--runs", type=int, default=1, help="runs of each, of which the least")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    given = parser.parse_args()
    plugins = best((*RCAKIT, "plugins"), max(given.runs, 3)).seconds
    where = "measured in this run" if given.scram else "from expected.csv, another machine"
    print(f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}.")
    print(f"SCRAM's seconds (count only): {where}.\n")
    print("| tree | events | rcakit s | of it CPU | SCRAM s | ratio | MiB | answer |")
    print("|---|---:|---:|---:|---:|---:|---:|---|")
    rows = []
    for row in measured(given.folder, given.scram, given.runs, given.only):
        rows.append(row)
        print(
            f"| {row.name} | {row.events} | {row.ours.seconds:.2f} | {row.ours.worked:.2f} "
            f"| {row.scram:.2f} "
            f"| {row.ours.seconds / row.scram:.2f} | {row.ours.memory:.0f} "
            f"| {'right' if row.right else '**wrong**'} |",
            flush=True,
        )
    print()
    for line in told(rows, plugins):
        print(f"- {line}")
    sys.exit(not rows or not all(row.right for row in rows))


if __name__ == "__main__":
    main()
