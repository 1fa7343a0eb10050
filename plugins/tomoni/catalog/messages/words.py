"""The form of the words of a problem."""

Words = tuple[str, str, str, str]
"""Japanese message and hint, English message and hint."""
