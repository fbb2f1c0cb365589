"""Files of a folder that are replaced by what may hurt, and what must hold of commands then."""

from __future__ import annotations

from pathlib import Path

from bounded import Outcome

from rcakit.store import FILES

HEADS = {
    **dict.fromkeys(FILES, ""),
    "postmortem.toml": 'title = "a"\n',
    "timeline.toml": '[event.20260301-1000-aaaa]\ntext = "a"\nat = 2026-03-01T10:00:00Z\n',
    "methods/fault-tree.toml": "",
    "methods/no-such-method.toml": "",
}
"""Sound lines that each file begins with."""


def put(folder: Path, file: str, data: bytes) -> None:
    """Put a file into a postmortem in place of its own."""
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def wrong_with(outcome: Outcome, file: str, *, sound: bool) -> list[str]:
    """What is wrong with how a command ended on a folder with such a file.

    Args:
        outcome: What became of the command.
        file: The file that was replaced.
        sound: Whether it may be taken.
    """
    said = outcome.err + outcome.out.decode("utf-8", "replace")
    found = []
    if outcome.code not in ((0, 1) if sound else (4,)):
        found.append(f"ended with {outcome.code} after {outcome.seconds:.1f} s: {said[:300]}")
    if not sound and f"{file}:" not in said:
        found.append(f"did not name the file: {said[:300]}")
    if "Traceback" in said:
        found.append(f"fell: {said[:300]}")
    return found
