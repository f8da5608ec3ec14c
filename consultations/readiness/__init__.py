"""Readiness: what the rules of the field ask for, beside what the system knows. Never a verdict."""
