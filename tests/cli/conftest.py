"""The command line, run in this process."""

from __future__ import annotations

import pytest

from viewer import cli


@pytest.fixture
def run(capfdbinary):
    """Run the command line in this process; returns (exit code, stdout, stderr)."""

    def command(*arguments: str) -> tuple[int, bytes, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return code, out, err.decode()

    return command
