"""What staff said, and what people said of themselves: fixed tables, given out in batches."""
