"""Runs every benchmark beside this file, module or package, each in its own process: none warms another's caches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(path.stem for path in here.glob("[!_.]*") if _is_benchmark(path))
    failed = []
    for name in names:
        print(f"== {name}", flush=True)
        if subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], cwd=here.parent, check=False
        ).returncode:
            failed.append(name)
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr)
    return bool(failed)


def _is_benchmark(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__main__.py").exists()


if __name__ == "__main__":
    sys.exit(main())
