"""A page of this site as it was loaded."""

import json
from html import unescape

from tests.support.visitors import CONNECT, POSITION


def page_in(html: str, cookie: str) -> dict[str, str]:
    """Where its socket is, as whom it connects, and what it says there first."""
    hello = json.dumps({"action": "resume", "position": POSITION.findall(html)})
    return {"path": unescape(CONNECT.search(html)[1]), "cookie": cookie, "hello": hello}
