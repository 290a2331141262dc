"""Reading what may be refused."""


def outcome(read, content):
    """Return what is read, or None, and the sentence against it, or ''."""
    try:
        return read(content), ""
    except ValueError as error:
        return None, str(error)
