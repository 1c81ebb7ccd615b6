# Two commands matter: `make book` and `make test`. Everything else is a thin name for a press command.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PRESS := $(BIN)/press

# Python keeps what it has compiled: without that every start of press would take seconds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help book test serve check release notebooks catalogues bench soak lock audit clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: $(VENV)/installed ## Build the site, the PDFs and the EPUBs in three languages into _build/site
	@$(PRESS) build

test: $(VENV)/installed-tests ## Lint, type-check, and test everything: units, notebooks, the built book, browser
	@PYTHON=$(BIN)/python sh tests/run.sh

serve: $(VENV)/installed ## Build, watch, and show the site on http://127.0.0.1:8000
	@$(PRESS) serve

check: $(VENV)/installed ## Check data, chapters, numbers and words without building
	@$(PRESS) check

release: $(VENV)/installed ## Make the files of a release from the last commit, in dist, with their SHA-256
	@$(PRESS) release

notebooks: $(VENV)/installed ## Run changed notebooks and store their outputs in them
	@$(PRESS) notebooks

catalogues: $(VENV)/installed ## Write empty catalogues of press for a new LANGUAGE: make catalogues LANGUAGE=de
	@$(BIN)/python -m press.language.empty_catalogues $(LANGUAGE)

bench: $(VENV)/installed-tests ## Measure how fast the book is built, beside Jupyter Book 1, and seen by who edits it (takes long)
	@$(BIN)/python tests/bench/floors.py

soak: $(VENV)/installed-tests ## Try 100 times to have press leave half a site: kill builds, have two at once (takes an hour)
	@PYTHONPATH=tests nice $(BIN)/python tests/soak/killed.py

lock: $(VENV)/installed ## Choose package versions anew within both pyproject.toml and lock them; git tells what changed
	@$(COMPILE) --no-emit-package=editions-press --output-file=requirements.txt pyproject.toml
	@$(COMPILE) --group=test --constraint=requirements.txt --output-file=tests/requirements.txt
	@git diff --stat requirements.txt tests/requirements.txt

audit: $(VENV)/installed ## Look up known faults of the locked packages (1: there are some, 2: nobody could be asked)
	@$(BIN)/python tests/locked.py $(BIN)/uv

clean: ## Remove everything that was built (the environment stays)
	@rm -rf _build

COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version=3.11

# Install what the locks $(1) name and nothing else, and press from its folder: without a network, where all has been fetched before.
define install
	@echo "  installing the locked packages of $(1) into $(VENV), $$($(BIN)/python --version)"
	@$(BIN)/uv pip sync --quiet --offline --require-hashes $(1) 2>/dev/null || $(BIN)/uv pip sync --quiet --require-hashes $(1)
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --offline --editable scripts
	@touch $@
endef

# The environment is made anew only when the locked packages or the package itself change; what tests add to it stays.
$(VENV)/installed: requirements.txt pyproject.toml scripts/pyproject.toml scripts/CHANGES.md
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/^ *# via/p' tests/requirements.txt > $(VENV)/uv.txt
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(VENV)/uv.txt
	$(call install,requirements.txt $(if $(wildcard $(VENV)/installed-tests),tests/requirements.txt,$(VENV)/uv.txt))

$(VENV)/installed-tests: $(VENV)/installed tests/requirements.txt
	$(call install,requirements.txt tests/requirements.txt)
