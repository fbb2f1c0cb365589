"""What nobody knows, in a postmortem's files and in the team's policy: keys, rules and steps.

Such a word is mostly a typing error. What was meant by it is then neither refused nor done, so
it is said, with the place where it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import attrs

from rcakit import convert
from rcakit.guide import Finding, Severity
from rcakit.library.policy import NAME, Policy
from rcakit.model import Postmortem
from rcakit.store import CYCLE, REFERENCE, unknown_keys
from rcakit.text import one_line

if TYPE_CHECKING:
    from rcakit.plugins import Plugins

KEY, RULE, STEP = "unknown-key", "unknown-rule", "unknown-step"
NOTES, HOMELESS = "notes", "method-missing"
STRAY, DUPLICATE_ID, COPIED_FOLDER = "conflicted-copy", "duplicate-id", "copied-folder"
OWN_RULES = (
    *(KEY, RULE, STEP, NOTES, HOMELESS, REFERENCE, CYCLE),
    *(STRAY, DUPLICATE_ID, COPIED_FOLDER),
)
"""The rules that no plugin brings, for a policy to weigh."""


@attrs.frozen
class Placed:
    """A finding about what a file says, with its place.

    Attributes:
        finding: What is so.
        file: The file, by its path below its folder; "" where that is not known.
        path: The keys to it.
    """

    finding: Finding
    file: str = ""
    path: tuple[str, ...] = ()


def in_postmortem(postmortem: Postmortem) -> Iterator[Placed]:
    """One for each key of a postmortem that rcakit does not know."""
    for file, path, known in unknown_keys(postmortem):
        # The thing or table that holds the key, by the name other findings have for it.
        depth = 1 if len(path) <= 2 or path[0] == "review" else 2
        yield _key(file, path, known, about=".".join(path[:depth]), field="".join(path[depth:][:1]))


def in_policy(policy: Policy, plugins: Plugins) -> Iterator[Placed]:
    """One for each key that rcakit does not know, and each rule and step that is not there."""
    for path, known in convert.unknown_keys(policy):
        yield _key(NAME, path, known)
    guides = (*plugins.steps, *plugins.methods)
    rules = (*plugins.checks, *OWN_RULES)
    for rule in policy.check:
        # What a guide points out has its id before it; which rules it has nobody lists.
        if rule not in rules and rule.partition("/")[0] not in guides:
            yield _missing(RULE, rule, rules, ("check", rule), "the rule")
    for step in policy.process.steps:
        if step not in plugins.steps:
            yield _missing(STEP, step, plugins.steps, ("process", "steps"), "the step")


def _key(
    file: str, path: tuple[str, ...], known: Collection[str], about: str = "", field: str = ""
) -> Placed:
    finding = Finding(
        rule=KEY,
        severity=Severity.WARNING,
        text=f"{file} has the key {'.'.join(path)}, which rcakit does not know.",
        mend=_meant(path[-1], known) or "It is kept as it is.",
        about=(about,) if about else (),
        field=field,
    )
    return Placed(finding, file, path)


def _missing(
    rule: str, name: str, known: Collection[str], path: tuple[str, ...], what: str
) -> Placed:
    finding = Finding(
        rule=rule,
        severity=Severity.WARNING,
        text=f"{NAME} names {what} {one_line(name)}, which no plugin that is loaded has.",
        mend=_meant(name, known) or "Take it out, or install the plugin that has it.",
    )
    return Placed(finding, NAME, path)


def _meant(name: str, known: Collection[str]) -> str:
    # Needed where something is wrong only.
    from difflib import get_close_matches

    near = get_close_matches(name[:64], known, 1)
    return f"Was {near[0]} meant?" if near else ""
