"""The program's start: `filing-viewer`, `python -m viewer`, and the frozen executable."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    if getattr(sys, "frozen", False):  # an executable is started again for each worker process
        import multiprocessing

        multiprocessing.freeze_support()
    try:
        from viewer import cli

        return cli.main()
    except KeyboardInterrupt:  # Ctrl+C while the program's parts were still being read
        print("filing-viewer: Stopped.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
