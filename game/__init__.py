"""Grave Concern: a political-crisis strategy simulation for the terminal."""

__version__ = "0.1.0"
