"""What Fishbone keeps for itself: which bones the fish has, and which are bare on purpose."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from rcakit import model

ID = "fishbone"


@attrs.frozen(kw_only=True)
class Notes:
    """The file `methods/fishbone.toml`.

    Attributes:
        set: The id of a set of bones; "" until somebody chose one.
        own: The team's own bones instead of a set.
        bare: Bones of which somebody said that nothing hangs on them.
        extra: Keys of the file that Fishbone does not know; kept and written back.
    """

    set: str = ""
    own: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    extra: Mapping[str, object] = attrs.field(factory=model.table)
