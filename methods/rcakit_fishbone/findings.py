"""What a careful facilitator would point out about a fish."""

from __future__ import annotations

from collections.abc import Iterator

from rcakit import Finding, Severity, finding, model
from rcakit_fishbone.fish import Fish
from rcakit_fishbone.notes import ID
from rcakit_fishbone.sets import bone_set

_FEW = 3


def findings(fish: Fish) -> Iterator[Finding]:
    """All findings; the rules are named `fishbone/...`."""
    if fish.notes.set and bone_set(fish.notes.set) is None:
        yield finding(
            f"{ID}/unknown-set",
            Severity.WARNING,
            f"There is no set of bones named “{fish.notes.set}”.",
            "Choose one of the sets, or name your own bones.",
        )
    standing = [
        name
        for name, cause in fish.postmortem.causes.items()
        if name != fish.problem and cause.status is not model.Status.RULED_OUT
    ]
    if not standing:
        return
    about = (fish.problem,) if fish.problem is not None else ()
    used = [bone for bone, names in fish.on_bone.items() if names]
    yield from _bare(fish, about)
    for cause in fish.boneless:
        if f"{ID}/place/{cause}" in fish.postmortem.skipped:
            continue
        yield finding(
            f"{ID}/on-no-bone",
            Severity.WARNING,
            f"{fish.words(cause)} is on no bone.",
            "Say which bone it belongs on.",
            cause,
            field="category",
        )
    if len(used) == 1 and len(standing) >= _FEW and not fish.boneless:
        yield finding(
            f"{ID}/one-bone",
            Severity.WARNING,
            f"Everything hangs on one bone, {used[0]}.",
            "Ask what the other bones had to do with it.",
            *about,
        )


def _bare(fish: Fish, about: tuple[str, ...]) -> Iterator[Finding]:
    bare = [bone for bone, names in fish.on_bone.items() if not names and not fish.bare(bone)]
    if bare:
        several = len(bare) > 1
        yield finding(
            f"{ID}/bare-bone",
            Severity.HINT,
            f"Nothing hangs on the bone{'s' if several else ''} {', '.join(bare)}.",
            "Ask what each had to do with it, or say that it had nothing."
            if several
            else "Ask what it had to do with it, or say that it had nothing.",
            *about,
        )
