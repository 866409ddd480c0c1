"""The screening step."""
