"""The report: one content, made once from the data, and written as HTML, PDF and .docx."""
