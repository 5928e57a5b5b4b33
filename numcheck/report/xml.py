"""What the XML writers share: elements, without the characters that XML 1.0 forbids."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

__all__ = ["document", "sound"]

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sound(text: str) -> str:
    """Text that may stand in XML 1.0.

    >>> sound("a\\x00b\\ud800")
    'a\ufffdb\ufffd'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def document(root: Element) -> str:
    """An element and all below it as a document."""
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
