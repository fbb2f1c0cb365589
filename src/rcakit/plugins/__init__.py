"""Finding plugins, loading them guarded, and asking them for what they bring."""

from rcakit.plugins.loading import BUILT_IN, GROUP, Plugin, described
from rcakit.plugins.registry import Fault, Owned, Plugins, gather, names_of

__all__ = [
    "BUILT_IN",
    "GROUP",
    "Fault",
    "Owned",
    "Plugin",
    "Plugins",
    "described",
    "gather",
    "names_of",
]
