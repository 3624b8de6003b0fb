"""Benchmarks: ratios to a floor, every candidate measured side by side in one run."""
