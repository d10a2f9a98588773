import pytest


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """The folder of uploads, with nothing in it."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
