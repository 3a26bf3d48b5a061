# What one does with Haven; `make` alone lists it. Each target makes the environment first and works without a terminal.
PYTHON ?= python3
BIN := .venv/bin
OVERLAY := .venv/cluster
STRANGERS := .venv/strangers
PYTEST := $(BIN)/python -m pytest
# By file, because a file's tests may share what they made; each process has a database, and a demo, of its own.
AT_ONCE := -n logical --maxprocesses 4 --dist loadfile
# Apart: an event loop that a browser leaves behind, or a connection, is none of those tests' business that need less.
NEEDS := "not database and not browser" "database and not browser" $(if $(HAVEN_NO_BROWSER),,browser)
CODE := src tests scripts benchmarks
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run training install test check lint bench bench-networks bench-findings bench-screening starter bench-backtest bench-ledger bench-search bench-banks bench-alerts bench-graph bench-photos bench-lighthouse prove format messages pins clean environment

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24

run: ## Start the demo on http://127.0.0.1:8000 (HAVEN_PORT, HAVEN_DATA, HAVEN_DATABASE_URL)
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/haven serve --demo --stop-with-parent

training: ## Put into .venv what `haven classifier train` needs (scikit-learn)
	@$(PYTHON) scripts/bootstrap.py run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/training.txt
	@echo "ready: $(BIN)/haven classifier train"

install: ## Only make .venv with the command haven in it
	@$(PYTHON) scripts/bootstrap.py run
	@echo "ready: $(BIN)/haven --help"

test: environment lint ## Prove it: lint, types, import contracts, unit, database and browser tests
	@$(BIN)/python scripts/find_browser.py >/dev/null || true
	@failed=0; for need in $(NEEDS); do $(PYTEST) $(AT_ONCE) -m "$$need" || failed=1; done; exit $$failed

check: environment lint ## The same without database and browser, under 30 s
	@$(PYTEST) -q $(AT_ONCE) -m "not database and not browser and not prove"

lint: environment
	@$(BIN)/ruff check $(wildcard $(CODE))
	@$(BIN)/ruff format --check $(wildcard $(CODE))
	@$(BIN)/mypy $(wildcard $(CODE))
	@$(BIN)/lint-imports

bench: bench-networks bench-findings bench-screening bench-backtest bench-ledger bench-search bench-banks bench-alerts bench-graph bench-photos ## Measure everything

bench-networks: environment ## Measure the network finder
	@$(BIN)/python -m benchmarks.networks

bench-findings: environment ## Measure the look-up of one ad among a million
	@$(BIN)/python -m benchmarks.findings

bench-alerts: environment ## Measure new ads against a million saved searches
	@$(BIN)/python -m benchmarks.alerts

bench-screening: environment ## Measure the screening
	@$(BIN)/python -m benchmarks.screening

starter: environment ## Learn the starter models anew from benchmarks/written
	@$(BIN)/python -m benchmarks.starter

bench-backtest: environment ## Measure a backtest of the policy over 100,000 ads
	@$(BIN)/python -m benchmarks.backtest

bench-ledger: environment ## Measure the log with a million entries
	@$(BIN)/python -m benchmarks.ledger

bench-banks: environment ## Measure the look-up of a picture among a million hashes
	@$(BIN)/python -m benchmarks.banks

bench-search: environment ## Measure the search page at a million ads
	@$(BIN)/python -m benchmarks.search

bench-photos: environment ## Weigh photos as WebP and as AVIF
	@$(BIN)/python -m benchmarks.photos

bench-lighthouse: environment ## Lighthouse on a demo that is being served (HAVEN_URL), with npm
	@test -d .venv/lighthouse || npm install --no-audit --no-fund --no-package-lock --prefix .venv/lighthouse lighthouse@12
	@$(BIN)/python -m benchmarks.lighthouse $(or $(HAVEN_URL),http://127.0.0.1:8000)

bench-graph: environment ## Measure the drawing of a network of 2,000 points in a browser
	@$(BIN)/python -m benchmarks.graph

prove: environment $(OVERLAY) $(STRANGERS) ## The long proofs and fuzz runs; `make test` runs a sample of them
	@HAVEN_PROVE=1 $(PYTEST) -m prove
	@PYTHONPATH=$(CURDIR)/$(OVERLAY) $(PYTEST) tests/networks/cluster

# Laid over the environment rather than put into it: Daft caps the versions of what everything else uses too.
$(OVERLAY): requirements/cluster.txt | environment
	@rm -rf $@
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target $@ --requirement $<

# What a stranger checks a bundle with; heavy, and nothing of ours needs it.
$(STRANGERS): requirements/strangers.txt | environment
	@rm -rf $@
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --target $@ --requirement $<

messages: environment ## Bring the catalogues in line with what pages and mails say; lists what is not translated
	@$(BIN)/python scripts/catalogues.py

format: environment ## Put the code into its form
	@$(BIN)/ruff check --fix $(wildcard $(CODE))
	@$(BIN)/ruff format $(wildcard $(CODE))

pins: environment ## Pin the dependencies anew from pyproject.toml, with hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(COMPILE) --upgrade --group dev pyproject.toml --output-file requirements/test.txt
	@$(COMPILE) --constraint requirements/test.txt pyproject.toml --output-file requirements/run.txt
	@sed -n 's/^training = \[\(.*\)\].*/\1/p' pyproject.toml | tr -d '" ' | tr , '\n' \
		| $(COMPILE) --constraint requirements/test.txt - --output-file requirements/training.txt
	@sed -n 's/^\([a-z0-9-]*==[^ ]*\) .*/\1/p' requirements/test.txt | grep -v '^pyarrow=' >.venv/constraints.txt
	@sed -n 's/^cluster = \[\(.*\)\].*/\1/p' pyproject.toml | tr -d '" ' | tr , '\n' \
		| $(COMPILE) --upgrade --constraint .venv/constraints.txt - --output-file requirements/cluster.txt
	@printf 'bagit\ncase-utils\n' | $(COMPILE) --upgrade - --output-file requirements/strangers.txt
	@echo virtualenv | $(COMPILE) --upgrade - --output-file requirements/bootstrap.txt

clean: ## Remove the environment and the caches; the data directory stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

environment:
	@$(PYTHON) scripts/bootstrap.py test
