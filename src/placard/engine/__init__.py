"""The engine step."""
