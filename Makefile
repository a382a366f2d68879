# The verbs of the house: CI and CONTRIBUTING call these and nothing else.

UV ?= uv
LINT := $(UV) run --group lint

.PHONY: check test lint fix docs pictures bench kill fuzz million pin

check: lint test  # all a change must pass

test:  # all suites, on both databases
	$(UV) run pytest

lint:  # style, types, import contracts
	$(LINT) ruff check
	$(LINT) ruff format --check
	$(LINT) mypy
	$(LINT) pyright
	$(LINT) lint-imports

fix:  # what a machine can mend
	$(LINT) ruff check --fix --exit-zero
	$(LINT) ruff format

docs:  # the reference pages, from the tables
	$(UV) run chufei procedure draw --out docs/reference
	$(UV) run chufei law show --out docs/reference
	$(UV) run chufei feed schemas --out docs/reference/feed
	$(UV) run chufei api openapi --out docs/reference/openapi.json

pictures:  # of the README, taken of the demonstration by a real browser
	$(UV) run python -m tools.pictures

bench:  # speed, as ratios within one run
	$(UV) run --group bench python -m bench

kill:  # the long loops: 200 kills per role and database, 10,000 flipped bits per database
	CHUFEI_KILLS=200 $(UV) run pytest -m kills --timeout 0
	CHUFEI_FLIPS=10000 $(UV) run pytest -k flipped_bit --timeout 0
	CHUFEI_EVENTS=100000 $(UV) run pytest -k rebuilt_is_incremental --timeout 0

fuzz:  # many more requests made from the description of the HTTP interface
	CHUFEI_FUZZ=50 $(UV) run pytest tests/api/http/test_fuzzing.py --timeout 0

million:  # a synthetic year of a million leads, in a folder of its own
	$(UV) run chufei seed --year 2022 --seed 7 --leads 1000000

pin:  # newest versions, pinned and exported
	$(UV) run tools/pin.py
