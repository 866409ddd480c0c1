"""The reading step."""
