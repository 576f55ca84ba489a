"""Readings of raw Arabic: folding with an offset map, sections and sentences, words, numbers, dates, morphology.

Kept out: what a sentence says of casualties (``extraction``) and which place a name denotes (``places``).
"""
