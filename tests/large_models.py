"""Random fault trees of a size that nobody draws by hand, as Open-PSA files."""

from __future__ import annotations

import random
from collections.abc import Iterator


def open_psa(*, gates: int = 2000, events: int = 1500, seed: int = 7) -> str:
    """A coherent tree in which every gate and event hangs under the first, many under several.

    Each gate but the first hangs under one before it, so that there is no circle; one child in
    ten is shared with another gate.
    """
    chance = random.Random(seed)
    children: list[list[str]] = [[] for _ in range(gates)]
    for gate in range(1, gates):
        # Not too far back, so that the tree is deep as well as wide.
        children[chance.randrange(max(gate - 40, 0), gate)].append(f"g{gate}")
    for event in range(events):
        children[chance.randrange(gates)].append(f"e{event}")
    for gate in range(gates):
        while len(children[gate]) < 2 or chance.random() < 0.1:
            named = f"e{chance.randrange(events)}"
            if named not in children[gate]:
                children[gate].append(named)
    return "".join(_lines(chance, children, events))


def _lines(chance: random.Random, children: list[list[str]], events: int) -> Iterator[str]:
    yield '<?xml version="1.0"?>\n<opsa-mef>\n<define-fault-tree name="large">\n'
    for number, behind in enumerate(children):
        kind = "and" if chance.random() < 0.45 else "or"
        yield f'<define-gate name="g{number}"><{kind}>'
        for name in behind:
            yield f'<{"gate" if name[0] == "g" else "basic-event"} name="{name}"/>'
        yield f"</{kind}></define-gate>\n"
    yield "</define-fault-tree>\n<model-data>\n"
    for event in range(events):
        yield (
            f'<define-basic-event name="e{event}"><float value="'
            f'{10 ** chance.uniform(-4, -1):.3g}"/></define-basic-event>\n'
        )
    yield "</model-data>\n</opsa-mef>\n"
