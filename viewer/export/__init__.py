"""A document and a format to the bytes of an export, its file name and its files: never overwritten unasked.

The window and the command line both export through `exported`, so both give the same bytes.
"""

from viewer.export.content import Piece, exported, piece_names, pieces, table_name, table_text, tables_of
from viewer.export.formats import TABLES, Format, TableOptions
from viewer.export.front_matter import front_matter
from viewer.export.names import Names, file_name, safe_name
from viewer.export.writing import save, write
from viewer.render.delimited import Dashes, GridOptions

__all__ = [
    "TABLES",
    "Dashes",
    "Format",
    "GridOptions",
    "Names",
    "Piece",
    "TableOptions",
    "exported",
    "file_name",
    "front_matter",
    "piece_names",
    "pieces",
    "safe_name",
    "save",
    "table_name",
    "table_text",
    "tables_of",
    "write",
]
