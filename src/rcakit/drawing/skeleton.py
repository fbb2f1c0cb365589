"""The measures of a fish: how many bones side by side, how far apart, which above, which below.

A fish is cut into stretches of its spine where its bones do not fit side by side. Distances
from the spine are counted in rows from 1 on, outwards, above it and below it alike. A bone
leaves the spine at a joint and leans back by one cell a row for `slant` rows; from there on
it is upright. Bones are parallel, so that texts between them have the same room everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from rcakit.diagram import Tone
from rcakit.drawing.bones import Bone
from rcakit.drawing.branches import Style, branches
from rcakit.drawing.cells import width as cells
from rcakit.drawing.spans import Drawing, Span, drawing

NARROWEST = 40
_TIGHT_PITCH = 17
_READABLE = 19  # cells of a pitch that are left for text in the slant, and between bone and text
_COMFORTABLE_PITCH = 28
_ROOMY_PITCH = 32
TWIG = 3  # a blank and two dashes between a text and its bone
_APART = 2  # the bone to the left and a blank
_SPACE = TWIG + _APART
_NOSE = 3  # cells of spine between the last joint and the head, or the cut
_BARE_SPINE = 6
_WORTH_MOVING = 3


@attrs.frozen
class Twig:
    """The text of one cause with its sub-causes, `at` rows from the spine where it is nearest."""

    at: int
    block: Drawing

    @property
    def height(self) -> int:
        """Rows of text."""
        return len(self.block.rows)


@attrs.frozen
class Stretch:
    """A stretch of the spine with its bones; all of them are `pitch` cells apart."""

    above: tuple[Bone, ...]
    below: tuple[Bone, ...]
    pitch: int
    slant: int

    def joint(self, index: int) -> int:
        """The column in which the bone at `index` meets the spine."""
        return (index + 1) * self.pitch + self.slant - 2

    @property
    def end(self) -> int:
        """The column after the spine: where the head begins, or the cut."""
        count = max(len(self.above), len(self.below))
        return (self.joint(count - 1) if count else self.slant + _BARE_SPINE) + _NOSE

    def lean(self, distance: int) -> int:
        """How far a bone has leaned back at a distance from the spine."""
        return min(distance, self.slant)


def stretches(bones: Sequence[Bone], width: int, head: int) -> tuple[Stretch, ...]:
    """The fish in `width` cells, from tail to head, whose box takes `head` cells."""
    slant = max(3, width // 14)
    pairs = (len(bones) + 1) // 2
    beside_head = width - slant - 1 - head
    full = width - slant - 3
    natural = _natural(bones)
    least = min(max(natural + _SPACE, _TIGHT_PITCH), _READABLE + slant, _COMFORTABLE_PITCH)
    counts = _counts(pairs, max(full // least, 1), beside_head // least)
    pitches = [full // max(count, 1) for count in counts]
    pitches[-1] = min([beside_head // max(counts[-1], 1), *pitches[:-1]])
    enough = max(natural + _SPACE + slant, _ROOMY_PITCH)
    pitches = [min(pitch, enough) for pitch in pitches]
    sides = _sides(bones, counts, pitches[0], slant)
    return tuple(Stretch(*pair, pitch, slant) for pair, pitch in zip(sides, pitches, strict=True))


def _natural(bones: Sequence[Bone]) -> int:
    """The cells of the longest cause on any bone, on one line."""
    entries = [entry for bone in bones for twig in bone.twigs for entry in twig]
    return max(
        (
            cells(f"{entry.node.mark} {entry.node.text}  {entry.node.note}") + 2 * entry.depth
            for entry in entries
            if entry.node
        ),
        default=0,
    )


def _counts(pairs: int, full: int, beside_head: int) -> list[int]:
    """How many pairs of bones stand on each stretch; the last one carries the head."""
    counts: list[int] = []
    left = pairs
    while left > beside_head:
        stretches_left = 2 + max(left - full - beside_head, 0) // full
        take = min(full, -(-left // stretches_left))
        counts.append(take)
        left -= take
    return [*counts, left]


def _sides(
    bones: Sequence[Bone], counts: list[int], pitch: int, slant: int
) -> list[tuple[tuple[Bone, ...], tuple[Bone, ...]]]:
    """The bones above and below each stretch.

    They keep their order, unless putting long ones beside long ones saves several rows.
    """
    heights = [reach(twigs(bone, pitch, slant, above=True)) for bone in bones]
    sizes = [count for count in counts for _ in range(2)]
    in_order = _dealt(list(range(len(bones))), sizes)
    by_height = _dealt(sorted(range(len(bones)), key=lambda i: -heights[i]), sizes)

    def rows(sides: list[list[int]]) -> int:
        return sum(max((heights[i] for i in side), default=0) for side in sides)

    chosen = in_order if rows(in_order) - rows(by_height) < _WORTH_MOVING else by_height
    sides = [tuple(bones[i] for i in sorted(side)) for side in chosen]
    return list(zip(sides[::2], sides[1::2], strict=True))


def _dealt(order: list[int], sizes: list[int]) -> list[list[int]]:
    dealt: list[list[int]] = []
    for size in sizes:
        dealt.append(order[:size])
        order = order[size:]
    return dealt


def twigs(bone: Bone, pitch: int, slant: int, *, above: bool) -> tuple[Twig, ...]:
    """The twigs of a bone, set as near to the spine as they go, from the spine outwards."""
    found: list[Twig] = []
    at = 2
    for entries in reversed(bone.twigs) if above else bone.twigs:
        room = pitch - _SPACE
        while True:
            # A taller block passes more of the slant and has less room, which may make it taller.
            style = Style(room, step=2, least=12, hard=True, notes=False, even=True)
            block = branches(entries, style)
            end = at + len(block.rows) - 1
            space = pitch - _SPACE - (min(end, slant) - min(at, slant))
            if block.width <= space or room <= pitch - _SPACE - slant:
                break
            # A block too deep for its room is as wide with it as before; less room comes to an end.
            room = min(space, room - 1)
        found.append(Twig(at, block))
        at = end + 1
    if not found:
        found.append(Twig(at, drawing([[Span("nothing yet", Tone.MUTED)]], ())))
    if any(twig.height > 1 for twig in found):
        found = [attrs.evolve(twig, at=twig.at + i) for i, twig in enumerate(found)]
    return tuple(found)


def reach(twigs: Sequence[Twig]) -> int:
    """Rows a bone needs for its twigs, with a bare one at its outer end."""
    return twigs[-1].at + twigs[-1].height


def spread(twigs: Sequence[Twig], length: int) -> tuple[Twig, ...]:
    """The twigs moved outwards, evenly, on a bone of `length` rows."""
    spare = length - reach(twigs)
    gaps = len(twigs) + 1
    return tuple(
        attrs.evolve(twig, at=twig.at + spare * (i + 1) // gaps) for i, twig in enumerate(twigs)
    )
