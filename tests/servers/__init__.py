"""The programs that tests need beside the site: PostgreSQL, Redis, Chromium."""


class Missing(Exception):
    """One of them is not here and could not be installed; the text says what to do."""
