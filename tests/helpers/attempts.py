"""Doing what may be refused."""


def outcome(function, *arguments):
    """Return what a function returns, or None, and the sentence that it refuses with, or ''."""
    try:
        return function(*arguments), ""
    except ValueError as error:
        return None, str(error)
