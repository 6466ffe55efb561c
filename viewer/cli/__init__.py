"""Command line arguments to a command run and an exit code: data on stdout, words on stderr.

Exit codes: 0 done, 1 a problem told in one sentence, 2 wrong usage. Qt is imported only where a window is
wanted, the readers of markup only where a document is exported.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from viewer.cli import console
from viewer.cli.arguments import export_parser, info_parser, window_parser
from viewer.cli.console import Exit
from viewer.errors import ExportError, UnreadableFileError, ViewerError, mistake
from viewer.resources import resource
from viewer.submission.source import Source


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (else the program's own) ask for and return the exit code.

    Raises `SystemExit` for wrong usage and for `--help`, as argparse does.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(arguments)
        console.flush()
    except ViewerError as error:
        console.tell(str(error))
    except KeyboardInterrupt:
        console.tell("Stopped.")
    except BrokenPipeError:  # whoever read our output has gone, and needs no telling
        console.abandon_output()
    except OSError as error:
        console.tell(console.reason(error))
    except MemoryError:
        console.tell("There is not enough memory for this.")
    except Exception as error:
        # A mistake of the program: said in one sentence, for it may come from a damaged file.
        console.tell(mistake(error))
    else:
        return code
    return Exit.PROBLEM


def _run(arguments: list[str]) -> int:
    command = arguments[0] if arguments else ""
    if command == "info":
        options = info_parser().parse_args(arguments[1:])
        from viewer.cli.info import run_info

        return run_info(options)
    if command == "export":
        parser = export_parser()
        options = parser.parse_args(arguments[1:])
        from viewer.cli.export import run_export

        return run_export(options, parser)
    parser = window_parser()
    return _window(parser.parse_args(arguments), parser)


def _window(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if options.screenshot:
        if len(options.files) + options.sample != 1:
            parser.error("--screenshot takes one FILE, or --sample")
        source = resource("sample.txt") if options.sample else Path(options.files[0])
        return _screenshot(Path(options.screenshot), source, overwrite=options.overwrite)
    if options.overwrite:
        parser.error("--overwrite goes with --screenshot or export")
    readable = [path for path in map(Path, options.files) if path.is_dir() or _is_readable(path)]
    if options.files and not readable:
        return Exit.PROBLEM
    if sys.platform == "linux" and not any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    ):
        raise ViewerError(
            "There is no screen to open a window on; --screenshot OUT.png draws it to a file, "
            "info and export need none."
        )
    return int(_app().run(readable, options.sample, apart=options.new_window) or 0)


def _is_readable(path: Path) -> bool:
    try:
        Source.open(path).close()
    except UnreadableFileError as error:
        console.tell(str(error))
        return False
    return True


def _screenshot(out: Path, path: Path, *, overwrite: bool) -> int:
    Source.open(path).close()
    if out.is_dir():
        raise ExportError(f"{out} is a folder.")
    if out.exists() and out.stat().st_size and not overwrite:
        raise ExportError(f"{out} exists already and was left as it is; --overwrite replaces it.")
    if not out.absolute().parent.is_dir():
        raise ExportError(f"{out} cannot be written: there is no folder {out.parent}.")
    return int(_app().screenshot(out, path) or 0)


def _app() -> ModuleType:
    try:
        from viewer.ui import app
    except ImportError as error:
        raise ViewerError(f"The window needs Qt, which cannot be loaded here: {error}.") from error
    found: ModuleType = app
    return found
