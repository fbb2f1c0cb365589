"""A change made out when it is applied, since others write while a question is being answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from rcakit.change import Change
from rcakit.errors import Refused
from rcakit.model import Postmortem, things


@attrs.frozen
class Late(Change):
    """What `make` makes of the postmortem as it is by then, not as it was when it was asked about.

    The desk makes the change itself of it, with its own title, before anything is altered.

    Attributes:
        make: From the postmortem as it is by then to the change.
    """

    make: Callable[[Postmortem], Change]

    @property
    def title(self) -> str:
        """None of its own."""
        return ""

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem after the change that suits it."""
        return self.make(postmortem)(postmortem)


def there(postmortem: Postmortem, table: str, name: str) -> Any:
    """The thing a question was about; `Refused` where somebody has deleted it meanwhile."""
    try:
        return things(postmortem, table)[name]
    except KeyError:
        raise Refused(f"There is no {table} named {name!r} any more.") from None
