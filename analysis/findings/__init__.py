"""Findings: what a finished table says, as sentences in either language, numbers taken from it."""
