# Needs: Python 3.11 or newer with venv, git, make. `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# How many processes the suite runs in.
PROCESSES ?= auto
LOCK := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header
SUITE := $(BIN)/python -m pytest -q -n $(PROCESSES) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help install demo test check fmt bench lock

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

install: $(RUN)  ## Install Samverka and what it needs, hash-checked, into .venv

demo: $(RUN)  ## Start the demonstration with sample data on 127.0.0.1
	@$(BIN)/samverka demo $(if $(PORT),--port $(PORT))

test: $(DEV)  ## Run the suite (SQLite; SAMVERKA_TEST_DATABASE=postgresql://… for PostgreSQL)
	@$(SUITE) $(TESTS)

check: $(DEV)  ## Format, lint, types, import contracts, migrations, settings, generated files, translations
	@$(BIN)/python -m tools.check

fmt: $(DEV)  ## Format the code and write the generated files anew
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python -m tools.docs
	@$(BIN)/python -m tools.catalogue

bench: $(DEV)  ## Measure pages and reading against the bars of the design
	@$(BIN)/python -m bench

lock:  ## Lock the newest versions that pyproject.toml allows (needs uv)
	$(LOCK) --upgrade pyproject.toml -o requirements.txt
	$(LOCK) --upgrade pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --upgrade requirements-build.in -c requirements-dev.txt -o requirements-build.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Samverka needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt requirements-build.txt pyproject.toml | $(BIN)/python
	@echo "Installing Samverka into $(VENV) …"
	@$(PIP) --require-hashes -r requirements.txt -r requirements-build.txt
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): $(RUN) requirements-dev.txt
	@echo "Installing what tests and checks need …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
