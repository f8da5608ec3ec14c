"""The files of a report, with what they are for."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.reporting.making import Format, Made

NAMES = {
    Format.HTML: "To read on a screen (HTML)",
    Format.PDF: "To print or to send (PDF)",
    Format.DOCX: "To work on (Word, .docx)",
}
WHAT = {
    Format.HTML: "One file with headings, drawings and tables. It works with screen readers.",
    Format.PDF: "Tagged for screen readers, by the standard PDF/UA-1.",
    Format.DOCX: "Real headings, and tables in the place of drawings.",
}


@dataclass(frozen=True)
class DownloadPresenter:
    """One file."""

    form: Format
    made: Made

    @property
    def name(self) -> str:
        return NAMES[self.form]

    @property
    def what(self) -> str:
        return WHAT[self.form]

    @property
    def size(self) -> str:
        return f"{max(1, self.made.sizes[self.form] // 1024):,} KB"

    @property
    def sha256(self) -> str:
        """The checksum of the file, in groups that can be read aloud."""
        text = self.made.sha256[self.form]
        return " ".join(text[place : place + 8] for place in range(0, len(text), 8))
