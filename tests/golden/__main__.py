"""Writes the expected files of the golden cases anew, on purpose: look at every difference before it is committed.

python -m tests.golden                      the files that are frozen already
python -m tests.golden --freeze NAME ...    all files of these cases, new ones too; NAME/FILE for one file
"""

from __future__ import annotations

import argparse
import sys

from tests.golden.cases import EXPECTED, cases, rendered


def update(freeze: list[str]) -> list[str]:
    """Write the expected files whose rendering has changed and return their names."""
    changed = []
    for case in cases():
        renderings = rendered(case)
        for name in EXPECTED:
            path = case.exhibit.with_name(name)
            wanted = path.exists() or case.name in freeze or f"{case.name}/{name}" in freeze
            content = renderings[name].encode()
            if wanted and not (path.exists() and path.read_bytes() == content):
                path.write_bytes(content)
                changed.append(f"{case.name}/{name}")
    return changed


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--freeze", nargs="+", default=[], metavar="NAME")
    options = parser.parse_args()
    known = {case.name for case in cases()}
    for name in options.freeze:
        if name.partition("/")[0] not in known:
            parser.error(f"there is no case {name}")
    changed = update(options.freeze)
    print("\n".join(changed) if changed else "Nothing has changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
