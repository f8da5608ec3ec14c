"""Turn what the core knows into what a person reads."""
