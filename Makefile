# The doors of the house. Each needs nothing but make and a Python of at least 3.11:
# the first one opened makes .venv, and installs there only what it needs itself.

PYTHON ?= python3
JOBS ?= auto
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
SCRIPTS := src tests bench docs tools

# What goes through the whole engine (laws, lives, the reference model, hosts, the house's own rules, any
# input at all) covers nothing that a module's own tests do not, and neither do long walks through one module.
# They run without being watched, which makes them three times as fast.
# The longest files stand first, and are begun first: none is left to run alone at the end.
EVIDENCE := tests/reference/test_histories.py tests/laws/test_life_laws.py tests/laws tests/reference tests/host tests/house \
	tests/test_conformance.py tests/eta/test_belief_walks.py tests/catalogs/test_words.py \
	tests/schema/test_faults.py::test_no_error_repeats_what_somebody_typed \
	tests/order/test_order_plain.py::test_a_plain_fact_does_what_the_rules_say \
	tests/order/test_order_held.py::test_counting_along_is_looking_at_every_parcel \
	tests/eta/test_unsent.py::test_orders_that_wait_for_stock_come_within_their_windows \
	tests/eta/test_votes.py::test_the_way_between_is_smooth_and_never_turns_back \
	tests/eta/test_learned.py::test_updates_from_day_to_day_follow_a_jump \
	tests/eta/test_fitting.py::test_small_shops_hold_their_level \
	tests/text/test_security.py tests/adapters/test_reading.py::test_reading_never_raises \
	tests/order/test_order_properties.py tests/schema/test_any_input.py tests/adapters/test_hostile.py

.DEFAULT_GOAL := help
.PHONY: help demo test check mypy pyright floors bench bench-eta docs nightly format golden clean

help: ## list the doors
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/runtime ## one real order, from its events to the messages and the reasons
	@$(BIN)/postpurchase demo $(ARGS)

test: $(VENV)/test ## the whole suite with branch coverage
	@echo "== each module, with branch coverage"
	$(PYTEST) -n $(JOBS) --cov $(addprefix --ignore=,$(EVIDENCE)) $(addprefix --deselect=,$(EVIDENCE)) $(ARGS)
	@echo "== laws, reference model, conformance, hosts"
	$(PYTEST) -n $(JOBS) --dist loadfile --no-loadscope-reorder $(EVIDENCE) $(ARGS)

check: $(VENV)/dev $(VENV)/docs ## everything CI runs: format, lint, types, floors, tests, docs
	@echo "== format"
	$(BIN)/ruff format --check $(SCRIPTS)
	@echo "== lint"
	$(BIN)/ruff check $(SCRIPTS)
	@$(MAKE) --no-print-directory -j 2 mypy pyright floors docs
	@$(MAKE) --no-print-directory test
	@echo "== all checks passed"

mypy: $(VENV)/dev
	@echo "== mypy"
	$(BIN)/mypy

pyright: $(VENV)/dev
	@echo "== pyright"
	$(BIN)/pyright --warnings

floors: $(VENV)/dev
	@echo "== floors"
	$(BIN)/lint-imports --no-logo --no-cache

bench: $(VENV)/bench ## ratios to a floor, measured side by side in one run
	$(BIN)/python -m bench $(ARGS)

bench-eta: $(VENV)/bench-eta ## windows judged beside their peers on real orders; ARGS=FOLDER says where they are
	$(BIN)/python -m bench.windows $(ARGS)

docs: $(VENV)/docs ## the pages as HTML in docs/_build; a stale table or a warning fails
	@echo "== docs"
	$(BIN)/python tools/draw.py --check
	$(BIN)/python tools/words.py --check
	$(BIN)/python tools/conventions.py --check
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

nightly: $(VENV)/test ## random and larger property tests, then each module covered by its own tests alone
	@echo "== laws and properties, at random"
	$(PYTEST) -n $(JOBS) --hypothesis-profile=nightly -m "nightly or not nightly" $(ARGS)
	@echo "== each module by its own tests"
	$(BIN)/python tools/each_alone.py

format: $(VENV)/dev ## lay out the code, mend what the linter can mend, draw the tables anew
	$(BIN)/ruff check --fix-only --quiet $(SCRIPTS)
	$(BIN)/ruff format $(SCRIPTS)
	$(BIN)/python tools/draw.py
	$(BIN)/python tools/words.py
	$(BIN)/python tools/conventions.py

golden: $(VENV)/test ## rewrite the golden files; read the diff before you commit it
	$(PYTEST) -q --golden $(ARGS)
	@git --no-pager diff --stat -- tests

clean: ## remove what the doors made
	rm -rf $(VENV) docs/_build .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# One environment, filled in steps; a step is done again when pyproject.toml changes.
$(VENV)/runtime: pyproject.toml
	@echo "== making $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say make PYTHON=...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/test $(VENV)/docs $(VENV)/dev $(VENV)/bench $(VENV)/bench-eta: $(VENV)/runtime
	@echo "== installing what make needs for: $(@F)"
	@$(PIP) --editable '.[$(@F)]'
	@touch $@
