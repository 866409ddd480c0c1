"""Corpus to weights, scores and floors."""
