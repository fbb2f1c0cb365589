"""BIF and XMLBIF files in.

Every importer is asked whether it knows a file, so that what reads one is imported only then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rcakit import Imported, Importer, ImportFile, UnreadableError

if TYPE_CHECKING:
    from rcakit_bayes_net.exchange.document import Document

_SURE = 0.95
_HEAD = 20_000
_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_BEGINS = re.compile(
    r"\s*(network\s*(\"[^\"\n]*\"|[^\s{}\"]+)?\s*\{|variable\s+(\"[^\"\n]*\"|[^\s{}\"]+)\s*\{)",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<bif[\s>]", re.IGNORECASE)


class BifImporter(Importer):
    """Reads Bayesian networks in the Bayesian Interchange Format."""

    id = "bif"
    title = "BIF"
    summary = "Bayesian networks in the Bayesian Interchange Format."

    def recognises(self, file: ImportFile) -> float:
        """By the block it begins with."""
        return _SURE if _BEGINS.match(_COMMENTS.sub(" ", file.head(_HEAD))) else 0.0

    def read(self, file: ImportFile) -> Imported:
        """The network as causes, with its tables as notes of the Bayesian network.

        Raises:
            UnreadableError: It is no BIF, or a network that cannot be.
        """
        from rcakit_bayes_net.exchange import bif

        return _read(file, lambda: bif.read(file.text()))


class XmlBifImporter(Importer):
    """Reads Bayesian networks in XMLBIF."""

    id = "xmlbif"
    title = "XMLBIF"
    summary = "Bayesian networks in XMLBIF 0.3 (XML)."

    def recognises(self, file: ImportFile) -> float:
        """By the name of its root element."""
        head = file.head(_HEAD)
        return _SURE if head.startswith("<") and _ROOT.search(head) else 0.0

    def read(self, file: ImportFile) -> Imported:
        """The network as causes, with its tables as notes of the Bayesian network.

        Raises:
            UnreadableError: It is no XMLBIF, or a network that cannot be.
        """
        from rcakit_bayes_net.exchange import xmlbif

        return _read(file, lambda: xmlbif.read(file.data))


def _read(file: ImportFile, document: Callable[[], Document]) -> Imported:
    from rcakit_bayes_net.exchange.causes import imported
    from rcakit_bayes_net.exchange.document import BrokenNetwork

    try:
        return imported(document(), file.name)
    except BrokenNetwork as error:
        raise UnreadableError(Path(file.name), error.line, error.reason) from None
