"""Reading: files and folders to documents, their text frozen and hashed. See ``docs/reading.md``.

>>> for item in read_inputs(["examples"]):
...     print(item.line() if isinstance(item, Problem) else item.document.input_id)
"""

from __future__ import annotations

from placard.reading.options import FIELDS, WARNING_KINDS, Found, Reading, ReadOptions, is_warning
from placard.reading.read import read_inputs
from placard.reading.registry import Format, register, suffixes
from placard.reading.report import Link, Report

__all__ = [
    "FIELDS",
    "WARNING_KINDS",
    "Format",
    "Found",
    "Link",
    "ReadOptions",
    "Reading",
    "Report",
    "is_warning",
    "read_inputs",
    "register",
    "suffixes",
]
