"""Random walks through the app on random hostile libraries, for as long as one likes.

    python benchmarks/leaks.py --cycles 1000 --seed 1

Each cycle makes a postmortem in which every text is put together from hostile pieces, opens it in
the real app in a pseudo-terminal of a random size, presses random keys, pastes hostile texts, and
looks at every byte the app writes and at what stands on the screen. Then every exporter writes the
same postmortem. The seed of a cycle that finds something is printed, and alone runs it again:
`--cycles 1 --seed N`. The exit code is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile_pieces import PIECES, Marker
from leak_walk import CTRL, DOWN, ENTER, ESC, LEFT, PAGE_DOWN, RIGHT, TAB, UP, Walk
from terminal_grammar import unseen

from rcakit.plugins import gather
from rcakit.reading import Reader
from rcakit.store import load

SIZES = ((190, 50), (160, 40), (120, 30), (80, 24), (60, 16))
KEYS = (
    *(ESC, ENTER, DOWN, DOWN, UP, LEFT, RIGHT, TAB, PAGE_DOWN),
    *(CTRL["n"], CTRL["b"], CTRL["p"], CTRL["r"], CTRL["z"], CTRL["y"], CTRL["o"], CTRL["g"]),
    *"12345678nNmM=.,hHwoaxcretlLjsubypvkgif?/DQq-",
)
"""What is pressed; ctrl+q is not among them, so that the app stays."""


def random_pieces(chance: random.Random) -> tuple[str, ...]:
    """Texts of one to three pieces, and of any characters at all."""
    found = []
    for _ in range(200):
        parts = chance.choices(PIECES, k=chance.randint(1, 3))
        signs = [chr(chance.choice((chance.randrange(1, 0x100), 0x2000 + chance.randrange(0x80))))]
        found.append("".join(chance.sample(parts + signs, len(parts) + 1)).replace("\t", ""))
    return tuple(found)


def walked(seed: int, keys: int) -> tuple[list[str], int]:
    """What one cycle found, and how many bytes the app wrote."""
    chance = random.Random(seed)  # noqa: S311  no secret
    with tempfile.TemporaryDirectory(prefix="rcakit-leaks-") as place:
        walk = Walk.begin(Path(place), Marker(random_pieces(chance)))
        try:
            exported = list(_exported(walk.folder))
            walk.resize(chance.choice(SIZES))
            walk.go("▸", ENTER)
            for _ in range(keys):
                if walk.terminal.ended:
                    break
                if chance.random() < 0.05:
                    walk.paste(chance.choice(PIECES).replace("\x1b", ""))
                elif chance.random() < 0.03:
                    walk.resize(chance.choice(SIZES))
                else:
                    walk.press(chance.choice(KEYS))
            code = walk.terminal.code if walk.terminal.ended else walk.terminal.end()
            found = [*walk.faults, *walk.wrong, *exported]
            if code not in (0, None):
                found.append(f"the app ended with {code}: {walk.terminal.since()[-300:]!a}")
            return found, len(walk.terminal.raw)
        finally:
            walk.terminal.close()


def _exported(folder: Path) -> Iterator[str]:
    plugins = gather(third_party=False)
    reading = Reader(plugins).read(load(folder).postmortem, "")
    for name, exporter in plugins.exporters.items():
        document = exporter.thing.export(reading)
        text = document if isinstance(document, str) else document.decode()
        yield from (f"export to {name}: {fault}" for fault in unseen(text)[:3])


def main() -> int:
    """Run the cycles; 1 if one of them found something."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cycles", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keys", type=int, default=40, help="keys pressed in a cycle")
    given = parser.parse_args()
    began, written, failed = time.monotonic(), 0, 0
    for seed in range(given.seed, given.seed + given.cycles):
        found, size = walked(seed, given.keys)
        written += size
        failed += bool(found)
        for one in found[:5]:
            print(f"seed {seed}: {one}", flush=True)
    seconds = time.monotonic() - began
    print(
        f"{given.cycles} cycles of {given.keys} keys from seed {given.seed}: {failed} found "
        f"something; {written:,} bytes looked at in {seconds:,.0f} s"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
