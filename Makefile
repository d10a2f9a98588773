PYTHON ?= python3
ARGS ?=

.PHONY: run test bench faults cluster lint format

run test bench faults cluster lint format:
	@$(PYTHON) dev.py $@ $(ARGS)
