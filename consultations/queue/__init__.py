"""Questions that had no answer: who looks after them, by when, and what became of them."""
