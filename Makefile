# Two commands on a fresh Debian machine that has Python 3.11 or newer, make and git: `make run` and `make test`; and
# `make app` for a program that needs no Python.
# Everything Python goes into .venv; build_spec/setup says how.

BIN := .venv/bin
CODE := viewer tests benchmarks build_spec
SETUP := build_spec/setup build_spec/debian-packages pyproject.toml

.PHONY: help run test lint types format bench compiled fuzz wheel app deb release constraints clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

run: .venv/.ready-run ## set up what is missing and open the sample filing (without a screen: draw its window to a picture)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(BIN)/filing-viewer --sample; \
	else \
		mkdir -p out && $(BIN)/filing-viewer --sample --screenshot out/sample.png --overwrite && \
		echo "There is no screen here, so the window was drawn to $$PWD/out/sample.png"; \
	fi

test: .venv/.ready-test ## set up what is missing and run the tests
	$(BIN)/python -m pytest

lint: .venv/.ready-test ## check style and format
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: .venv/.ready-test ## check types
	$(BIN)/mypy

format: .venv/.ready-test ## put imports and lines in order
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: .venv/.ready-test ## measure, what is compiled for the frozen program too where there is a compiler of C
	-@$(BIN)/python build_spec/compiled.py
	$(BIN)/python -m benchmarks

compiled: .venv/.ready-test .venv/.ready-app ## compile the rooms that read and write exhibits as in the frozen program, and test them
	$(BIN)/python build_spec/compiled.py
	$(BIN)/python -P -m pytest -q -o "pythonpath=build/compiled ." tests/markup tests/render tests/xbrl tests/test_golden.py

fuzz: .venv/.ready-test ## damage filings at random and see that nothing breaks (COUNT=2000 SECONDS=60)
	$(BIN)/python -m tests.fuzz --count $(or $(COUNT),2000) --seconds $(or $(SECONDS),60)

wheel: .venv/.ready-test ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

app: .venv/.ready-app ## build the program as a folder and a .tar.xz in dist/, and try it (FILINGS="...": draw these too)
	$(BIN)/python build_spec/build_app.py --only archive $(FILINGS)

deb: .venv/.ready-app ## build the folder, try it, and pack it as a .deb in dist/
	$(BIN)/python build_spec/build_app.py --only deb $(FILINGS)

release: .venv/.ready-app ## build and check wheel, sdist, archive, .deb and list of parts; write their checksums
	$(BIN)/python build_spec/release.py

constraints: .venv/.ready-app ## choose the newest version of each part anew, for all Pythons, with digests
	@$(BIN)/python build_spec/constraints.py

clean: ## remove caches and what was built (not .venv)
	rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.ready-run: $(SETUP)
	@sh build_spec/setup run
	@touch $@

.venv/.ready-test: .venv/.ready-run
	@sh build_spec/setup test
	@touch $@

.venv/.ready-app: .venv/.ready-run build_spec/debian-packages-app
	@sh build_spec/setup app
	@touch $@
