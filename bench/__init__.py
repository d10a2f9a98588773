"""The benchmark: this project beside its peers, on one machine, in one run. `make bench`; docs/benchmark.md says how to read it."""
