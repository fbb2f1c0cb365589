"""Power cuts on a real file system: ext4, XFS or btrfs on a loop device, shut down amid saves.

Each cycle mounts the file system, saves several files at a time as fast as it can, and at a
random moment has the kernel shut the file system down without writing anything more, as a power
cut does. Mounted again, with its journal replayed, the folder must be readable, be what was
acknowledged last or the one save under way, whole, and have nothing left over.

    sudo python benchmarks/power_cut.py [--cycles 20] [--seed 1] [--kind ext4|xfs|btrfs]
                                        [--naive | --no-sync]

`--naive` writes with `open(path, "wb")`, and `--no-sync` saves without waiting for the disk, to
show that the test can fail. Needs root, loop devices and the tools of the file system; without
them it says so and ends with 3. The exit code is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from killing import (
    NAIVE,
    Deaths,
    diary,
    killed,
    look,
    mark,
    naive_whole,
    planted,
    save_on,
    write_naively,
)
from saving_disks import plant

from rcakit.saving import files
from rcakit.store import load

SHUTDOWN, NO_FLUSH = 0x8004587D, 2
"""The request to go down, the same for ext4, XFS and btrfs, and its way without a flush."""
SIZE = {"ext4": 64, "xfs": 320, "btrfs": 160}
"""Megabytes that the file system takes."""


class Disk:
    """A file system in a file."""

    def __init__(self, kind: str, place: Path) -> None:
        self.image, self.mounted = place / "image", place / "mounted"
        self.mounted.mkdir()
        with self.image.open("wb") as file:
            file.truncate(SIZE[kind] << 20)
        _run(f"mkfs.{kind}", "-q", str(self.image))

    def mount(self) -> None:
        """Mount it, which replays its journal."""
        _run("mount", "-o", "loop", str(self.image), str(self.mounted))

    def unmount(self) -> None:
        """Unmount it, as soon as nothing uses it any more."""
        for _ in range(20):
            with suppress(subprocess.CalledProcessError):
                _run("umount", str(self.mounted))
                return
            time.sleep(0.1)
        _run("umount", "--lazy", str(self.mounted))

    def cut(self) -> None:
        """Have nothing more reach the disk, not even what the kernel still holds."""
        descriptor = os.open(self.mounted, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_FLUSH))
        finally:
            os.close(descriptor)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def cycle(disk: Disk, number: int, random: Random, deaths: Deaths, *, naive: bool) -> None:
    """Save, cut the power, and look.

    Raises:
        AssertionError: A promise is broken; says which.
    """
    place = disk.mounted / f"{number}"

    def end() -> None:
        # The kernel writes what is not synced now and then, and may just have done so.
        if random.random() < 0.5:
            os.sync()
            time.sleep(random.uniform(0, 0.02))
        disk.cut()

    disk.mount()
    try:
        if naive:
            folder, first, seed = place, "", 0.0
            plant(NAIVE, folder)
        else:
            folder, seed = planted(place, random), random.random()
            first = mark(load(folder).postmortem)
        os.sync()
        if naive:
            told = killed(lambda _: write_naively(folder), random, end)
        else:
            told = killed(lambda tells: save_on(folder, tells, Random(seed)), random, end)  # noqa: S311
        ended = time.monotonic()
    finally:
        disk.unmount()
    disk.mount()
    try:
        if naive:
            deaths.cycles += 1
            deaths.broken += not naive_whole(folder)
        else:
            look(folder, first, diary(told, ended), deaths)
        shutil.rmtree(place)
    finally:
        disk.unmount()


def why_not(kind: str) -> str:
    """Why no power can be cut here; "" where it can."""
    if os.geteuid() != 0:
        return "only root can mount a file system"
    tools = (f"mkfs.{kind}", "mount", "umount")
    missing = [name for name in tools if shutil.which(name) is None]
    return f"{', '.join(missing)} is not installed" if missing else ""


def main() -> int:
    """Cut; prints a line for 20 cycles, and the totals at the end."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=[*SIZE], default="ext4")
    parser.add_argument("--naive", action="store_true")
    parser.add_argument("--no-sync", action="store_true")
    given = parser.parse_args()
    if reason := why_not(given.kind):
        print(reason)
        return 3
    if given.no_sync:
        files._flush = lambda _: None  # noqa: SLF001
    deaths, started = Deaths(), time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        try:
            disk = Disk(given.kind, Path(name))
            disk.mount()
            disk.cut()
            disk.unmount()
        except (subprocess.CalledProcessError, OSError) as error:
            with suppress(subprocess.CalledProcessError):
                _run("umount", f"{name}/mounted")
            print(f"no power can be cut on {given.kind} here: {error}")
            return 3
        for number in range(given.cycles):
            seed = given.seed * 1_000_003 + number
            try:
                cycle(disk, number, Random(seed), deaths, naive=given.naive)  # noqa: S311
            except AssertionError as error:
                deaths.broken += 1
                print(f"BROKEN: seed {seed}: {error}")
            if (number + 1) % 20 == 0 or number + 1 == given.cycles:
                print(f"{given.kind}: {deaths}, {time.monotonic() - started:.0f} s", flush=True)
    return bool(deaths.broken)


if __name__ == "__main__":
    sys.exit(main())
