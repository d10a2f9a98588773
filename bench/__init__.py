"""The benchmark: this project beside its peers. `make bench` runs it, docs/benchmark.md says how to read it."""
