"""Finding plugins, loading them guarded, and asking them for what they bring."""

from rcakit.plugins import sound
from rcakit.plugins.answers import AnswerFailed, Asker
from rcakit.plugins.gathering import gather
from rcakit.plugins.lending import adopted
from rcakit.plugins.loading import BUILT_IN, GROUP, Plugin, described
from rcakit.plugins.registry import Fault, Owned, Plugins, names_of

__all__ = [
    "BUILT_IN",
    "GROUP",
    "AnswerFailed",
    "Asker",
    "Fault",
    "Owned",
    "Plugin",
    "Plugins",
    "adopted",
    "described",
    "gather",
    "names_of",
    "sound",
]
