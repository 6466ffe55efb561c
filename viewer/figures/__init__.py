"""The data tables of a cleaned tree to grids of typed values, each with its place in the filing."""

from viewer.figures.captions import DataTable, data_tables
from viewer.figures.day import DateStyle
from viewer.figures.grid import Column, Grid, GridRow, read_grid
from viewer.figures.value import Value, ValueKind, read_value

__all__ = [
    "Column",
    "DataTable",
    "DateStyle",
    "Grid",
    "GridRow",
    "Value",
    "ValueKind",
    "data_tables",
    "read_grid",
    "read_value",
]
