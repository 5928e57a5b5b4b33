"""Bytes -> text, exactly: b"\\xff\\xfe5\\x00" -> "5".

In order: byte order mark, UTF-8, the encoding that the text declares, a guess. Bytes that are valid UTF-8 are
UTF-8 whatever they declare, so that a sentence about encodings cannot change how its article is read.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["UndecodableError", "bom_codec", "decode", "is_binary"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding|coding)[\"']?\s{0,3}[=:]\s{0,3}[\"']?([A-Za-z0-9_.:-]{2,40})")
_HEAD = 1024
_SAMPLE = 1 << 16
_ASCII = bytes(range(128))


class UndecodableError(ValueError):
    """Bytes that are not text in any encoding that could be found."""


def bom_codec(head: bytes) -> str | None:
    """The codec that a byte order mark announces.

    >>> bom_codec(b"\\xef\\xbb\\xbfKyiv")
    'utf-8-sig'
    """
    return next((codec for mark, codec in _BOMS if head.startswith(mark)), None)


def is_binary(data: bytes) -> bool:
    """Whether bytes are not text: a NUL, and no byte order mark to explain it.

    >>> is_binary(b"\\x89PNG\\x00"), is_binary(b"Kyiv")
    (True, False)
    """
    return b"\x00" in data and bom_codec(data) is None


def decode(data: bytes) -> str:
    """The text of some bytes, without a byte order mark and otherwise character for character.

    Raises:
        UndecodableError: no encoding fits.

    >>> decode("He said: “We left the café.”".encode("cp1252"))
    'He said: “We left the café.”'
    """
    if is_binary(data):
        raise UndecodableError("binary, not text")
    for codec in (bom_codec(data), "utf-8", _declared(data)):
        if codec is not None:
            try:
                return data.decode(codec)
            except UnicodeError:
                if codec.startswith("utf-") and bom_codec(data):
                    raise UndecodableError(f"broken {codec} after its byte order mark") from None
    codec = _guess(data)
    try:
        return data.decode(codec)
    except UnicodeError as error:
        raise UndecodableError(f"not text in any known encoding (tried UTF-8 and {codec})") from error


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        return name if b"Az 09".decode(name) == "Az 09" else None
    except (LookupError, UnicodeError, AttributeError, TypeError):
        return None


def _guess(data: bytes) -> str:
    """The likeliest encoding; Windows-1252 when few bytes lie outside ASCII, as our texts are English."""
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _ASCII)) * 8 <= len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
