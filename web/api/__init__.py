"""The JSON API, described by its own OpenAPI document."""
