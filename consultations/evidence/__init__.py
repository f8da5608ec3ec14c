"""Evidence: what one person was shown and said, and what was made of it; and checksums of all."""
