"""The release step."""
