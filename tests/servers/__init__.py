"""The programs that tests need beside the site: PostgreSQL, Redis, Chromium."""
