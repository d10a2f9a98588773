"""The cast and the rooms of the chat's tests: what was said is what there is to find."""

from tests.chat.conftest import ada, admin, board, grace, lobby, mallory, window

__all__ = ["ada", "admin", "board", "grace", "lobby", "mallory", "window"]
