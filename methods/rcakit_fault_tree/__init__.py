"""Fault tree: what had to come together, how likely that is, and what matters most in it."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Exporter, Importer, Method, hookimpl


@hookimpl
def rcakit_methods() -> Iterable[Method]:
    """The method, imported only by commands that use methods."""
    from rcakit_fault_tree.method import FaultTree

    return [FaultTree()]


@hookimpl
def rcakit_importers() -> Iterable[Importer]:
    """The importers of Open-PSA models and of what a premortem predicted."""
    from rcakit_fault_tree.open_psa import OpenPsaImporter
    from rcakit_fault_tree.prediction_files import PredictionImporter

    return [OpenPsaImporter(), PredictionImporter()]


@hookimpl
def rcakit_exporters() -> Iterable[Exporter]:
    """The exporters of Open-PSA models and of what a premortem predicts."""
    from rcakit_fault_tree.open_psa_out import OpenPsaExporter
    from rcakit_fault_tree.prediction_files import PredictionExporter

    return [OpenPsaExporter(), PredictionExporter()]
