"""The tests: each is named for what it promises."""
