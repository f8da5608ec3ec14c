"""Content packs: the plain-language files of each consultation."""
