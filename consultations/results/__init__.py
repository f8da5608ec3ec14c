"""What was said, counted and read. The numbers are exact; disclosure decides what is shown."""
