"""Hasila: casualty tallies from Arabic news on the war in Syria.

The layers, in the data's way: ``ingest`` → ``arabic`` → ``places`` → ``extraction`` → ``reconciliation`` → ``release``.
Tables are declared in ``contracts``; only ``warehouse`` speaks to DuckDB; only ``definitions`` knows Dagster.
"""
