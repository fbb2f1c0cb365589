"""Barriers: what should have stopped it, and did it hold?"""

from collections.abc import Mapping

import attrs
import rcakit as rk

STATES = {
    "held": (rk.Tone.CONFIRMED, "✓"),
    "failed": (rk.Tone.WARNING, "×"),
    "absent": (rk.Tone.MUTED, "○"),
}
STATE = rk.Choice(tuple(rk.Option(state, state) for state in STATES))


@attrs.frozen
class Notes:
    barriers: Mapping[str, str] = attrs.field(factory=dict)  # what each is called: its state
    complete: bool = False


class Barriers(rk.Method):
    id, title, Notes = "barriers", "Barriers", Notes
    summary = "What should have stopped it, and did it hold?"

    def questions(self, postmortem, notes):
        def put(name, state):
            return self.keep(attrs.evolve(notes, barriers={**notes.barriers, name: state}))

        for name, state in notes.barriers.items():
            ask = f"Did “{name}” hold, did it fail, or was it absent?"
            yield rk.Question(id=f"barriers/state/{name}", ask=ask, kind=STATE, done=state in STATES,
                              answer=lambda state, name=name: put(name, state))
        yield rk.Question(id="barriers/name", ask="What should have stopped it, or made it hurt less?",
                          kind=rk.Text(), answer=lambda name: put(name, notes.barriers.get(name, "")),
                          nothing=self.keep(attrs.evolve(notes, complete=True)), done=notes.complete)

    def diagram(self, postmortem, notes):
        head = rk.Node("barriers/head", postmortem.incident.title, rk.Tone.PROBLEM)
        tail = [rk.Node(name, name, *STATES.get(state, (rk.Tone.HYPOTHESIS, "?")), state or "not said")
                for name, state in notes.barriers.items()]
        edges = tuple(rk.Edge(head.id, node.id) for node in tail)
        return rk.Diagram(rk.DiagramKind.TREE, (head, *tail), edges, root=head.id) if tail else None

    def tables(self, postmortem, notes):
        columns = rk.Column("barrier", "Barrier"), rk.Column("state", "State")
        yield rk.Table("barriers", "Barriers", columns, tuple(notes.barriers.items()))

    def findings(self, postmortem, notes):
        if notes.complete and "held" not in notes.barriers.values():
            yield rk.Finding(rule="barriers/none-held", severity=rk.Severity.WARNING,
                             text="No barrier held.", mend="Look for what kept it from being worse.")


@rk.hookimpl
def rcakit_methods():
    return [Barriers()]
