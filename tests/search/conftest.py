"""The rooms of the chat's tests: what was said is what there is to find."""

from tests.chat.conftest import board, lobby

__all__ = ["board", "lobby"]
