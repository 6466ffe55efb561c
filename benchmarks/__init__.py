"""Measurements of what has to be fast; `python -m benchmarks` (or `make bench`) runs them in turn."""
