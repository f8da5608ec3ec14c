"""All responses of a consultation at once, as arrays, so that a page about 20,000 is quick."""

from consultations.analysis.people import Answers, Coded, People
from consultations.analysis.standing import forget_snapshots, people_of

__all__ = ["Answers", "Coded", "People", "forget_snapshots", "people_of"]
