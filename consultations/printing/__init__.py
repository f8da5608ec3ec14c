"""Posters and paper forms as PDF, made from the same pack as the chat and the form."""

from consultations.printing.making import Sheet, sheet_pdf
from consultations.printing.setting import CannotPrint

__all__ = ["CannotPrint", "Sheet", "sheet_pdf"]
