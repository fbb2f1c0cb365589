"""A cluster that lost all its nodes: a graph with a join of three."""

from __future__ import annotations

import attrs

from rcakit import Postmortem
from rcakit.model import Action, ActionStatus, Cause, Gate, Incident, Role, frozen

PROBLEM = "All worker nodes were killed"
TEXTS = {
    "zombies": "Nodes that never joined stayed and the desired size stayed at 30",
    "size-reset": "A pipeline run without rollover set the desired size from 30 to 15",
    "oldest-first": "The default termination policy kills the oldest launch template first",
    "never-joined": "New nodes never joined and the rollover timed out",
    "wrong-value": "The revert set a runtime value that does not exist",
    "no-logs": "Logs were not shipped",
    "containerd": "containerd had become the default",
    "qa-differs": "QA differs from production and there is no staging",
    "qa-suite": "The QA suite does not cover log shipping",
    "no-alarm": "No alarm tells of missing logs",
    "no-document": "Nothing says how to go on after a failed rollover",
    "registry": "The image registry timed out",
}
LINKS = {
    "problem": ("zombies", "size-reset", "oldest-first"),
    "zombies": ("never-joined",),
    "size-reset": ("no-document",),
    "never-joined": ("wrong-value",),
    "wrong-value": ("no-logs",),
    "no-logs": ("containerd", "no-alarm"),
    "containerd": ("qa-differs", "qa-suite"),
}
BONES = {
    "no-document": "Process",
    "size-reset": "Process",
    "zombies": "Technology",
    "oldest-first": "Technology",
    "never-joined": "Technology",
    "no-alarm": "Monitoring",
    "qa-differs": "Environment",
    "registry": "Environment",
    "qa-suite": "Testing",
    "wrong-value": "Knowledge",
}


def graph() -> Postmortem:
    """The whole graph under short ids; the registry only delayed the recovery, so it is loose."""
    causes = {"problem": Cause(text=PROBLEM, because=LINKS["problem"], gate=Gate.ALL)}
    for name, text in TEXTS.items():
        gate = Gate.ALL if name == "no-logs" else Gate.ANY if name == "containerd" else None
        causes[name] = Cause(text=text, because=LINKS.get(name, ()), gate=gate)
    causes["no-document"] = attrs.evolve(causes["no-document"], role=Role.CONTRIBUTING)
    return Postmortem(
        incident=Incident(title="Total node failure"), problem="problem", causes=frozen(causes)
    )


def with_actions() -> Postmortem:
    """The graph and what was to be done about it: six actions, one done, no owner."""
    actions = {
        "document": Action(title="Document the rollover", addresses=("no-document",)),
        "rollover": Action(
            title="Investigate how to improve the rollover",
            addresses=("never-joined", "zombies"),
        ),
        "suite": Action(title="Test log shipping in QA", addresses=("qa-suite",)),
        "alarm": Action(title="Alarm on missing logs", addresses=("no-alarm",)),
        "staging": Action(title="Build a staging cluster", addresses=("qa-differs",)),
        "guard": Action(
            title="Refuse unknown runtime values",
            addresses=("wrong-value",),
            status=ActionStatus.DONE,
        ),
    }
    return attrs.evolve(graph(), actions=frozen(actions))
