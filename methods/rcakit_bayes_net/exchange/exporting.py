"""The whole causal graph as a BIF or XMLBIF file."""

from __future__ import annotations

from rcakit import Exporter, Reading


class BifExporter(Exporter):
    """Writes the causal graph as a Bayesian network in the Bayesian Interchange Format."""

    id = "bif"
    title = "BIF"
    suffix = ".bif"

    def export(self, reading: Reading) -> str:
        """All causes with their tables.

        Raises:
            RcakitError: A table would be too large, or a number in the notes cannot be.
        """
        from rcakit_bayes_net.exchange.graph_out import document
        from rcakit_bayes_net.exchange.writing import bif

        return bif(document(reading.postmortem))


class XmlBifExporter(Exporter):
    """Writes the causal graph as a Bayesian network in XMLBIF."""

    id = "xmlbif"
    title = "XMLBIF"
    suffix = ".xml"

    def export(self, reading: Reading) -> str:
        """All causes with their tables.

        Raises:
            RcakitError: A table would be too large, or a number in the notes cannot be.
        """
        from rcakit_bayes_net.exchange.graph_out import document
        from rcakit_bayes_net.exchange.writing import xmlbif

        return xmlbif(document(reading.postmortem))
