"""Languages: which there are, the sentences of the service in each, and packs in translation."""
