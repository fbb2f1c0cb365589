"""Bayesian network: how likely each cause is, given what has been observed."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Exporter, Importer, Method, hookimpl


@hookimpl
def rcakit_methods() -> Iterable[Method]:
    """The method, imported only by commands that use methods."""
    from rcakit_bayes_net.method import BayesNet

    return [BayesNet()]


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
