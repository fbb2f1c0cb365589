"""How long Bayesian networks take, beside calling pyAgrum bare, and whether the results are right.

For each .bif and .xml file of FOLDER: seconds of our own inference and of the library's (its
network built of our numbers, lazy propagation, posteriors of all variables), and of the whole
process `rcakit analyze bayes-net FILE --json` beside a Python that imports the library and does the
same. Where FOLDER has an expected.json, its observations are put in and its posteriors compared.

    python benchmarks/networks.py FOLDER [--runs 5]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rcakit import model
from rcakit_bayes_net.engine import library
from rcakit_bayes_net.engine.inference import Inference, TooLarge
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.exchange import bif, xmlbif
from rcakit_bayes_net.exchange.document import BrokenNetwork

RIGHT = 1e-9
SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"
BARE = """
import sys, pyagrum
network = pyagrum.loadBN(sys.argv[1])
engine = pyagrum.LazyPropagation(network)
engine.makeInference()
for node in network.nodes():
    engine.posterior(node)
"""
Evidence = dict[str, tuple[float, ...]]


def network_of(path: Path) -> Network:
    """The network in a file."""
    if path.suffix == ".bif":
        return bif.read(path.read_text("utf-8")).network
    return xmlbif.read(path.read_bytes()).network


def median(work: Callable[[], object], runs: int) -> float:
    """Median seconds of some runs; one is enough for what takes long."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
        if taken[0] > 2.0:
            break
    return statistics.median(taken)


def ids_of(network: Network) -> dict[str, str]:
    """The id each variable gets as a cause."""
    found: dict[str, str] = {}
    for name in network.variables:
        found[name] = model.slug(name, set(found.values()))
    return found


def whole(path: Path, observed: Mapping[str, str]) -> tuple[float, dict[str, Any] | None]:
    """Seconds of the whole process, and what it printed."""
    command = [sys.executable, "-c", SCRIPT, "analyze", "bayes-net", str(path), "--json"]
    for cause, state in observed.items():
        command += ["--set", f"observed.{cause}={json.dumps(state)}"]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    taken = time.perf_counter() - start
    return taken, json.loads(done.stdout) if done.stdout else None


def bare(path: Path) -> float | None:
    """Seconds of a Python that does the same with the library alone; None where that fails."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", BARE, str(path)], capture_output=True, check=False)
    return time.perf_counter() - start if not done.returncode else None


def error_of(network: Network, evidence: Evidence, expected: Mapping[str, Any]) -> float:
    """How far the results are from those expected, at most."""
    found = {"prior": Inference(network).posteriors()}
    found["posterior"] = Inference(network, evidence).posteriors()
    return max(
        abs(found[kind][name][network.variables[name].states.index(state)] - value)
        for kind in found
        for name, states in expected[kind].items()
        for state, value in states.items()
    )


def start() -> float:
    """Seconds of a command of rcakit that computes nothing, at best."""
    command = [sys.executable, "-c", SCRIPT, "plugins"]
    return min(
        median(lambda: subprocess.run(command, capture_output=True, check=False), 1)
        for _ in range(3)
    )


def printed_error(
    printed: dict[str, Any] | None, ids: Mapping[str, str], expected: Mapping[str, Any]
) -> float:
    """The same of what the command printed; rows name causes by ids."""
    if printed is None or "posterior" not in printed["tables"]:
        return float("inf")
    rows = {(row[0], row[1]): row[2:4] for row in printed["tables"]["posterior"]["rows"]}
    return max(
        abs(rows[ids[name], state][place] - value)
        for place, kind in enumerate(("prior", "posterior"))
        for name, states in expected[kind].items()
        for state, value in states.items()
    )


def row(path: Path, expected: Mapping[str, Any] | None, runs: int) -> str:
    """All of one network, in one line."""
    try:
        network = network_of(path)
    except BrokenNetwork as error:
        return f"{path.name:<18}line {error.line}: {error.reason}"
    observed = expected["evidence"] if expected else {}
    evidence = {
        name: tuple(float(one == state) for one in network.variables[name].states)
        for name, state in observed.items()
    }
    try:
        own = median(lambda: Inference(network, evidence).posteriors(), runs)
    except TooLarge as error:
        return f"{path.name:<18}{error}"
    theirs = bare_process = None
    if library.installed():
        library.posteriors(network, evidence, None)  # so that its import is not counted
        theirs = median(lambda: library.posteriors(network, evidence, None), runs)
        bare_process = bare(path)
    ids = ids_of(network)
    seen = {ids[name]: state for name, state in observed.items()}
    process, printed = min((whole(path, seen) for _ in range(3)), key=lambda one: one[0])
    verdict = "-"
    if expected:
        worst = max(error_of(network, evidence, expected), printed_error(printed, ids, expected))
        verdict = "right" if worst <= RIGHT else f"wrong by {worst:.1g}"
    return (
        f"{path.name:<18}{len(network.variables):>6}{own * 1000:>10.1f}"
        f"{_of(theirs, own)}{process * 1000:>10.0f}{_of(bare_process, process)}  {verdict}"
    )


def _of(theirs: float | None, own: float) -> str:
    if theirs is None:
        return f"{'-':>10}{'-':>7}"
    return f"{theirs * 1000:>10.1f}{own / theirs:>7.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    known = given.folder / "expected.json"
    expected = json.loads(known.read_text("utf-8")) if known.is_file() else {}
    print(
        f"{'network':<18}{'nodes':>6}{'own ms':>10}{'pyAgrum':>10}{'ratio':>7}"
        f"{'rcakit':>10}{'bare':>10}{'ratio':>7}  result"
    )
    files = [path for path in sorted(given.folder.iterdir()) if path.suffix in (".bif", ".xml")]
    for path in files:
        print(row(path, expected.get(path.stem), given.runs), flush=True)
    print(f"rcakit plugins, which computes nothing: {start() * 1000:.0f} ms")


if __name__ == "__main__":
    main()
