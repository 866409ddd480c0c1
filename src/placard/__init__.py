"""Placard codes reports of protest into an event dataset whose every value leads back to its words and its speaker."""

__version__ = "0.1.0"
