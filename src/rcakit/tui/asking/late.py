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
    """What `make` makes of the postmortem it is applied to, not of the one that was asked about.

    Attributes:
        name: The title.
        make: From the postmortem as it is by then to the change.
    """

    name: str
    make: Callable[[Postmortem], Change]

    @property
    def title(self) -> str:
        """The name given."""
        return self.name

    def __call__(self, postmortem: Postmortem) -> Postmortem:
        """The postmortem after the change that suits it."""
        return self.make(postmortem)(postmortem)


def there(postmortem: Postmortem, table: str, name: str) -> Any:
    """The thing a question was about; `Refused` where somebody has deleted it meanwhile."""
    try:
        return things(postmortem, table)[name]
    except KeyError:
        raise Refused(f"There is no {table} named {name!r} any more.") from None
