"""The formats of an export, and what can be chosen for those that are made of tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from viewer.render.delimited import GridOptions


class Format(Enum):
    """What a document can be exported as; the values are the command line's words."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    RAW = "raw"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    JSONL = "jsonl"


TABLES = frozenset({Format.CSV, Format.TSV, Format.XLSX})
"""The formats that hold the data tables of a document and nothing else."""
DELIMITERS = {Format.CSV: ",", Format.TSV: "\t"}


@dataclass(frozen=True, slots=True)
class TableOptions:
    """Which data table is wanted (its number from 1; 0: all of them), and how grids are written."""

    number: int = 0
    grid: GridOptions = field(default_factory=GridOptions)
