"""Bayesian network: how likely each cause is, given what has been observed."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Exporter, Importer, hookimpl


@hookimpl
def rcakit_importers() -> Iterable[Importer]:
    """The importers of BIF and XMLBIF."""
    from rcakit_bayes_net.exchange.importing import BifImporter, XmlBifImporter

    return [BifImporter(), XmlBifImporter()]


@hookimpl
def rcakit_exporters() -> Iterable[Exporter]:
    """The exporters of BIF and XMLBIF."""
    from rcakit_bayes_net.exchange.exporting import BifExporter, XmlBifExporter

    return [BifExporter(), XmlBifExporter()]
