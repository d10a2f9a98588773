PYTHON ?= python3
ARGS ?=

.PHONY: run test e2e bench faults cluster lint format messages theme

run test e2e bench faults cluster lint format messages theme:
	@$(PYTHON) dev.py $@ $(ARGS)
