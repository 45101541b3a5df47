"""Clerks' files, read and checked: every fault told at once, nothing repaired in silence."""
