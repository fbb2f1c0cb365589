"""Bayesian network: how likely each cause is, given what has been observed."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit import Method, hookimpl


@hookimpl
def rcakit_methods() -> Iterable[Method]:
    """The method, imported only by commands that use methods."""
    from rcakit_bayes_net.method import BayesNet

    return [BayesNet()]
