# The commands of the collection; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= python3
RUN ?= sample
CORPUS ?=
PARAMETERS ?=

# An active conda environment made from environment.yml is used as it is;
# everybody else gets .venv, filled from requirements.lock.
ifeq ($(CONDA_DEFAULT_ENV),press-notebooks)
BIN := $(CONDA_PREFIX)/bin
READY :=
else
BIN := .venv/bin
READY := .venv/.ready
endif
RUN_PYTHON := $(BIN)/python

.PHONY: help setup report compare lab test test-browser check evaluate bench handouts clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | while IFS='	' read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "make: '$(PYTHON)' is missing or older than Python 3.11; name another with: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Making the environment in .venv (once; about a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(READY) ## make the environment, nothing else

report: $(READY) ## notebooks -> reports/RUN/ (CORPUS=folder RUN=name PARAMETERS=file.yml)
	@$(RUN_PYTHON) -m helpers.report --run "$(RUN)" $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(PARAMETERS),--parameters "$(PARAMETERS)")

compare: $(READY) ## what changed between two runs (A=run B=run)
	@$(RUN_PYTHON) -m helpers.report.compare "$(A)" "$(B)"

lab: $(READY) ## open JupyterLab on 00-start-here
	@$(RUN_PYTHON) -m jupyterlab --ServerApp.root_dir=. notebooks/00-start-here.ipynb

test: $(READY) ## run every test
	@$(RUN_PYTHON) -m pytest

test-browser: $(READY) ## the report and JupyterLab in a real browser (needs chromium)
	@$(RUN_PYTHON) -m pytest tests/browser -m browser

check: $(READY) ## lint, types, notebook rules, commands named in the README, dependencies in step
	@$(RUN_PYTHON) -m ruff check .
	@$(RUN_PYTHON) -m ruff format --check .
	@$(RUN_PYTHON) -m mypy
	@$(RUN_PYTHON) -m helpers.report.rules
	@$(RUN_PYTHON) -m pytest tests/test_dependencies.py

evaluate: $(READY) ## score the program against the hand coding, with intervals
	@$(RUN_PYTHON) -m helpers.report --run evaluation --notebooks 05-check-by-hand
	@$(RUN_PYTHON) -m helpers.evaluation reports/evaluation

handouts: $(READY) ## notebooks for students and for teachers, slides -> handouts/
	@$(RUN_PYTHON) -m helpers.teaching

.venv-bench/.ready: requirements-bench.lock pyproject.toml
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

bench: .venv-bench/.ready ## speed and memory beside named peers, as ratios of one run
	@env -u PYTHONDONTWRITEBYTECODE PYTHONPATH=src .venv-bench/bin/python -m bench $(if $(CORPUS),--corpus "$(CORPUS)")

clean: ## remove what was generated (reports, caches, .venv)
	rm -rf .venv .venv-bench .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis reports handouts
	find src tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
