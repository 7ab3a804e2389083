# The verbs of this house. CI calls nothing else.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
RUN := .venv/bin/python -m

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.PHONY: run
run: venv ## Start the market with its sample region: make run PORT=8000
	@$(RUN) tools.messages compile
	@exec .venv/bin/twiza up --host $(HOST) --port $(PORT)

.PHONY: test
test: dev ## Lint, then every test: SQLite, PostgreSQL, a real browser
	@$(RUN) tools.check

.PHONY: lint
lint: dev ## Style, import contracts, types, translations, migrations
	@$(RUN) tools.check --lint

.PHONY: bench
bench: dev ## Measure, and print figures beside their budgets
	@$(RUN) tools.messages compile
	@$(RUN) bench

.PHONY: docs
docs: dev ## Write the generated pages of docs/ anew
	@$(RUN) tools.messages compile
	@$(RUN) tools.docs

.PHONY: messages
messages: dev ## Extract the sentences to translate into locale/, and compile them
	@$(RUN) tools.messages update
	@$(RUN) tools.messages compile

.PHONY: screenshots
screenshots: dev ## Take the pictures of docs/ from the running sample
	@$(RUN) tools.messages compile
	@$(RUN) tools.screenshots

.PHONY: venv
venv: # .venv with what the site needs, built once a change of the requirements
	@$(PYTHON) tools/venv.py

.PHONY: dev
dev: # the same, with what tests need
	@$(PYTHON) tools/venv.py --dev
