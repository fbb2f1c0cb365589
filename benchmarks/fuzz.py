"""Bytes of all sorts into every reader: importers, the files of a folder, the policy, typed times.

The laws are those of `tests/fuzz`: what is taken can be saved and read back, what is not is refused
in one sentence, and nothing takes long. Bytes that break one are kept in a folder.

    python benchmarks/fuzz.py --minutes 60 [--engine atheris] [--target markdown] [--seed 1]

Engine `mutation` alters samples at random; `atheris` is led by what is run of the code, and is
left out with a sentence where it is not installed (pip install atheris). Each target has its share
of the minutes. Exit code 1 where a law was broken.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from mutating import KINDS, TOKENS, Alteration, altered


def by_mutation(target: str, seconds: float, seed: int, kept: Path) -> int:
    """Alter samples until the time is over; how many files were tried."""
    from fuzzing import TARGETS, refused

    chance = random.Random(f"{seed} {target}")  # noqa: S311  no secret
    others = [sample for one in TARGETS.values() for sample in one.samples]
    end = time.monotonic() + seconds
    count = 0
    seen: set[str] = set()
    while time.monotonic() < end:
        count += 1
        alterations = [
            Alteration(
                chance.choice(KINDS),
                chance.random(),
                chance.randint(1, 100),
                chance.choice(TOKENS) if chance.random() < 0.8 else chance.randbytes(4),
            )
            for _ in range(chance.randint(1, 12))
        ]
        sample = chance.choice(TARGETS[target].samples)
        data = altered(sample, alterations, chance.choice(others))
        why = refused(target, data)
        if why and why[:60] not in seen:
            seen.add(why[:60])
            keep(kept, target, data, why)
    return count


def keep(kept: Path, target: str, data: bytes, why: str) -> None:
    """Put bytes that broke a law into a file."""
    kept.mkdir(parents=True, exist_ok=True)
    path = kept / f"{target.replace('/', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    print(f"{target}: {why[:300]!r}\n  kept in {path}", flush=True)


def by_atheris(target: str, seconds: float, seed: int, kept: Path) -> int:
    """Have atheris look for bytes in a process of its own, since it ends that; its exit code."""
    from fuzzing import TARGETS

    corpus = kept / "corpus" / target.replace("/", "-")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(TARGETS[target].samples):
        (corpus / f"sample-{number}").write_bytes(sample)
    words = kept / "words"
    words.write_text(
        "".join(
            '"' + "".join(f"\\x{byte:02x}" for byte in token) + '"\n'
            for token in TOKENS
            if 0 < len(token) < 60
        )
    )
    done = subprocess.run(
        [
            *(sys.executable, __file__, "--inside", target),
            *(f"-max_total_time={int(seconds)}", f"-seed={seed}", "-max_len=4096", "-timeout=20"),
            *(f"-dict={words}", f"-artifact_prefix={kept}/{target.replace('/', '-')}-"),
            *("-rss_limit_mb=2000", "-verbosity=0", "-print_final_stats=1", str(corpus)),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    told = [line for line in done.stderr.splitlines() if "executed_units" in line]
    if done.returncode:
        print(f"{target}: {done.stderr[-1500:]}", flush=True)
    count = int(told[0].rpartition(" ")[2]) if told else 0
    return -count - 1 if done.returncode else count


def inside(target: str, options: list[str]) -> None:
    """Be the process that atheris runs in."""
    import atheris

    with atheris.instrument_imports(include=["rcakit", "tomli", "csv", "json"]):
        from fuzzing import plugins, try_on

        plugins()
    atheris.Setup([sys.argv[0], *options], lambda data: try_on(target, data))
    atheris.Fuzz()


def main() -> int:
    """Fuzz."""
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--engine", choices=("mutation", "atheris"), default="mutation")
    parser.add_argument("--target", action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, default=Path("build/fuzz"))
    options = parser.parse_args()
    if options.engine == "atheris" and find_spec("atheris") is None:
        print("atheris is not installed, so nothing was tried; `pip install atheris` gets it.")
        return 0
    from fuzzing import TARGETS

    targets = options.target or list(TARGETS)
    share = options.minutes * 60 / len(targets)
    before = set(options.kept.glob("*-*")) if options.kept.is_dir() else set()
    fell = False
    for target in targets:
        engine = by_atheris if options.engine == "atheris" else by_mutation
        count = engine(target, share, options.seed, options.kept.resolve())
        fell = fell or count < 0
        tried = -count - 1 if count < 0 else count
        print(f"{target}: {tried:,} files in {share:.0f} s", flush=True)
    found = set(options.kept.glob("*-*")) - before if options.kept.is_dir() else set()
    print(f"{len(found)} files broke a law." if found else "No law was broken.")
    return int(bool(found) or fell)


if __name__ == "__main__":
    sys.exit(main())
