"""The linking step."""
