"""Rooms, who is in them, what was said there, and the programs that join in."""

from live.chat.models.bots import Bot, Delivery
from live.chat.models.messages import Draft, Message
from live.chat.models.rooms import Membership, Room

__all__ = ["Bot", "Delivery", "Draft", "Membership", "Message", "Room"]
