"""The same command on a Dask cluster gives the same bytes; without one it says so in a sentence."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.resources import resource

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(resource("sample.txt"))
EXPORT = ["export", SAMPLE, "--all", "--format", "markdown", "--output"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "True"}
HAS_DASK = importlib.util.find_spec("distributed") is not None

LOCAL_CLUSTER = """
import subprocess, sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        sys.exit(subprocess.run([sys.executable, "-m", "viewer", *sys.argv[1:], "--scheduler", address]).returncode)
"""


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(not HAS_DASK, reason="Dask's distributed is not installed")
def test_a_local_cluster_gives_the_same_bytes(tmp_path):
    script = tmp_path / "local_cluster.py"
    script.write_text(LOCAL_CLUSTER)
    alone = ran("-m", "viewer", *EXPORT, str(tmp_path / "alone"))
    spread = ran(str(script), *EXPORT, str(tmp_path / "spread"))
    assert (alone.returncode, spread.returncode) == (0, 0), spread.stderr
    assert "3 documents exported" in spread.stderr
    files = sorted(path.name for path in (tmp_path / "alone").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "spread").iterdir())
    assert len(files) == 4
    for name in files:
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "spread" / name).read_bytes()


@pytest.mark.skipif(not HAS_DASK, reason="Dask's distributed is not installed")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "tcp://"])
def test_a_scheduler_that_is_not_there_is_one_sentence(monkeypatch, address):
    from viewer.batch import cluster
    from viewer.errors import ExportError

    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(ExportError, match="no Dask scheduler"):
        list(cluster.OnCluster(address).outcomes([]))


def test_without_dask_a_sentence_says_what_to_install(monkeypatch):
    from viewer.batch import cluster
    from viewer.errors import ExportError

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExportError, match=r"pip install 'filing-viewer\[dask\]'"):
        list(cluster.OnCluster("tcp://127.0.0.1:8786").outcomes([]))
