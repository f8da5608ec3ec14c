"""The numbers that the model is made with. They are part of its version."""

from __future__ import annotations

FOLDS = 5
# One theme needs so many comments before the model learns at all.
FEWEST_POSITIVE = 3
FEWEST_EXAMPLES, FEWEST_SENTIMENTS = 20, 30
STRENGTH_OF_SOUNDING = 5.0
# How much each way of being alike weighs, and how far the model trusts any one comment: less than
# fully, as two readers of the same comment do not always agree.
SHARES = {"words": 0.5, "parts": 0.5, "question": 0.25, "mean": 0.5, "nearest": 0.5, "whole": 1.5}
# So much more alike are comments that answer the same question.
SAME_QUESTION = 0.25
DOUBT = 0.43
# How much the best part of a comment weighs in the score of the whole.
SHARE_OF_PART = 0.35
# How far the curve of each theme is held near the middle one, as if by so many examples.
# More strongly for what comes beside the first score, so that few comments teach it little.
HOLD, HOLD_OF_MORE = 1.0, 10.0
SETTINGS = {
    "learner": "kernel ridge on words, parts of words and meanings of words, clauses, 5",
    "folds": FOLDS,
    "shares": SHARES,
    "strengths": [DOUBT, HOLD, HOLD_OF_MORE, SAME_QUESTION, SHARE_OF_PART, STRENGTH_OF_SOUNDING],
}
