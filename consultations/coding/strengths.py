"""The numbers that the model is made with. They are part of its version."""

from __future__ import annotations

FOLDS = 5
# Fewer comments of a theme than this are not learnt from.
FEWEST_POSITIVE = 3
FEWEST_EXAMPLES, FEWEST_SENTIMENTS = 20, 30
STRENGTH_OF_LINE, STRENGTH_OF_MACHINE, STRENGTH_OF_MEANING = 10.0, 0.3, 2.0
STRENGTH_OF_SOUNDING = 5.0
SETTINGS = {
    "learner": "tf-idf, logistic regression and linear svm, 3",
    "folds": FOLDS,
    "strengths": [STRENGTH_OF_LINE, STRENGTH_OF_MACHINE, STRENGTH_OF_SOUNDING],
}
