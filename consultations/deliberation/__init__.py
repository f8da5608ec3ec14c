"""Weighing: themes that people confirm, statements by others, and what changed a view."""
