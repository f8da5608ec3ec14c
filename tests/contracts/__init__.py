"""What must stay true of the files themselves."""
