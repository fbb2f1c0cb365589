"""The table of bones."""

from __future__ import annotations

from rcakit import Column, Table, model
from rcakit_fishbone.fish import Fish


def bone_table(fish: Fish) -> Table:
    """How many causes hang on each bone."""
    causes = fish.postmortem.causes
    out: dict[str, int] = {}
    for name, bone in fish.placed.items():
        if bone and causes[name].status is model.Status.RULED_OUT:
            out[bone] = out.get(bone, 0) + 1
    return Table(
        name="bones",
        title="Bones",
        columns=(
            Column("bone", "Bone"),
            Column("causes", "Causes"),
            Column("confirmed", "Confirmed"),
            Column("ruled_out", "Ruled out"),
        ),
        rows=tuple(
            (
                bone,
                len(names),
                sum(causes[name].status is model.Status.CONFIRMED for name in names),
                out.get(bone, 0),
            )
            for bone, names in fish.on_bone.items()
        ),
    )
