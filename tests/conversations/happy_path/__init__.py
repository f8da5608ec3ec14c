"""Nothing goes wrong: both lanes, from the start to the receipt."""
