# `make help` lists what there is. Two of them are all that most people need:
# `make serve` and `make test`.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

BIN := .venv/bin
WORKERS ?= auto

# Node is the machine's own, or the one that was put into .venv because there was none.
# Playwright uses it too: the one it brings does not start on every system.
WITH_NODE = PATH="$$PWD/$(BIN):$$PATH"; export PATH
WITH_BROWSER = $(WITH_NODE); PLAYWRIGHT_NODEJS_PATH="$$(command -v node)"; export PLAYWRIGHT_NODEJS_PATH

# The first Python that is new enough. Set PYTHON to choose another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BOOTSTRAP = $(or $(PYTHON),$(error $(NO_PYTHON))) tools/bootstrap.py

define NO_PYTHON
Backstride needs Python 3.11 or newer, and none was found.
Debian or Ubuntu: sudo apt-get install python3 python3-venv. macOS: brew install python
endef

define title
@printf '\n== %s\n' '$(1)'
endef

## For everyone

serve: ## Start Backstride on this machine and print the link that signs you in
	@$(BOOTSTRAP) serve
	@exec $(BIN)/backstride serve $(ARGS)

test: ready lint types frontend-check unit e2e ## Install what the tests need and run everything

## For developers

ready: ## Make .venv with everything, build the front end
	@$(BOOTSTRAP) test

lint: ready ## Style: ruff check and ruff format --check
	$(call title,lint)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: ready ## Put the style right where that can be done by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: ready ## Types: mypy --strict
	$(call title,types)
	$(BIN)/mypy

contract: ready ## Which room may import which: import-linter
	$(call title,contract)
	$(BIN)/lint-imports

frontend: ## Build the front end again
	@$(BOOTSTRAP) frontend

frontend-check: ready ## The front end's types and unit tests
	$(call title,frontend-check)
	@$(WITH_NODE); npm run --silent typecheck
	@$(WITH_NODE); npm run --silent test

unit: ready ## Every test that needs no browser
	$(call title,unit)
	$(BIN)/pytest -m "not e2e" -n $(WORKERS) $(ARGS)

e2e: ready ## The tests in a real browser
	$(call title,e2e)
	@$(WITH_BROWSER); $(BIN)/python -m tools.chromium --install
	$(WITH_BROWSER); $(BIN)/pytest -m e2e -n $(WORKERS) $(ARGS)

bench: ready ## How long a plan and a diary of two years take
	$(BIN)/python -m benchmarks.prescribe
	$(BIN)/python -m benchmarks.diary_read

simulation: ready ## Compare ways of dosing on virtual walkers, and write the figures into docs/
	$(BIN)/python -m benchmarks.simulation_comparison --write

pictures: ready ## Take the pictures of the pages again, for docs/pictures
	@$(WITH_BROWSER); $(BIN)/python -m tools.chromium --install
	@$(WITH_BROWSER); $(BIN)/python -m tools.pictures

wheel: ## Build dist/backstride-*.whl, which needs no Node
	@$(BOOTSTRAP) wheel

lock: ## Renew requirements/*.txt and package-lock.json
	@$(BOOTSTRAP) lock

clean: ## Remove all that make has made; a walker's data is not touched
	rm -rf .venv node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf src/backstride/site/static/backstride/built test-results

help: ## This list
	@awk -F ':.*## ' '/^## /{print "\n" substr($$0, 4)} /^[a-z0-9-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: serve test ready lint format types contract frontend frontend-check unit e2e bench pictures simulation wheel lock clean help
