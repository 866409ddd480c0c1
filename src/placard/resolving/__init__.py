"""The resolving step."""
