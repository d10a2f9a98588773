"""What people and the search are told of entries."""


def published(entry, editor=None):
    """To who wrote it, if somebody else has published it."""
    _put(entry)


def submitted(entry):
    """To the blog's editors."""


def withdrawn(entry):
    """The editors need not look at it any more."""


def edited(entry):
    _put(entry)


def deleted(entry):
    """Nobody finds or is told of it any more."""


def _put(entry):
    """Into the search."""
