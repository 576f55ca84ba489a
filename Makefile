# Set-up, the chain, the tests. Needs Python 3.11 or later, make, bash and a package index; the rest goes into .venv.
#
#   make release   run the chain on the inbox (the seed articles while it is empty) and publish a release
#   make test      run all tests          make lint   the checks on the code itself
#   make ui        Dagster on loopback    make lock   resolve requirements.lock anew
#   make vendor    build the files that the page is built on from pinned npm packages; needs node and npm
#   make clean     remove what set-up and the tools made; data/ stays

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: release test ui lint lock vendor clean setup

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -u -m pip install --disable-pip-version-check --no-input --progress-bar off --no-deps
export GX_ANALYTICS_ENABLED := false
export DAGSTER_DISABLE_TELEMETRY := 1

release: setup
	@$(BIN)/hasila run

test: setup
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

ui: setup
	@$(BIN)/hasila ui

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

setup: $(VENV)/.project
	@$(BIN)/python -m pipeline.arabic.provision

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Hasila needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) --version 2>&1 || true)." >&2; \
	  echo "Install one and name it: make PYTHON=python3.12 release" >&2; exit 2; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.packages: requirements.lock $(VENV)/.python
	@total=$$(grep -c '^[A-Za-z0-9].*==' requirements.lock); \
	echo "Installing $$total pinned packages, once; this takes one to three minutes"; \
	$(PIP) --require-hashes --requirement requirements.lock 2> >(grep -v '^WARNING' >&2) | awk -v total="$$total" \
	  '/^(Collecting|Processing)/ && ++n % 20 == 0 { print "  fetched " n " of " total; fflush() } \
	   /^Installing collected/ { print "  fetched all; unpacking"; fflush() }'
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.packages
	@$(PIP) --quiet --quiet --no-build-isolation --editable .
	@touch $@

# torch and transformers serve camel-tools' neural parts only, so pins that nothing else asks for are dropped.
lock: setup
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --quiet \
	  --no-header --no-annotate --no-emit-index-url --no-emit-package torch --no-emit-package transformers \
	  $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	@awk '/^[^ #]/ { wanted = !/sys_platform == .never./ } wanted' requirements.lock > requirements.lock.partial
	@mv requirements.lock.partial requirements.lock
	@echo "requirements.lock holds $$(grep -c '^[A-Za-z0-9].*==' requirements.lock) pins"

PAGE := pipeline/release/page

vendor:
	@command -v npm >/dev/null || { echo "make vendor needs node 20 or later with npm; nothing else here does." >&2; exit 2; }
	@build=$$(mktemp -d); trap 'rm -rf "$$build"' EXIT; cp $(PAGE)/vendor/* "$$build"; cd "$$build"; \
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; node build.mjs vendor; \
	rm -rf $(CURDIR)/$(PAGE)/assets/vendor; cp -r vendor $(CURDIR)/$(PAGE)/assets/vendor
	@echo "$(PAGE)/assets/vendor is made of what $(PAGE)/vendor/package-lock.json pins"

clean:
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -path ./data -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +
