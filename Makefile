# Everything a newcomer, a developer and CI call. Needs Python 3.11+ and a package index; installs into .venv only.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo run test check lint types floors bench mutants lock clean

help:  ## what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements-dev.lock pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: $(STAMP)  ## play an invented news day and watch the alerts arrive (DEMO_HOLD=1 keeps the page open)
	@$(BIN)/wirewatch demo

run: $(STAMP)  ## run the service with config/
	@$(BIN)/wirewatch run --config config/

test: $(STAMP)  ## the whole test suite
	@$(BIN)/python -m pytest

lint: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(STAMP)
	@$(BIN)/mypy

floors: $(STAMP)
	@$(BIN)/lint-imports --no-cache

check: lint types floors test  ## format, lint, types, import floors, tests: what must pass before a commit

bench: $(STAMP)  ## the first figures, as JSON under bench/
	@$(BIN)/python -m bench

mutants: $(STAMP)  ## break the code in small ways: do the tests notice? (WHAT="--only diff --max 200 --jobs 2")
	@$(BIN)/python -m bench.mutants $(WHAT)

LOCK := $(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate

lock: $(STAMP)  ## write both lock files anew (names and hashes only)
	@$(LOCK) --output-file requirements.lock pyproject.toml
	@$(LOCK) --extra dev --output-file requirements-dev.lock pyproject.toml

clean:  ## take away everything that was made here
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
