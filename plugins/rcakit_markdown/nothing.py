"""What people write where there is nothing to write, in a template that wants something."""

from __future__ import annotations

import re

_NONE = r"[\s.…_<>-]*|none\.?|n/?a|tbd|todo|<.*>"
NOTHING = re.compile(rf"{_NONE}|unknown", re.IGNORECASE)
NO_ACTION = re.compile(rf"{_NONE}|no action items?\.?", re.IGNORECASE)
NOBODY = re.compile(
    rf"{_NONE}|[\s?]*|nobody|no one|tb[ac]\.?|tbd\.|to be (?:determined|decided|confirmed)"
    r"|unknown|unassigned|vacant",
    re.IGNORECASE,
)
