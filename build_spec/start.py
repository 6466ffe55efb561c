"""The frozen program's first line: what `python -m viewer` does, and what the workers of an export begin with."""

import multiprocessing
import sys

from viewer.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
