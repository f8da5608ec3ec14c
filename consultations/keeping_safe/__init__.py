"""Keep what people said safe: copy it, bring it back, and delete what somebody wants deleted."""
