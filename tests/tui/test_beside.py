"""What is computed beside the keyboard: begun once, told apart by what it is of, stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rcakit.tui.beside import Beside, Job, Outcome, State
from rcakit.working import tell


class Runner:
    """Keeps jobs until a test has them run."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.beside = Beside(self.jobs.append)

    def run(self, number: int = -1) -> bool:
        """Run one of them; whether anybody wanted it."""
        job = self.jobs[number]
        return self.beside.ended(job, job.run())


@pytest.fixture
def runner() -> Runner:
    """Nothing wanted yet."""
    return Runner()


OLD, NEW = object(), object()


def give(value: str) -> Callable[[], str]:
    """A computation that tells of itself."""

    def compute() -> str:
        tell("at it", 0.5)
        return value

    return compute


def test_left_alone_it_computes_at_once() -> None:
    """Whoever has no thread gets the value, and another only for something else."""
    beside = Beside()
    assert beside.want("lens", OLD, give("old")) is State.FRESH
    assert beside.want("lens", OLD, give("never")) is State.FRESH
    assert beside.last("lens") == "old"
    assert beside.want("lens", NEW, give("new")) is State.FRESH
    assert (beside.last("lens"), beside.last_of("lens")) == ("new", NEW)


def test_it_is_begun_once(runner: Runner) -> None:
    """Asking again while it is under way begins nothing."""
    for _ in range(3):
        assert runner.beside.want("lens", OLD, give("old")) is State.WORKING
    assert len(runner.jobs) == 1
    assert runner.run()
    assert runner.jobs[0].work.what == "at it"
    assert runner.beside.want("lens", OLD, give("old")) is State.FRESH


def test_a_change_stops_the_old_work(runner: Runner) -> None:
    """The last value stays, of what it was of; what comes late of the old work is dropped."""
    runner.beside.want("lens", OLD, give("old"))
    runner.run()
    runner.beside.want("lens", NEW, give("late"))
    third = object()
    assert runner.beside.want("lens", third, give("third")) is State.WORKING
    assert runner.jobs[1].work.stopped
    assert not runner.beside.ended(runner.jobs[1], Outcome("late")), "nobody wants it any more"
    assert (runner.beside.last("lens"), runner.beside.last_of("lens")) == ("old", OLD)
    assert runner.run(2)
    assert runner.beside.last("lens") == "third"


def test_a_stopped_one_stays_stopped_until_it_is_begun_again(runner: Runner) -> None:
    """Drawing the screen anew does not begin it; the key does; a change does too."""
    runner.beside.want("lens", OLD, give("old"))
    assert runner.beside.stop()
    assert runner.jobs[0].run().stopped
    assert runner.beside.want("lens", OLD, give("old")) is State.STOPPED
    assert len(runner.jobs) == 1
    assert runner.beside.again()
    assert runner.run()
    assert runner.beside.want("lens", OLD, give("old")) is State.FRESH
    assert not runner.beside.stop()
    assert not runner.beside.again()


def test_one_that_stops_by_itself_says_so(runner: Runner) -> None:
    """As if a person had stopped it."""
    runner.beside.want("lens", OLD, give("old"))
    runner.jobs[0].work.stopped = True
    runner.run()
    assert runner.beside.want("lens", OLD, give("old")) is State.STOPPED


def test_what_nobody_looks_at_is_stopped(runner: Runner) -> None:
    """And begun again when somebody does."""
    runner.beside.want("one", OLD, give("1"))
    runner.beside.want("two", OLD, give("2"))
    runner.beside.only({"two"})
    assert [job.work.stopped for job in runner.jobs] == [True, False]
    assert runner.beside.want("one", OLD, give("1")) is State.WORKING


def test_what_is_forgotten_is_gone(runner: Runner) -> None:
    """Its value and the work on it."""
    runner.beside.want("one", OLD, give("1"))
    runner.run()
    runner.beside.forget("one")
    assert runner.beside.last("one") is None


def test_what_raised_gives_no_value(runner: Runner) -> None:
    """The last one stays."""
    runner.beside.want("one", OLD, give("1"))
    runner.run()
    runner.beside.want("one", NEW, give("2"))
    assert runner.beside.ended(runner.jobs[1], Outcome(error=ValueError()))
    assert runner.beside.last("one") == "1"
