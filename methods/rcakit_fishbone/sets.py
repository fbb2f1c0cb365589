"""Sets of bones: what causes are sorted by, and what to ask of an empty one."""

from __future__ import annotations

import attrs


@attrs.frozen
class Bone:
    """One category.

    Attributes:
        name: How it is called; the `category` of the causes on it.
        prompt: What to ask when nothing hangs on it.
    """

    name: str
    prompt: str


@attrs.frozen
class BoneSet:
    """Categories that together look at a kind of work from all sides.

    Attributes:
        id: How the notes name it.
        title: How it is shown.
        help: What it is for.
        bones: In drawing order.
    """

    id: str
    title: str
    help: str
    bones: tuple[Bone, ...]


SOFTWARE = BoneSet(
    "software-operations",
    "Software operations",
    "running services: technology, process, monitoring, environment, testing, knowledge",
    (
        Bone(
            "Technology",
            "Which behaviour, default, limit or version of the systems had a part in it?",
        ),
        Bone(
            "Process",
            "Which way of changing, releasing, handing over or responding had a part in it?",
        ),
        Bone(
            "Monitoring",
            "What was not seen, seen late, or seen among too much else?",
        ),
        Bone(
            "Environment",
            "What about load, networks, providers, and places that differ from each other?",
        ),
        Bone(
            "Testing",
            "Which test, review or rehearsal let it through, or was not there?",
        ),
        Bone(
            "Knowledge",
            "What was not written down, known to few, or believed and not so?",
        ),
    ),
)

SIX_M = BoneSet(
    "6m",
    "6M",
    "making things: machine, method, material, manpower, measurement, milieu",
    (
        Bone("Machine", "Which equipment, tool or computer had a part in it?"),
        Bone("Method", "Which way of working had a part in it?"),
        Bone("Material", "What went into the work, such as parts, data or inputs?"),
        Bone("Manpower", "What about staffing, training, workload and rest?"),
        Bone("Measurement", "What was measured wrongly, too seldom, or not at all?"),
        Bone("Milieu", "What about the surroundings: place, weather, season, time of day?"),
    ),
)

EIGHT_P = BoneSet(
    "8p",
    "8P",
    "offering a service: product, price, place, promotion, people, process, proof, performance",
    (
        Bone("Product", "What about the service itself had a part in it?"),
        Bone("Price", "What about costs, budgets and what was saved on?"),
        Bone("Place", "What about where and through which channels it is offered?"),
        Bone("Promotion", "What had been promised, announced or expected?"),
        Bone("People", "What about staffing, training, workload and rest?"),
        Bone("Process", "Which step or handover had a part in it?"),
        Bone("Physical evidence", "What did people see that told them something untrue?"),
        Bone("Performance", "What about speed, load and quality over time?"),
    ),
)

FOUR_S = BoneSet(
    "4s",
    "4S",
    "small and general: surroundings, suppliers, systems, skills",
    (
        Bone("Surroundings", "What around it had a part in it?"),
        Bone("Suppliers", "What that comes from others had a part in it?"),
        Bone("Systems", "Which system, rule or procedure had a part in it?"),
        Bone("Skills", "What could not be known or done with the training there was?"),
    ),
)

SETS = (SOFTWARE, SIX_M, EIGHT_P, FOUR_S)
"""Every set that ships; the first is drawn until somebody chooses."""


def bone_set(name: str) -> BoneSet | None:
    """The set with this id; None where there is none."""
    return next((one for one in SETS if one.id == name), None)
