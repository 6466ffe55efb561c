"""What can be asked for on the command line: a parser for each command, and what their help says."""

from __future__ import annotations

import argparse

from viewer import __version__

_COMMANDS = """\
commands:
  info FILE     what is in a file: header, documents, problems
  export FILE   documents as Markdown, text, HTML, tables, JSON lines or their own bytes
  (`filing-viewer info --help`, `filing-viewer export --help`; a file of such a name is opened as ./info)
"""
_FILE = "a submission file, packed (.gz, .zip, .tar.gz) or not, or a single exhibit"


def window_parser() -> argparse.ArgumentParser:
    """Return the parser of the plain command, which opens the window."""
    parser = argparse.ArgumentParser(
        prog="filing-viewer",
        usage="filing-viewer [--new-window] [FILE ...]\n       filing-viewer --sample\n"
        "       filing-viewer --screenshot OUT.png (FILE | --sample) [--overwrite]\n"
        "       filing-viewer info FILE ...\n       filing-viewer export FILE ...",
        description="Read SEC EDGAR submission files. Without a command: open the files in the window.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", type=_name, metavar="FILE", help=_FILE + "; or a folder of them")
    parser.add_argument("--sample", action="store_true", help="open the filing that comes with the program")
    parser.add_argument(
        "--screenshot",
        type=_name,
        metavar="OUT.png",
        help="draw the window once into a picture; needs no screen",
    )
    parser.add_argument(
        "--new-window", action="store_true", help="open a window apart, even where one is open already"
    )
    parser.add_argument("--overwrite", action="store_true", help="let --screenshot replace a picture")
    parser.add_argument("--version", action="version", version=f"filing-viewer {__version__}")
    return parser


def info_parser() -> argparse.ArgumentParser:
    """Return the parser of `info`."""
    parser = argparse.ArgumentParser(
        prog="filing-viewer info",
        description="List what is in a file: header, documents with their exact sizes, problems.",
        allow_abbrev=False,
    )
    parser.add_argument("file", type=_name, metavar="FILE", help=_FILE)
    parser.add_argument("--json", action="store_true", help="as JSON instead of a listing")
    parser.add_argument("--digest", action="store_true", help="with the SHA-256 of each document's payload")
    return parser


def _count(text: str) -> int:
    """Return `text` as a number from 1; argparse turns the error into wrong usage."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _name(text: str) -> str:
    """Return `text` as it is; an empty one, such as an unset variable of a script, would stand for this folder."""
    if not text.strip():
        raise ValueError
    return text


_name.__name__ = "name"
_count.__name__ = "number"  # argparse says "invalid number value: '0'"


def export_parser() -> argparse.ArgumentParser:
    """Return the parser of `export`."""
    parser = argparse.ArgumentParser(
        prog="filing-viewer export",
        description="Export documents of submission files. Nothing is overwritten without --overwrite.",
        epilog="--all leaves out documents that have no such rendition (the text of a picture), and says so.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "files",
        nargs="+",
        type=_name,
        metavar="FILE",
        help="a submission file, a single exhibit, a folder of them, or an archive (.tar.gz, .zip)",
    )
    _add_choice(parser)
    _add_form(parser)
    _add_running(parser)
    return parser


def _add_choice(parser: argparse.ArgumentParser) -> None:
    """Add what says which documents are wanted."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--document", type=_count, metavar="N", help="the document at place N, from 1")
    which.add_argument(
        "--type", type=_name, metavar="TYPE", help="all documents of that type, such as EX-99.1"
    )
    which.add_argument("--all", action="store_true", help="all documents")
    parser.add_argument(
        "--submission",
        type=_count,
        metavar="K",
        help="of a file that holds several submissions, the K-th only (else: --document takes from the "
        "first, --type and --all from every one)",
    )


def _add_form(parser: argparse.ArgumentParser) -> None:
    """Add what says as what they are wanted."""
    parser.add_argument(
        "--format",
        required=True,
        choices=["markdown", "text", "html", "raw", "csv", "tsv", "xlsx", "jsonl"],
        help="raw: the payload as filed, decoded and unwrapped; csv, tsv, xlsx: the tables of data; "
        "jsonl: all of it, for programs",
    )
    parser.add_argument(
        "--width", type=_count, metavar="N", default=0, help="text: wrap prose to N characters (default: not)"
    )
    parser.add_argument(
        "--tables",
        choices=["aligned", "tabs", "rows"],
        default="aligned",
        help="text: tables aligned (the default), cells parted by tabs, or a row a line",
    )
    parser.add_argument(
        "--no-furniture",
        action="store_true",
        help="text and Markdown: leave out page breaks, page numbers and running lines",
    )
    parser.add_argument(
        "--headings",
        choices=["rows", "joined"],
        default="rows",
        help="Markdown: several rows of headings as filed (the default), or joined into one for each column",
    )
    parser.add_argument(
        "--table", type=_count, metavar="N", help="csv, tsv, xlsx: the N-th table of data only (default: all)"
    )
    parser.add_argument(
        "--dashes", choices=["empty", "0"], default="empty", help="csv, tsv, xlsx: what a dash becomes"
    )
    parser.add_argument(
        "--places", action="store_true", help="csv, tsv: a last column with the number of each row's block"
    )


def _add_running(parser: argparse.ArgumentParser) -> None:
    """Add what says where they go, and how the work is done."""
    parser.add_argument(
        "--output",
        type=_name,
        metavar="PATH|DIR|-",
        default="-",
        help="a file for one document; a folder (made where missing) for several; - (the default) is "
        "standard output, which takes one document",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.add_argument(
        "--jobs", type=_count, metavar="N", default=1, help="export in N processes at a time (default: 1)"
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on where a run into the same folder was stopped; skip what is done",
    )
    parser.add_argument(
        "--report",
        type=_name,
        metavar="FILE",
        help="where to say what failed (default: in the folder of the output)",
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="let a Dask cluster do the work, such as tcp://10.0.0.5:8786"
    )
