"""Whole conversations, played through the real service."""
