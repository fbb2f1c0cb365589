"""Asking a plugin for what takes more than one call: a method's notes, a document."""

from __future__ import annotations

import inspect
from typing import Any

from rcakit import convert
from rcakit.errors import RcakitError
from rcakit.guide import Guide, Method
from rcakit.hooks import Exporter, Reading
from rcakit.model import Postmortem, thawed
from rcakit.plugins.registry import Owned, Plugins
from rcakit.plugins.sound import text


def notes_of(thing: Guide, lent: Postmortem) -> Any:
    """A method's notes, or its defaults where the file holds something it cannot take.

    Runs the code of the method, and so is called where that is guarded.
    """
    if not isinstance(thing, Method):
        return thawed(lent.method_notes(thing.id))
    try:
        return thing.read_notes(lent)
    except convert.WrongShape:
        return thing.Notes() if thing.Notes is not None else {}


def has_own(thing: Guide, name: str) -> bool:
    """Whether a method has its own way of one call of the contract; runs nothing of it."""
    held = inspect.getattr_static(type(thing), name, None)
    return held is not inspect.getattr_static(Method, name)


def word_of(plugins: Plugins, owned: Owned[Any], word: str) -> str:
    """A text that a thing of a plugin has, such as its summary; "" where that is none."""
    thing = owned.thing
    held = inspect.getattr_static(thing, word, "")
    if type(held) is str:
        return held
    during = f"its {word} ({thing.id})"
    return plugins.ask(
        owned.plugin, during, lambda: text(getattr(thing, word), f"its {word}"), "", thing.id
    )


def wrong_notes(
    plugins: Plugins, method: Owned[Method], postmortem: Postmortem
) -> convert.WrongShape | None:
    """Why a method cannot take its notes; None where it can, or its plugin fails."""
    lent = plugins.lend(method.plugin, postmortem)

    def read() -> convert.WrongShape | None:
        try:
            method.thing.read_notes(lent)
        except convert.WrongShape as error:
            return error
        return None

    name = method.thing.id
    return plugins.ask(method.plugin, f"its notes ({name})", read, None, name)


def exported(
    plugins: Plugins, exporter: Owned[Exporter], reading: Reading, during: str
) -> str | bytes | None:
    """What an exporter writes of a reading lent to it; None where its plugin fails.

    Raises:
        RcakitError: The exporter refuses, with a sentence.
    """
    refused: list[RcakitError] = []

    def call() -> str | bytes | None:
        try:
            return _plain(exporter.thing.export(reading))
        except RcakitError as error:
            refused.append(error)
            return None

    document = plugins.ask(exporter.plugin, during, call, None, exporter.thing.id)
    if refused:
        raise refused[0]
    return document


def _plain(document: object) -> str | bytes:
    """A document as such; TypeError for what is neither text nor bytes."""
    if isinstance(document, str):
        return str.__str__(document)
    if isinstance(document, bytes):
        return bytes(document)
    raise TypeError(f"gave {type(document).__name__} where text or bytes are wanted")
