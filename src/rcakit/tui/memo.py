"""What is worked out once for each state of the postmortem."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import attrs

from rcakit.model import Postmortem


@attrs.define
class Memo:
    """Keeps values until they are asked for of another postmortem."""

    _of: Postmortem | None = None
    _kept: dict[Hashable, Any] = attrs.field(factory=dict)

    def of(self, postmortem: Postmortem, key: Hashable, compute: Callable[[], Any]) -> Any:
        """`compute()`, or what it gave before for this key and the same postmortem."""
        if self._of is not postmortem:
            self._kept.clear()
            self._of = postmortem
        if key not in self._kept:
            self._kept[key] = compute()
        return self._kept[key]
