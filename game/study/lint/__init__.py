"""Lint: faults of a crisis that only show when it is played."""
