# numcheck: `make demo` shows it at work, `make test` proves it. Both set up .venv by themselves.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test lint types unit browser bench scale growth review screenshots eval transfer train words docs clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.core: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e .
	@touch $@

.venv/.dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[dev]'
	@touch .venv/.core $@

demo: .venv/.core ## find what disagrees in thirteen short articles about one story
	@echo '$$ numcheck check fixtures/border'
	@$(BIN)/numcheck check fixtures/border; code=$$?; test $$code -le 1 || exit $$code

lint: .venv/.dev ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev ## mypy --strict
	$(BIN)/mypy --strict numcheck

unit: .venv/.dev ## every test but the quality floors
	$(BIN)/python -m pytest --ignore=tests/floors

test: lint types unit ## all three

browser: .venv/.dev .venv/npm/node_modules/axe-core/axe.min.js ## what the browser tests need: Chromium and axe-core
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }

.venv/npm/node_modules/axe-core/axe.min.js: | .venv/.dev
	npm install --prefix .venv/npm --silent --ignore-scripts --no-audit --no-fund axe-core@4.14.1

bench: .venv/.dev ## speed against quantulum3, growth with length, hostile texts
	$(BIN)/python -m benchmarks.extraction

scale: .venv/.dev ## 10,000 articles cold, warm, and with one changed
	$(BIN)/python -m benchmarks.scale

growth: .venv/.dev ## 10,000 and 100,000 articles: time, memory, and whether what was planted is found
	$(BIN)/python -W ignore -m benchmarks.growth

review: .venv/.dev ## the review and the report with 10,000 findings
	$(BIN)/python -m benchmarks.review

screenshots: browser ## take the pictures of docs/ anew
	$(BIN)/python -m tools.screenshots

docs: .venv/.dev ## make the reference pages of docs/ anew from the code
	$(BIN)/python -m tools.docs

eval: .venv/.dev ## score numcheck on the labelled stories of fixtures/exam
	$(BIN)/python -W ignore -m benchmarks.exam

transfer: .venv/.dev ## what carries over to unread stories, and what each part is worth (half an hour)
	$(BIN)/python -W ignore -m benchmarks.transfer

train: .venv/.dev ## learn the weights of the slots anew from those stories
	$(BIN)/python -W ignore -m tools.train

words: .venv/.dev ## make the seeded unit table anew from quantulum3
	$(BIN)/python -W ignore tools/seed_units.py

clean: ## remove .venv and caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .numcheck_cache
