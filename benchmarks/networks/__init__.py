"""Measures the network finder beside its peers; `README.md` says how to read the result."""
