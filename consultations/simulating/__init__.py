"""Respondents who do not exist, for demonstrations and for tests of size. All of it is invented."""
