"""Clerks' files, read and checked: every fault is told at once and nothing is repaired in silence."""
