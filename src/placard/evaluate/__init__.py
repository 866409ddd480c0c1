"""Scores of a coder against annotated reports: spans, values, speakers, mentions and relevance, with bootstrap intervals."""

from placard.evaluate.run import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
