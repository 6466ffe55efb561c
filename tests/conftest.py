"""What holds for all tests: no screen, and settings in a folder of their own."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import pytest
from hypothesis import settings

# The same examples each time: a run says whether the program changed, `make fuzz` looks for what nobody thought of.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory, monkeypatch):
    """Let nothing read or write the settings of whoever runs the tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
