"""Attacks on released tables, with an integer solver as the attacker."""
