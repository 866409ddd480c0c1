"""The coding step."""
