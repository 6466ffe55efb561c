"""The bounds of pyproject.toml to constraints.txt: each part in one version, for every Python, told by its digests."""

from __future__ import annotations

import sys

from commands import ROOT, BuildError, run, say

OUT = ROOT / "build_spec" / "constraints.txt"
_HEAD = """\
# What the program is made of, each part in one version and told by its digests, for every Python that it runs on.
# Written by `make constraints`; installed by
#     pip install --require-hashes --only-binary :all: --no-deps -r build_spec/constraints.txt
"""


def main() -> int:
    try:
        chosen = run(
            sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links",
            "--quiet",
        ).stdout  # fmt: skip
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    OUT.write_text(_HEAD + chosen, "utf-8")
    parts = sum(not line.startswith((" ", "#")) for line in OUT.read_text("utf-8").splitlines())
    say(f"{OUT.relative_to(ROOT)}: {parts} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
