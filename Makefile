PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venvs/app/bin
WORKERS ?= 2
PEOPLE ?= 20000
DEMO_DATA = $${DATA_DIR:-data/demo}
DEMO = DEMO=1 DATA_DIR="$(DEMO_DATA)" CONTENT_DIR="$(DEMO_DATA)/content"

ifeq ($(PYTHON),)
$(error This needs Python 3.11. Install it and try again, or name it: make PYTHON=/path/to/python3.11 run)
endif

.PHONY: help run demo test trained prepared train lint messages check-content tensorflow clean

help: ## Show what can be run
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## Set up what is missing, then serve http://127.0.0.1:8000 (PORT and DATA_DIR change where)
	@$(PYTHON) scripts/setup.py run
	@exec $(BIN)/consult serve

demo: ## The same as run, with 20,000 simulated respondents and a copy of the packs, in data/demo
	@$(PYTHON) scripts/setup.py run
	@mkdir -p "$(DEMO_DATA)" && { test -d "$(DEMO_DATA)/content" || cp -R content "$(DEMO_DATA)/content"; }
	@$(DEMO) $(BIN)/consult simulate riverside-hospitals --people $(PEOPLE) --once
	@exec env $(DEMO) $(BIN)/consult serve

test: ## Set up what is missing, then run every check and every test
	@$(PYTHON) scripts/setup.py test
	@$(PYTHON) scripts/chromium.py
	@$(MAKE) --no-print-directory --jobs 3 trained prepared lint
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --ignore tests/browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal tests/browser

# What takes a minute each before the tests, side by side.
trained:
	@$(PYTHON) scripts/setup.py train

prepared:
	@$(BIN)/consult prepare

train: ## Train Rasa if its training files have changed
	@$(PYTHON) scripts/setup.py run

lint: ## Check style, types, templates and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet web/templates

messages: ## Collect the sentences of the service for translators, in locale/
	@$(BIN)/consult translations collect

check-content: ## Check every content pack
	@$(BIN)/consult content check

tensorflow: ## Add TensorFlow to Rasa's environment, for those who want DIET
	@$(PYTHON) scripts/setup.py tensorflow

clean: ## Remove the environments, the trained models and the built styles (never the data)
	rm -rf .venvs .rasa .styles web/static/built
