"""What the service knows and does: consultations, responses, and what may be released of them."""
