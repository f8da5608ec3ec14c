"""Answer questions from approved text only: find the passage, or say that there is none."""
