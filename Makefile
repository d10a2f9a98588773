PYTHON ?= python3
ARGS ?=

.PHONY: run test e2e bench faults cluster lint format

run test e2e bench faults cluster lint format:
	@$(PYTHON) dev.py $@ $(ARGS)
