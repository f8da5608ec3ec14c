"""People say who they are before they are asked."""
