"""What comments are about: a frame of themes, who gave which theme to which comment, how well."""
