import pytest

from live.chat.bots import services


@pytest.fixture
def made(admin, lobby):
    """A bot in all open rooms, with its token."""
    return services.make_bot("robot", "Robot")


@pytest.fixture
def robot(made):
    return made[0]


@pytest.fixture
def token(made):
    return made[1]
