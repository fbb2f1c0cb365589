"""Orders in which what stands in a gate together lies close together.

Every gate pulls its arguments to where they lie on the average, again and again. F. Aloul, I.
Markov and K. Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic", Great
Lakes Symposium on VLSI 2003.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ROUNDS = 30


def drawn_together(
    gates: Mapping[int, Sequence[int]], start: Sequence[int], rounds: int = ROUNDS
) -> tuple[int, tuple[int, ...]]:
    """An order of leaves, and how long all gates reach over it together: less is better.

    Args:
        gates: The arguments of each gate, each gate after those below it.
        start: The leaves in the order that it begins with.
        rounds: How often they are drawn together.
    """
    names = [*start, *gates]
    numbers = {name: number for number, name in enumerate(names)}
    groups = [[numbers[gate], *(numbers[arg] for arg in args)] for gate, args in gates.items()]
    within: list[list[int]] = [[] for _ in names]
    place = [float(number) for number in range(len(names))]
    for number, group in enumerate(groups):
        for one in group:
            within[one].append(number)
        place[group[0]] = sum(place[one] for one in group[1:]) / max(len(group) - 1, 1)
    ranked: list[int] = []
    for _ in range(rounds):
        centre = [sum([place[one] for one in group]) / len(group) for group in groups]
        drawn = [
            sum([centre[group] for group in held]) / len(held) if held else place[number]
            for number, held in enumerate(within)
        ]
        before, ranked = ranked, sorted(range(len(names)), key=drawn.__getitem__)
        if ranked == before:
            break
        for position, one in enumerate(ranked):
            place[one] = float(position)
    reach = 0.0
    for group in groups:
        places = [place[one] for one in group]
        reach += max(places) - min(places)
    return int(reach), tuple(names[one] for one in ranked if one < len(start))
