"""Other extractors of quantities, each of which may live in an environment of its own.

`python -m benchmarks.rivals NAME FILE` reads the texts of FILE, a list in JSON, with one of them, and prints the CPU
seconds that a text takes. CQE asks for a locale and downloads a model of spaCy: here the locale is left alone, and the
model is the one at the path CQE_MODEL, where that is set.
"""

from __future__ import annotations

import json
import locale
import os
import sys
import time
import types
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["RIVALS", "seconds_a_text"]

ROOT = Path(__file__).parent.parent
Parser = Callable[[str], object]


def _quantulum3() -> Parser:
    return import_module("quantulum3.parser").parse


def _cqe() -> Parser:
    held: Any = locale
    held.setlocale = lambda *_: "C"
    held.atof = lambda text: float(text.replace(",", ""))
    if "CQE_MODEL" in os.environ:
        model: Any = types.ModuleType("spacy_download")
        model.load_spacy = lambda *_, **options: import_module("spacy").load(os.environ["CQE_MODEL"], **options)
        sys.modules["spacy_download"] = model
    return import_module("CQE.CQE").CQE().parse


RIVALS: Mapping[str, Callable[[], Parser]] = {"quantulum3": _quantulum3, "CQE": _cqe}
"""How to load each parser, by name."""


def seconds_a_text(name: str, texts: list[str]) -> float:
    """CPU seconds that a parser takes for a text, once it has read all of them.

    Args:
        name: one of RIVALS.
        texts: the texts.
    """
    parse = RIVALS[name]()
    for text in texts:
        parse(text)
    begin = time.process_time()
    for text in texts:
        parse(text)
    return (time.process_time() - begin) / len(texts)


if __name__ == "__main__":
    print(seconds_a_text(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
