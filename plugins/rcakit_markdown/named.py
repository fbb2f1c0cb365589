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
    name: re.compile(rf"(?:{words})\b\s*(?P<mark>at|on|:|-|–)?\s*", re.IGNORECASE)
    for name, words in _NAMES.items()
}
_ALONE = re.compile(r"[~≈(\[]?\d{4}(?: ?(?:h|hrs?|hours)\b)?\s*(?:\Z|[^\w\s])")
_WITH_COLON = re.compile(r"\d:[\d?x_-]")


def milestone_named(words: str) -> str | None:
    """The milestone that `words`, all of them, name."""
    bare = " ".join(re.sub(r"[^\w\s-]", " ", words.casefold()).split())
    return next((name for name, known in _WHOLE.items() if known.fullmatch(bare)), None)


def explicit(line: str) -> tuple[str, str, Stamp] | None:
    """Milestone, label and time of a line such as "First detected: 2023-09-18 13:42".

    "Recovered 1200 orders" and "Detected: 1430 accounts" count things: four digits are a time only
    behind a colon, and only where nothing is counted; without a mark a time needs its own colon.
    """
    text = plain(line[:400])[:200]
    if not text[:1].isalpha():
        return None
    for name, known in _LEADING.items():
        match = known.match(text)
        if match is None:
            continue
        found = _time(text[match.end() :], match["mark"] or "")
        if found is not None:
            return name, text[: match.end()].strip(" :-–"), found
    return None


def _time(behind: str, mark: str) -> Stamp | None:
    """The time behind the name of a milestone and the mark between them."""
    found = stamp(behind, cell=mark == ":")
    if found is None or found.clock is None:
        return None
    written = behind[: len(behind) - len(found.rest)]
    if not mark and _WITH_COLON.search(written) is None:
        return None
    counts = found.bare and found.day is None and not found.zone and _ALONE.match(behind) is None
    return None if counts else found
