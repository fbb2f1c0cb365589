"""pyAgrum, which comes with `rcakit[bayes]`, for networks that plain Python is too slow for.

It is imported only when one is met. It is handed our numbers, since the files it reads itself it
reads in single precision.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import prod
from typing import Any

from rcakit import working
from rcakit_bayes_net.engine.given import Impossible
from rcakit_bayes_net.engine.network import Network

ROOM = 200_000_000
"""Numbers all tables may hold together where the library does the work.

It makes few of them as a whole: 4 to 50 bytes for each were measured, docs/benchmarks.md. A bound
of its own (`setMaxMemory`) refuses what takes a tenth of it.
"""
_NO_ROOM = "bad_alloc"
_FIND_NONE = 0
_FIND_ALL = 0


@cache
def installed() -> bool:
    """Whether the library is there; it is not imported for that."""
    return find_spec("pyagrum") is not None


def posteriors(
    network: Network, evidence: Mapping[str, tuple[float, ...]], names: Collection[str] | None
) -> dict[str, list[float]]:
    """As those of `Inference`, by lazy propagation.

    Raises:
        Impossible: The observations contradict the network.
        MemoryError: It would take more than there is.
    """
    places = {name: place for place, name in enumerate(network.variables)}
    pyagrum, engine = _engine(network, evidence, places)
    asked = list(network.variables) if names is None else list(names)
    if names is not None:
        engine.setTargets({f"v{places[name]}" for name in asked})
    with _errors(pyagrum):
        engine.makeInference()
        return {name: engine.posterior(f"v{places[name]}").tolist() for name in asked}


def probability(network: Network, evidence: Mapping[str, tuple[float, ...]]) -> float:
    """The probability of the observations; 0 where they contradict the network.

    Raises:
        MemoryError: It would take more than there is.
    """
    places = {name: place for place, name in enumerate(network.variables)}
    pyagrum, engine = _engine(network, evidence, places)
    with suppress(Impossible), _errors(pyagrum):
        greatest = prod(max(values) for values in evidence.values())
        return float(engine.evidenceProbability()) * greatest
    return 0.0


@contextmanager
def _errors(pyagrum: Any) -> Iterator[None]:
    """What the library says in its own errors, said in ours."""
    working.tell("Working out the network with pyAgrum")
    try:
        yield
    except pyagrum.IncompatibleEvidence:
        raise Impossible from None
    except Exception as error:
        if _NO_ROOM in str(error):
            raise MemoryError from None
        raise


def _engine(
    network: Network, evidence: Mapping[str, tuple[float, ...]], places: Mapping[str, int]
) -> tuple[Any, Any]:
    with warnings.catch_warnings():
        # Where warnings are errors, one that it gives while it is imported kills the process.
        warnings.simplefilter("ignore")
        pyagrum: Any = import_module("pyagrum")
    working.tell("Building the network for pyAgrum")
    engine = pyagrum.LazyPropagation(_built(pyagrum, network, places))
    # A second thread would be hardly faster, and doubles what is held.
    engine.setNumberOfThreads(1)
    if network.rounded:
        # Where the rows of its table miss 1 no variable may be left out as saying nothing.
        engine.setFindBarrenNodesType(_FIND_NONE)
        engine.setRelevantTensorsFinderType(_FIND_ALL)
    # What is seen for certain has to be 1 there.
    engine.setEvidence(
        {
            f"v{places[name]}": [value / max(values) for value in values]
            for name, values in evidence.items()
        }
    )
    return pyagrum, engine


def _built(pyagrum: Any, network: Network, places: Mapping[str, int]) -> Any:
    """The network with variables and states called by their numbers, so that any name will do."""
    built = pyagrum.BayesNet()
    for name, place in places.items():
        states = network.variables[name].states
        built.add(pyagrum.RangeVariable(f"v{place}", "", 0, len(states) - 1))
    for name, place in places.items():
        one = network.variables[name]
        # The library lets the variable added last change slowest.
        for parent in reversed(one.parents):
            built.addArc(f"v{places[parent]}", f"v{place}")
        built.cpt(f"v{place}").fillWith(list(one.table))
    return built
