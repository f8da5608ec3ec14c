"""People ask for what cannot be done here."""
