# The two commands of the README: `make run` and `make test`. Works with GNU make 3.81.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if command -v $$name >/dev/null 2>&1 && \
	   $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$name; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUN_ARGUMENTS ?= --demo

.PHONY: run test check browser office-suite film-program format messages

run: $(VENV)/run.stamp
	@exec $(BIN)/xiezhi up $(RUN_ARGUMENTS)

test: browser office-suite film-program check
	$(BIN)/pytest

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --settings xiezhi.config.settings
	$(BIN)/python -m scripts.messages check

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Collects the marked texts into the English catalogue and compiles it; fill in what is empty.
messages: $(VENV)/test.stamp
	$(BIN)/python -m scripts.messages extract
	$(BIN)/python -m scripts.messages compile
	$(BIN)/python -m scripts.messages check

# A browser test that cannot run has failed, so say early what to install.
browser: $(VENV)/test.stamp
	@$(BIN)/python -m xiezhi.cli.browser

# Papers are opened in LibreOffice; the same goes for it.
office-suite: $(VENV)/test.stamp
	@$(BIN)/python -m xiezhi.cli.office_suite

# Films are made and copied by ffmpeg.
film-program: $(VENV)/test.stamp
	@$(BIN)/python -m xiezhi.cli.film_program

# The stamps hold the lock file they were made from: nothing is installed again without a change.
$(VENV)/run.stamp: requirements/build.txt requirements/base.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --require-hashes --no-build-isolation --use-pep517 -r requirements/base.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@cat requirements/build.txt requirements/base.txt > $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(PIP) --require-hashes --no-build-isolation --use-pep517 -r requirements/dev.txt
	@cat requirements/dev.txt > $@

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer is needed. / 需要 Python 3.11 或更新版本。" >&2; exit 1; fi
	@if ! $(PYTHON) -m venv $(VENV); then \
		rm -rf $(VENV); \
		echo "Python cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; \
		echo "无法建立 Python 虚拟环境；Debian、Ubuntu 上请先执行：apt install python3-venv" >&2; \
		exit 1; fi
