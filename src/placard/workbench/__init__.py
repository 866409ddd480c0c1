"""The workbench step."""
