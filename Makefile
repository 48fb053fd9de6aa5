# Every target sets up what it needs: a virtual environment of its own, no root.
# The exceptions ask the system's package manager, as root only: `browser` for Chromium, `bluesky`
# for Redis.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
COMMA := ,
# Half a gigabyte, and of no use without Java: the tests of Spark say so where they are skipped.
SPARK := $(if $(shell command -v java),$(COMMA)spark)
export PORT

.DEFAULT_GOAL := help
.PHONY: help demo up test lint bench browser bluesky servers screenshots clean

help: ## Show what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "firebell needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml hatch_build.py $(wildcard firebell/locale/*/LC_MESSAGES/*.po) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# One installation for tests and lint: to install twice costs more than what either leaves out.
$(VENV)/test.stamp: pyproject.toml hatch_build.py $(wildcard firebell/locale/*/LC_MESSAGES/*.po) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint,train,bench$(SPARK)]'
	@touch $(VENV)/run.stamp $@

$(VENV)/lint.stamp: $(VENV)/test.stamp
	@touch $@

demo: $(VENV)/run.stamp ## Watch a brand's posts arrive and the alert ring
	@$(BIN)/firebell demo --port $(PORT)

up: $(VENV)/run.stamp ## Start web and worker on your own data
	@$(BIN)/firebell up --port $(PORT)

# On the other store, what reads or writes it; `FIREBELL_TEST_STORE=postgres pytest` runs everything
# there. `keeping` runs on both by itself.
ON_POSTGRES := $(addprefix tests/,accounts api common desk insight listening outbound stores triggers) \
	$(addsuffix .py,$(addprefix tests/channels/test_,actions door health senders views)) \
	$(addsuffix .py,$(addprefix tests/site/test_,check entering live pushed reconciling replay retrying \
	second_floor worker)) tests/knowledge/test_actions.py tests/improve/test_complaints.py \
	$(addsuffix .py,$(addprefix --ignore=tests/,common/test_outgoing api/test_document api/test_hostile \
	api/test_walk desk/test_reading_shown desk/test_reading_views desk/test_house_rules))

test: $(VENV)/test.stamp browser bluesky servers ## Run every test, on SQLite and on PostgreSQL
	$(BIN)/pytest -q -n 4 --durations 15 --dist loadfile --no-loadscope-reorder
	FIREBELL_TEST_STORE=postgres $(BIN)/pytest -q -n 4 --durations 15 --dist loadfile --no-loadscope-reorder -m 'not browser' $(ON_POSTGRES)

lint: $(VENV)/lint.stamp ## Check style, types, layers and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_bare_core.py
	FIREBELL_HOME=$$(mktemp -d) $(BIN)/firebell manage makemigrations --check --dry-run

bench: $(VENV)/test.stamp ## Measure speed and quality beside what else one could use
	$(BIN)/firebell bench all

browser: ## Install Chromium for the browser tests, where that can be done without asking
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else echo "No Chromium: the browser tests will be skipped. Install chromium to run them."; fi

NETWORK := tests/servers/bluesky
bluesky: ## Fetch Bluesky's development network for the tests, where npm is installed
	@if ! command -v npm >/dev/null; then \
	  echo "No npm: the tests against Bluesky's development network will be skipped."; \
	elif [ ! -e $(NETWORK)/node_modules/ready ] || [ $(NETWORK)/package-lock.json -nt $(NETWORK)/node_modules/ready ]; then \
	  { cd $(NETWORK) && npm ci --no-audit --no-fund --loglevel=error && { [ -e node_modules/better-sqlite3/build/Release/better_sqlite3.node ] || npm rebuild better-sqlite3 --loglevel=error; } && touch node_modules/ready; } >/dev/null 2>&1 \
	  || { rm -rf $(NETWORK)/node_modules; echo "npm could not fetch Bluesky's development network: its tests will be skipped."; }; fi
	@if command -v npm >/dev/null && ! command -v redis-server >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq redis-server >/dev/null; \
	  else echo "No redis-server: the tests against Bluesky's development network will be skipped."; fi; fi

servers: ## Install the mail servers that the tests talk with, where that can be done without asking
	@if PATH="$$PATH:/usr/sbin" command -v dovecot >/dev/null && PATH="$$PATH:/usr/sbin" command -v exim4 >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends dovecot-imapd dovecot-lmtpd exim4-daemon-light >/dev/null; \
	else echo "No Dovecot and Exim: the tests against mail servers will be skipped."; fi

screenshots: $(VENV)/test.stamp browser ## Take the screenshots of the docs anew
	$(BIN)/python -m tools.screenshots

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
