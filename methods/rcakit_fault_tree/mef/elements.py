"""XML as a tree of elements that know their lines.

Some programs put a document type before a model. It is passed over, and one that is another file
is never fetched; entities are refused. Prefixes of namespaces are left out of names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

import attrs
from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

DEEPEST = 1000
_PROSE = frozenset({"label", "attributes"})


class BrokenXml(Exception):
    """A file is no XML, or holds what no model file needs; says at which line and why."""

    def __init__(self, line: int | None, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


@attrs.define(eq=False)
class Element:
    """One element.

    Attributes:
        tag: Its name.
        line: Where it begins, from 1.
        attributes: Its attributes.
        children: The elements inside, in their order.
        words: The pieces of text inside, those of the children left out.
    """

    tag: str
    line: int
    attributes: Mapping[str, str]
    children: list[Element] = attrs.field(factory=list)
    words: list[str] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """The text inside, that of the children left out."""
        return "".join(self.words)

    def parts(self) -> list[Element]:
        """The children without labels and attributes, which only describe."""
        return [child for child in self.children if child.tag not in _PROSE]

    def child(self, tag: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def walk(self) -> Iterator[Element]:
        """The element and everything inside, depth first."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.children))


def parse(data: bytes, start: int = 0) -> Element:
    """The root element of a file.

    Args:
        data: Its contents.
        start: What is added to the number of each line.

    Raises:
        BrokenXml: It is no XML, defines entities, or is nested too deep.
    """
    handler = _Handler(start)
    parser = _Parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(data))
    except SAXParseException as error:
        raise BrokenXml(
            start + (error.getLineNumber() or 0), f"It is no XML: {error.getMessage()}."
        ) from None
    except DefusedXmlException:
        raise BrokenXml(handler.line(), "It defines entities, which are not read.") from None
    except (ValueError, LookupError) as error:
        raise BrokenXml(None, f"It is no XML: {error}.") from None
    if handler.root is None:
        raise BrokenXml(None, "It is empty.")
    return handler.root


class _Parser(DefusedExpatParser):
    def defused_external_entity_ref_handler(self, *_: object) -> int:  # type: ignore[override]
        """Pass over the document type in another file: nothing is fetched."""
        return 1


class _Handler(ContentHandler):
    def __init__(self, start: int) -> None:
        super().__init__()
        self._start = start
        self.root: Element | None = None
        self._open: list[Element] = []
        self._locator: Locator | None = None

    def line(self) -> int | None:
        """Where the parser is."""
        if self._locator is None:
            return None
        return self._start + (self._locator.getLineNumber() or 0)

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  its name in SAX
        self._locator = locator

    def startElement(self, name: str, attributes: AttributesImpl) -> None:  # noqa: N802
        tag = name.rpartition(":")[2]
        element = Element(tag, self.line() or 0, dict(attributes.items()))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        if len(self._open) >= DEEPEST:
            raise BrokenXml(element.line, f"Its elements are nested more than {DEEPEST} deep.")
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802
        del name
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open and not content.isspace():
            self._open[-1].words.append(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802
        raise BrokenXml(self.line(), f"It uses the entity {name[:40]}, which is not read.")
