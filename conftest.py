"""What all tests share: the cast, running sites with their visitors, and the servers and browsers beside them."""

pytest_plugins = [
    "tests.support.cast",
    "tests.support.crowds",
    "tests.support.fixtures",
    "tests.support.browsers",
    "tests.servers.fixtures",
    "tests.faults.figures",
    "tests.support.sites",
    "tests.support.order",
]
