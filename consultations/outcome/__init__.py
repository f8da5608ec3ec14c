""" "You said, we did": what the public reads of the outcome, made from the theme ledger."""
