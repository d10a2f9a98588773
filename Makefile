PYTHON ?= python3
ARGS ?=

.PHONY: run test bench faults cluster lint format messages

run test bench faults cluster lint format messages:
	@$(PYTHON) dev.py $@ $(ARGS)
