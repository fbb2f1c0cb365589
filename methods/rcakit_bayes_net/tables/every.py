"""All tables, what a person wants to know first before the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rcakit import Column, Table, working
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.engine.inference import Impossible, TooLarge
from rcakit_bayes_net.look import Look
from rcakit_bayes_net.tables.best import best
from rcakit_bayes_net.tables.checks import next_checks
from rcakit_bayes_net.tables.conflict import conflict
from rcakit_bayes_net.tables.moves import moved
from rcakit_bayes_net.tables.posterior import posterior
from rcakit_bayes_net.tables.tornado import sensitivity, target
from rcakit_bayes_net.tables.without import without


def tables(look: Look) -> Iterator[Table]:
    """Posteriors first; where they cannot be worked out a note says why, and nothing follows."""
    working.tell("Working out how likely each cause is")
    if look.net is None and not look.trouble:
        return
    yield posterior(look)
    if look.failure or look.case is None:
        return
    for name, title, make in _others(look, look.case):
        try:
            yield make()
        except TooLarge as error:
            # What asks more of the network than its posteriors may not have the room.
            yield _nothing(name, title, str(error))
        except Impossible:
            yield _nothing(name, title, "Some of the chances are too small to be worked with.")


def _nothing(name: str, title: str, why: str) -> Table:
    return Table(name, title, (Column("cause", "Cause", about=True),), (), note=why)


def _others(look: Look, case: Case) -> Iterator[tuple[str, str, Callable[[], Table]]]:
    """What comes after the posteriors: its name, its title, and how it is made."""
    yield "checks", "What to look at next", partial(next_checks, look, case)
    yield "moved", "What moved what", partial(moved, look, case)
    yield "explanation", "The most probable explanation", partial(best, look, case)
    problem = look.postmortem.problem
    if problem is not None and problem in case.net.things:
        yield "counterfactual", "Had this not been so", partial(without, look, case, problem)
    asked = target(look, case)
    if asked is not None:
        yield "sensitivity", "What the answer hangs on", partial(sensitivity, look, case, asked)
    yield "conflict", "Does it fit together", partial(conflict, look, case)
