"""Tools for those who write scenarios: what a file means, told and drawn."""
