"""Dagster's view of the chain: assets named after their tables, one module a layer, and the resources they take.

Kept out: what a step does to its tables (``pipeline.layers``), and the checks on them (``checks``).
"""
