from e2e.plugin import *  # noqa: F403  (a suite elsewhere names it in pytest_plugins: docs/qa.md)
