"""What people write in the chat, as HTML: as everywhere on the site."""

from live.text.markdown import to_html

__all__ = ["to_html"]
