"""The nodes of the causal graph. Every method looks at these and owns none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

import attrs

from rcakit.model.frozen import NOTHING
from rcakit.model.timeline import Source


class Gate(StrEnum):
    """How the becauses of one cause combine; the names of fault-tree gates."""

    ANY = "any"
    ALL = "all"
    AT_LEAST = "at-least"
    NOT = "not"
    XOR = "xor"
    NAND = "nand"
    NOR = "nor"
    IFF = "iff"
    IMPLY = "imply"
    INHIBIT = "inhibit"


class Status(StrEnum):
    """What is held of a cause. A ruled-out cause stays, with what ruled it out."""

    HYPOTHESIS = "hypothesis"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled-out"


class Role(StrEnum):
    """What part a cause played."""

    TRIGGER = "trigger"
    CONTRIBUTING = "contributing"
    LATENT = "latent"
    PROXIMATE = "proximate"
    MITIGATOR = "mitigator"
    RISK = "risk"


@attrs.frozen(kw_only=True)
class Cause:
    """One cause, with the causes it happened *because* of.

    Attributes:
        text: What was so, as a fact that can be true or false.
        because: Ids of the causes behind it, in the order they were found.
        gate: How they combine; None means nobody has said yet.
        needed: For the gate `at-least`, how many of them were needed.
        status: Hypothesis, confirmed or ruled out.
        category: The bone of the fishbone it hangs on, one of the library's categories.
        role: What part it played.
        probability: Chance of it in the time the postmortem is about, from 0 to 1.
        probability_source: Who or what says so; without it the number is uncalibrated.
        evidence: Ids of evidence for or against it.
        events: Ids of events it shows in.
        note: What else is known of it.
        source: Where it was imported from.
    """

    text: str
    because: tuple[str, ...] = ()
    gate: Gate | None = None
    needed: int | None = None
    status: Status = Status.HYPOTHESIS
    category: str | None = None
    role: Role | None = None
    probability: float | None = None
    probability_source: str = ""
    evidence: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    note: str = ""
    source: Source | None = None
    extra: Mapping[str, object] = NOTHING


def impossible(cause: Cause) -> Iterator[tuple[str, str]]:
    """Each key of a cause that says what cannot be, and what it says."""
    for name, count in Counter(cause.because).items():
        if count > 1:
            yield "because", name
    if cause.probability is not None and not 0 <= cause.probability <= 1:
        yield "probability", f"{cause.probability:g}"
    if cause.needed is not None and cause.needed < 1:
        yield "needed", str(cause.needed)


def gate_words(gate: Gate | None, needed: int | None, count: int) -> str:
    """How `count` becauses combine, in words; "" where one needs no word.

    `None` is said as what it is: a question nobody has answered yet.
    """
    if count <= 1 and gate is not Gate.NOT:
        return ""
    words = {
        None: "together, or any one alone?",
        Gate.ANY: "any of these",
        Gate.ALL: "all of these",
        Gate.AT_LEAST: f"at least {needed if needed is not None else '?'} of these",
        Gate.NOT: "not this",
        Gate.XOR: "exactly one of these, or an odd number",
        Gate.NAND: "not all of these",
        Gate.NOR: "none of these",
        Gate.IFF: "these alike",
        Gate.IMPLY: "the last, or not the first",
        Gate.INHIBIT: "all of these, the condition among them",
    }
    return words[gate]
