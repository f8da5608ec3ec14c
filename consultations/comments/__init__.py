"""What commissioners lay over a comment: redactions, quotes, and setting its response apart."""
