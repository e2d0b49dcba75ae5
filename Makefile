# Good Offices. A new user needs two of these: `make demo` and `make test`.
# Each builds .venv from requirements.lock by itself (with uv when it is there, else with pip).

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
LOCKED  := $(VENV)/.locked
READY   := $(VENV)/.ready
EXAMPLE := examples/astana-2017/dossier.yaml
JOBS    ?= 2
BENCH   := build/bench-env
# Left out on PostgreSQL: what stores nothing, and what brings its own database wherever it runs.
NOT_ON_POSTGRESQL := wording test_backup.py test_demo.py test_doctor.py test_kill.py test_languages.py \
  test_process_command.py test_serve.py test_settings.py test_upgrades.py
KERNELS := $(wildcard src/goodoffices/settlement/engine/kernels/*.py src/goodoffices/evidence/*/kernels/*.py \
  src/goodoffices/ceasefire/signals/kernels/*.py src/goodoffices/corridors/*/kernels/*.py \
  src/goodoffices/stability/*/kernels/*.py)
LOCKING  = --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
  --exclude-newer "$$($(PYTHON) -c 'import datetime as d; print(d.date.today() - d.timedelta(days=7))')"
MKDOCS  := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs

# Compiled files are kept, whatever the shell says: the tests start many processes.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test test-long explore test-browser test-postgresql check bench bench-talks docs serve lock vendor messages clean
.DEFAULT_GOAL := help

help:            ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# $(call environment,FOLDER,LOCK): an environment with what others wrote, exactly as locked.
define environment
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Good Offices needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is another. Try: make PYTHON=python3.12 demo"; exit 2; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --clear --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(1) && \
	  uv pip install --quiet --compile-bytecode --python $(1)/bin/python --require-hashes -r $(2) ; \
	else \
	  $(PYTHON) -m venv --clear $(1) && \
	  $(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2) ; \
	fi
endef

# $(call linked,FOLDER): our own package in it, linked to this folder, its compiled loops ready.
define linked
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(1)/bin/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@echo "Compiling searches, samplers and signals (once; up to three minutes) ..."
	@$(1)/bin/python -c 'from goodoffices.settlement import prepare; prepare()'
	@$(1)/bin/python -c 'from goodoffices.evidence.estimates import prepare; prepare()'
	@$(1)/bin/python -c 'from goodoffices.evidence.linking import prepare; prepare()'
	@$(1)/bin/python -c 'from goodoffices.ceasefire.signals import prepare; prepare()'
	@$(1)/bin/python -c 'from goodoffices.corridors.routes import prepare; prepare()'
	@$(1)/bin/python -c 'from goodoffices.corridors.flow import prepare; prepare()'
	@$(1)/bin/python -c 'from goodoffices.stability.solve import prepare; prepare()'
endef

# Made anew only when the lock changes.
$(LOCKED): requirements.lock
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	$(call environment,$(VENV),requirements.lock)
	@touch $@

$(READY): $(LOCKED) pyproject.toml $(KERNELS)
	$(call linked,$(VENV))
	@touch $@

demo: $(READY)   ## the brief on the worked example, and its summary here
	@$(BIN)/goodoffices settle $(EXAMPLE)
	@$(BIN)/goodoffices brief $(EXAMPLE) -o build/demo/brief.html

test: $(READY)   ## what the software promises, tested; the web application on SQLite
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(JOBS) --dist worksteal --ignore tests/talks/browser -m "not long"

test-long: $(READY) ## the promises that take longer: every page by everybody, killed servers, long chains, large data
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(JOBS) --dist worksteal --ignore tests/talks/browser -m long

explore: $(READY) ## the same tests with examples that were not tried before
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(JOBS) --ignore tests/talks/browser --hypothesis-profile explore

test-browser: $(READY) ## the pages of the web application in Chromium
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(JOBS) --dist loadfile tests/talks/browser

test-postgresql: $(READY) ## the web application on a throw-away PostgreSQL
	@scripts/with_postgres.sh $(BIN)/python -m pytest -n $(JOBS) tests/talks tests/evidence/events/test_engines.py \
	  $(patsubst %,--ignore tests/talks/%,browser $(NOT_ON_POSTGRESQL))

check: $(READY)  ## style, types, import arrows, words in every language, documentation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/vendor.py --check
	@$(BIN)/python -m pytest -q --no-header tests/talks/test_languages.py -k "nothing_is_left or in_the_catalogue or compiled"
	@$(BIN)/python scripts/assets.py --check
	@mkdir -p build && $(MKDOCS) build --strict --site-dir build/site >build/docs.log 2>&1 || { cat build/docs.log; exit 1; }

# The peers, in an environment of their own: none of them is a dependency of ours.
$(BENCH)/.locked: benchmarks/requirements.lock
	@echo "Setting up $(BENCH) with the peers (once; about 1 GB) ..."
	$(call environment,$(BENCH),benchmarks/requirements.lock)
	@touch $@

$(BENCH)/.ready: $(BENCH)/.locked pyproject.toml $(KERNELS)
	$(call linked,$(BENCH))
	@touch $@

bench: $(BENCH)/.ready  ## our time beside the peers', same process, same answer; then the web application
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 NUMBA_NUM_THREADS=1 $(BENCH)/bin/python -m benchmarks

bench-talks: $(BENCH)/.ready  ## the web application with 200 people at once: its section of the benchmarks alone
	@$(BENCH)/bin/python -m benchmarks.talks_page

docs: $(READY)   ## build the documentation into build/site
	@$(MKDOCS) build --strict --site-dir build/site
	@echo "Open build/site/index.html (the search needs a server: make serve)"

serve: $(READY)  ## read the documentation in the browser while editing it
	@$(MKDOCS) serve

lock: $(READY)   ## renew both lock files (needs uv); releases younger than a week are left out
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv on the path; nothing was changed."; exit 2; }
	@uv pip compile $(LOCKING) --upgrade pyproject.toml --group dev -o requirements.lock
	@uv pip compile $(LOCKING) --upgrade pyproject.toml benchmarks/requirements.in -c requirements.lock \
	  -o benchmarks/requirements.lock

vendor: $(READY) ## fetch what the pages carry of others' work, each file by its hash (needs npm)
	@$(BIN)/python scripts/vendor.py

messages: $(READY) ## collect the words of the pages for translation and compile them (needs gettext)
	@$(BIN)/python scripts/messages.py

clean:           ## remove everything that was built
	@rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src -name __pycache__ -prune -exec rm -rf {} +
