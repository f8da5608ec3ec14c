"""The theme ledger: what became of each thing that people raised, because of what, who, when."""
