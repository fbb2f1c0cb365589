"""One look at the postmortem as a Bayesian network, shared by its tables, drawing and findings."""

from __future__ import annotations

from functools import cached_property

import attrs

from rcakit import Postmortem, graph, text
from rcakit_bayes_net.case import Case
from rcakit_bayes_net.engine.inference import Impossible, TooLarge
from rcakit_bayes_net.engine.network import WrongNetwork
from rcakit_bayes_net.graph_net import WrongNotes, net
from rcakit_bayes_net.net import Net
from rcakit_bayes_net.notes import Notes
from rcakit_bayes_net.observations import Observation, observations, vectors
from rcakit_bayes_net.results.contradiction import clash
from rcakit_bayes_net.results.support import ruled_out
from rcakit_bayes_net.words import listed, seen

MOST = 40
"""Observations among which it is looked for those that cannot be so together."""
AT_ONCE = 100_000
"""Numbers of tables that may be gone through for that where somebody waits."""


@attrs.frozen(slots=False, eq=False)
class Look:
    """The postmortem, the notes, and what the network comes to.

    Attributes:
        postmortem: The postmortem.
        notes: What the Bayesian network keeps.
    """

    postmortem: Postmortem
    notes: Notes

    @cached_property
    def _made(self) -> tuple[Net | None, Case | None, str]:
        made = None
        try:
            made = net(self.postmortem, self.notes)
            if made is None:
                return None, None, ""
            case = Case(made, observations(self.postmortem, self.notes, made))
            _ = case.network
        except WrongNotes as error:
            return made, None, str(error)
        except WrongNetwork as error:
            return made, None, text.one_line(str(error))
        return made, case, ""

    @property
    def net(self) -> Net | None:
        """The network; None where there are no causes, or it cannot be made of them."""
        return self._made[0]

    @property
    def case(self) -> Case | None:
        """The network with what was observed; None where it cannot be made."""
        return self._made[1]

    @property
    def trouble(self) -> str:
        """Why it cannot be made, a sentence; "" where nothing is wrong."""
        return self._made[2]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The causes of the network, from the problem downward, then the others."""
        if self.net is None:
            return ()
        below = graph.below(self.postmortem.causes, self.postmortem.problem or "")
        every = dict.fromkeys([*below, *self.net.things])
        return tuple(name for name in every if name in self.net.things)

    @cached_property
    def plain_clash(self) -> tuple[Observation, ...]:
        """Observations that plainly cannot be so together, found without inference; () if none."""
        case = self.case
        if case is None or not ruled_out(case.network, vectors(case.observed)):
            return ()
        numbers = sum(len(one.table) for one in case.network.variables.values())
        if numbers * len(case.observed) > AT_ONCE:
            return case.observed
        return clash(case.observed, lambda some: not ruled_out(case.network, vectors(some)))

    @cached_property
    def failure(self) -> str:
        """Why nothing can be worked out, a sentence; "" where it can. Does inference."""
        if self.case is None:
            return self.trouble
        try:
            _ = self.case.prior, self.case.posterior
        except TooLarge as error:
            return str(error)
        except Impossible:
            few = len(self.case.observed) <= MOST
            found = clash(self.case.observed, self.case.possible) if few else self.case.observed
            return self.contradiction(found)
        return ""

    def contradiction(self, found: tuple[Observation, ...]) -> str:
        """That some observations cannot be so together."""
        assert self.net is not None
        words = [seen(self.postmortem, self.net.things[one.cause], one) for one in found[:6]]
        more = f", and {len(found) - 6} more" if len(found) > 6 else ""
        if len(found) == 1:
            return f"By this network it cannot be that {words[0]}."
        return f"By this network these cannot all be so: {listed(words)}{more}."
