# Everything a person types to try, test and measure the program. `make` alone lists it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
SHELL := /bin/sh

OUT ?= demo
VENV := .venv
BIN := $(VENV)/bin
# One more than the smallest machine has cores: many tests wait for a disk or for another program.
WORKERS ?= 3

# The first Python that is new enough; PYTHON=... overrides.
ifndef PYTHON
PYTHON := $(shell for each in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$each" && break; done)
endif

SOURCES := $(shell find app -name '*.py' 2>/dev/null)

.PHONY: help setup demo test lint types imports check-system check-tools check-slow attack stalls screens gallery bench format lock clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: check-system $(VENV)/.compiled ## make .venv with everything in it, exactly as locked

demo: setup ## build a fictional vault and a signed summary in demo/ (OUT=DIR puts them elsewhere), and open it in the window
	$(BIN)/casework demo --replace --out "$(OUT)"
	@test -z "$$DISPLAY$$WAYLAND_DISPLAY" || $(BIN)/casework "$(OUT)/demo.vault"

test: check-tools setup lint types imports ## lint, types, import contracts and every test but the slow ones
	$(BIN)/python -m pytest -m "not slow" -n $(WORKERS) -p no:benchmark

lint: setup ## every ruff rule, the format, and what has grown large
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(BIN)/python tools/sizes.py

types: setup ## mypy, strict, over the program
	$(BIN)/mypy

imports: setup ## that imports point down
	$(BIN)/lint-imports --no-logo

attack: check-slow setup ## the slow suites that kill, flip and fill
	$(BIN)/python -m pytest tests -m slow -p no:benchmark -o timeout=3600

stalls: check-tools setup ## every journey through the window alone: on a quiet machine it stands for 50 ms in none
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -s -p no:benchmark -m "not slow" tests/journeys/window

screens: setup ## every screen in every theme, at 100 % and 200 % text, in a large and a small window, as pictures in build/screens/
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens

gallery: setup ## every part of a screen in every theme, as pictures in build/gallery/
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens.gallery

bench: setup ## speed and memory beside the plain libraries and the same engine, into build/bench.json
	mkdir -p build
	$(BIN)/python -m benchmarks

format: setup ## put the format and what ruff can mend right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup ## make requirements.lock anew from pyproject.toml (UPGRADE=1 takes newer versions)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
		--group dev pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-deps \
		--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
		--only-group dictionary pyproject.toml --output-file dictionary.lock

clean: ## remove what was made, .venv included; demo folders stay
	rm -rf $(VENV) build dist resources/spelling/en_GB.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- how .venv is made ---------------------------------------------------------------------------

check-system:
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 or newer is needed, and none was found. On Debian 12 or later type:" >&2; \
		echo "apt-get update && apt-get install -y --no-install-recommends python3 python3-venv" >&2; exit 3; }
	@"$(PYTHON)" -B tools/doctor.py --install program

check-tools:
	@test -z "$(PYTHON)" || "$(PYTHON)" -B tools/doctor.py --install program tests

check-slow:
	@test -z "$(PYTHON)" || "$(PYTHON)" -B tools/doctor.py --install program tests slow

# A .venv whose Python has gone, say after an upgrade of the system, is made anew.
ifneq ($(wildcard $(VENV)/.installed),)
ifneq ($(shell $(BIN)/python -c 'print("alive")' 2>/dev/null),alive)
.PHONY: $(VENV)/.installed
endif
endif

# uv comes first, by pip and from the lock; it then installs the rest in seconds. Where only pip can reach an index,
# because that is set up in its own settings, pip does it all.
$(VENV)/.installed: requirements.lock pyproject.toml | check-system
	rm -rf $(VENV)
	"$(PYTHON)" -m venv $(VENV)
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --compile -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .
	$(BIN)/python tools/unpack_shiboken.py
	touch $@

# One dictionary of a package of many; what else it holds goes again.
resources/spelling/en_GB.dic: dictionary.lock tools/dictionary.py | $(VENV)/.installed
	rm -rf build/dictionary
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps --target build/dictionary -r dictionary.lock \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target build/dictionary -r dictionary.lock
	$(BIN)/python tools/dictionary.py build/dictionary
	rm -rf build/dictionary
	touch $@

# Importing takes three times as long without byte-code, and some machines forbid Python to write it.
$(VENV)/.compiled: $(VENV)/.installed resources/spelling/en_GB.dic $(SOURCES)
	$(BIN)/python -m compileall -q app
	touch $@
