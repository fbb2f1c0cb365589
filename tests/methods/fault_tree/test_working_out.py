"""What is used to work a tree out, that it can be stopped, and what becomes of too much."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from textwrap import dedent

import pytest
from large_trees import drawn, layered

from rcakit import model, working
from rcakit_fault_tree.engine import solving
from rcakit_fault_tree.engine.attempts import plain
from rcakit_fault_tree.engine.simplify import simplified
from rcakit_fault_tree.expressions import Number
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import Branch, FaultTree, formula

TESTS = Path(__file__).parents[2]
HARD = {"events": 600, "gates": 500, "layers": 5}
KINDS = (model.Gate.ANY, model.Gate.ANY, model.Gate.ALL, model.Gate.AT_LEAST)


def alone(code):
    """What a new Python prints that runs this."""
    start = f"import sys\nsys.path.insert(0, {str(TESTS)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", start + dedent(code)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize("seed", range(4))
def test_what_a_person_draws_needs_no_compiled_library(seed):
    """A tree of a hundred causes is answered by Python alone, which imports no OxiDD."""
    said = alone(
        f"""
        from large_trees import drawn
        from rcakit_fault_tree.solution import Solution
        solution = Solution.of(drawn({seed}))
        print(solution.whole, solution.evaluated.top > 0, "oxidd" in sys.modules)
        """
    )
    assert said == ["True", "True", "False"]


def test_a_tree_that_needs_the_library_gets_it():
    """And without the library the same tree has the same answer, or bounds around it."""
    text = """
        from large_trees import layered
        from rcakit import model
        from rcakit_fault_tree.solution import Solution
        kinds = (model.Gate.ANY, model.Gate.ANY, model.Gate.ALL, model.Gate.AT_LEAST)
        for seed in (1, 2, 3):
            tree = layered(seed, events=120, gates=150, layers=5, kinds=kinds)
            found = Solution.of(tree)
            print(found.whole, found.count, found.bounds.low, found.bounds.high)
        print("oxidd" in sys.modules and sys.modules["oxidd"] is not None)
    """
    *with_it, there = alone(text)
    blocked = "sys.modules['oxidd'] = sys.modules['oxidd.util'] = None\n"
    *without, missing = alone(blocked + dedent(text))
    assert (there, missing) == ("True", "False")
    for place in range(0, len(with_it), 4):
        exact = float(with_it[place + 2])
        assert with_it[place] == "True"
        low, high = map(float, without[place + 2 : place + 4])
        assert low <= exact * (1 + 1e-9)
        assert high >= exact * (1 - 1e-9)
        if without[place] == "True":
            assert without[place + 1] == with_it[place + 1]


def test_python_alone_answers_a_drawn_tree_at_once():
    """Three hundred causes in well under a second."""
    tree = drawn(7, events=300)
    start = time.perf_counter()
    solution = Solution.of(tree, [plain(300_000)])
    assert solution.whole
    assert solution.evaluated.top > 0.0
    list(islice(solution.cut_sets(), 1000))
    assert time.perf_counter() - start < 2.0


class _Watch(working.Work):
    """Work that is stopped after it was told of so many times."""

    def __init__(self, most):
        super().__init__()
        self.told, self.most, self.longest = 0, most, 0.0
        self._last = time.perf_counter()

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        if name == "part" and hasattr(self, "_last"):
            now = time.perf_counter()
            self.longest, self._last = max(self.longest, now - self._last), now
            self.told += 1
            if self.told >= self.most:
                object.__setattr__(self, "stopped", True)


@pytest.mark.parametrize("plan", [None, [plain(100_000, 2)], []], ids=["all", "python", "nothing"])
def test_work_can_be_stopped_and_says_how_far_it_is(plan):
    """In the diagrams of OxiDD and of Python, and in the search for the most probable sets."""
    tree = layered(3, kinds=KINDS, **HARD)
    watch = _Watch(30)
    with working.watched(watch), pytest.raises(working.Stopped):
        Solution.of(tree, plan)
    assert watch.told >= 30
    assert watch.what
    assert watch.longest < 1.0


def test_listing_can_be_stopped():
    """Cut sets are asked for one by one, and nothing is listed that nobody wants."""
    solution = Solution.of(layered(3, kinds=KINDS, **HARD))
    watch = _Watch(3)
    with working.watched(watch), pytest.raises(working.Stopped):
        for _ in solution.cut_sets():
            pass


def test_a_tree_that_is_too_large_is_bounded():
    """No error: the most probable cut sets, and bounds that say what is left out."""
    tree = layered(3, kinds=KINDS, **HARD)
    exact = Solution.of(tree)
    assert exact.whole
    cut = Solution.of(tree, [], 3_000)
    assert not cut.whole
    assert 0 < cut.count < exact.count
    assert 0.0 < cut.bounds.low <= exact.evaluated.top <= cut.bounds.high < 1.0
    first = next(exact.cut_sets())
    assert next(cut.cut_sets()).probability == pytest.approx(first.probability, rel=1e-12)


def test_who_wants_all_or_nothing_is_told():
    """Without a way to truncate, what is too large is an error of its own."""
    tree = layered(3, kinds=KINDS, **HARD)
    with pytest.raises(solving.NotSolvedError):
        solving.solved(simplified(formula(tree, tuple(tree.events))), [])


def test_modules_with_billions_of_equal_cut_sets():
    """Counted, summed and listed at once: nothing is written out, and equal sets are no detour."""
    gates, events = {}, {}
    for place in range(10):
        args = tuple(f"e{place}-{number}" for number in range(12))
        events |= dict.fromkeys(args, Number(0.01))
        gates[f"g{place}"] = Branch(model.Gate.ANY, args)
    gates["top"] = Branch(model.Gate.ALL, tuple(gates))
    start = time.perf_counter()
    solution = Solution.of(FaultTree("top", gates, events))
    assert solution.count == 12**10
    assert solution.evaluated.top == pytest.approx((1 - 0.99**12) ** 10, rel=1e-12)
    assert solution.rare_event == pytest.approx(0.12**10, rel=1e-12)
    assert solution.upper_bound == pytest.approx(0.12**10, rel=1e-9)
    assert len(list(islice(solution.cut_sets(), 1000))) == 1000
    assert len(list(islice(solution.cut_sets(by_order=True), 1000))) == 1000
    assert time.perf_counter() - start < 5.0
