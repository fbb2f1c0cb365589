"""Milestones by the names documents give them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rcakit import model
from rcakit_markdown.inline import plain
from rcakit_markdown.stamps import Stamp, stamp

_NAMES: Mapping[str, str] = model.frozen(
    {
        "impact-started": r"(?:customer |user )?impact (?:start(?:ed|s)?|began|begins)(?: time)?"
        r"|start of (?:the )?(?:impact|incident|outage)|outage (?:start(?:ed|s)?|began|begins)"
        r"|incident (?:start(?:ed|s)?|began)(?: time)?",
        "detected": r"(?:first |initially |incident |issue |problem )?(?:detected"
        r"|discovered)(?: at)?"
        r"|time (?:of )?(?:detection|detected)|detection(?: time)?|detected time",
        "acknowledged": r"(?:incident |alert )?(?:acknowledged|acked)(?: at)?",
        "declared": r"(?:incident )?declared(?: at)?|incident declaration|time declared",
        "identified": r"(?:root )?cause (?:was )?identified|(?:issue )?identified at",
        "mitigated": r"(?:incident |issue |impact |outage )?(?:repaired|mitigated|stabili[sz]ed)"
        r"(?: at| declared| time)?|mitigation(?: time)?|time (?:of )?mitigation",
        "resolved": r"(?:incident |issue |service )?(?:resolved|recovered|restored)(?: at| time)?"
        r"|resolution(?: time)?|time (?:of )?(?:resolution|recovery)|all[- ]clear|incident (?:end"
        r"|ends|ended|closed)|impact (?:end|ended|ends)(?: time)?|end of (?:the )?(?:impact"
        r"|incident"
        r"|outage)|outage (?:end|ended|ends)",
    }
)
_WHOLE = {name: re.compile(words) for name, words in _NAMES.items()}
_LEADING = {
    name: re.compile(rf"(?:{words})\b\s*(?:at|on|:|-|–)?\s*", re.IGNORECASE)
    for name, words in _NAMES.items()
}


def milestone_named(words: str) -> str | None:
    """The milestone that `words`, all of them, name."""
    bare = " ".join(re.sub(r"[^\w\s-]", " ", words.casefold()).split())
    return next((name for name, known in _WHOLE.items() if known.fullmatch(bare)), None)


def explicit(line: str) -> tuple[str, str, Stamp] | None:
    """Milestone, label and time of a line such as "First detected: 2023-09-18 13:42"."""
    text = plain(line[:400])[:200]
    if not text[:1].isalpha():
        return None
    for name, known in _LEADING.items():
        match = known.match(text)
        if match is None:
            continue
        found = stamp(text[match.end() :], cell=True)
        if found is not None and found.clock is not None:
            return name, text[: match.end()].strip(" :-–"), found
    return None
