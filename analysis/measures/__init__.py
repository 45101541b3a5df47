"""Measures: facts in, statistics out. Pure, unrounded, and missing stays missing."""
