# Everything a newcomer or CI needs. `make refresh` goes from a clone to a checked, published warehouse.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: refresh dashboard test check dagster format lock clean help
.DEFAULT_GOAL := help

help:            ## what can be made
	@grep -hE '^[a-z-]+: *.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 18

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --compile --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

refresh: $(INSTALLED)   ## read the documents, build, check and publish the warehouse
	$(BIN)/skills-policy refresh

dashboard: $(INSTALLED) ## make the site of the published build and open it
	$(BIN)/skills-policy dashboard

dagster: $(INSTALLED)   ## Dagster's web UI and daemon on this machine, http://127.0.0.1:3000
	$(BIN)/skills-policy dagster

test: $(INSTALLED)      ## all tests
	$(BIN)/python -m pytest -m "not alone" -n auto --dist loadfile
	$(BIN)/python -m pytest -m alone

check: $(INSTALLED)     ## format, lint, types and quick tests, in seconds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow" -n auto

format: $(INSTALLED)    ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: requirements.in   ## resolve requirements.in into requirements.lock (needs uv)
	uv pip compile --quiet --no-emit-index-url --no-header --python-version 3.11 requirements.in --output-file requirements.lock

clean:                  ## remove what can be made again (not the published builds)
	rm -rf data/landing data/build data/dashboard dbt_project/target .pytest_cache .mypy_cache .ruff_cache .hypothesis
