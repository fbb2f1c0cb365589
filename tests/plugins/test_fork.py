"""A process that forks calls plugins in the child as well."""

from __future__ import annotations

import os
import signal

from rcakit.plugins import watch


def test_a_fork_waits_for_no_thread_of_its_parent() -> None:
    """The threads of the parent are not there in the child, which takes new ones."""
    assert watch.run(lambda: 1, 5, telling=False) == 1
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(20)
            code = watch.run(lambda: 0, 5, telling=False)
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert watch.run(lambda: 2, 5, telling=False) == 2
