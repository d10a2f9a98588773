PYTHON ?= python3
ARGS ?=

.PHONY: run test e2e bench faults cluster lint format theme

run test e2e bench faults cluster lint format theme:
	@$(PYTHON) dev.py $@ $(ARGS)
