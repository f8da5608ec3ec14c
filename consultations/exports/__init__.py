"""Take the responses out, for people who count with other tools."""

from consultations.exports.cells import safe_cell, to_csv, without_guard
from consultations.exports.plain import questions_csv, responses_csv

__all__ = ["questions_csv", "responses_csv", "safe_cell", "to_csv", "without_guard"]
