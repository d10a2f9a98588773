"""The engine's own fragments."""

from live.engine.changes import Place
from live.engine.sample import Sample

ERROR = "templates/chat/message.html:12: Invalid block tag on line 12: 'nonsense'.\n{% nonsense %}"
LIST = '<ul class="list">{}</ul>'

SAMPLES = [
    Sample("live/page.html#position", context=lambda: {"place": Place("chat.room.5", 42, "9f2c01aa"), "oob": True}),
    Sample("live/page.html#live", "up to date"),
    Sample("live/page.html#away", "reconnecting", lambda: {"oob": True}),
    Sample("live/page.html#resync", "after 5 s", lambda: {"delay": 5000, "oob": True}),
    Sample("live/page.html#again", context=lambda: {"since": ["chat.room.5:42:9f2c01aa"]}),
    Sample("live/page.html#over"),
    Sample("live/page.html#ended", "signed out", lambda: {"code": 4401, "login_url": "/accounts/login/"}),
    Sample("live/page.html#ended", "not allowed", lambda: {"code": 4403, "login_url": "/accounts/login/"}),
    Sample("live/page.html#ended", "deleted", lambda: {"code": 4404, "login_url": "/accounts/login/"}),
    Sample("live/page.html#ended", "too many", lambda: {"code": 4429, "login_url": "/accounts/login/"}),
    Sample("live/page.html#notice", "refused", lambda: {"text": "You may not do that.", "oob": True}),
    Sample("live/page.html#notice", "empty", lambda: {"text": "", "oob": True}),
    Sample("live/page.html#error", "broken template", lambda: {"error": ERROR}),
    Sample("live/page.html#edited"),
    Sample("live/page.html#sheet", context=lambda: {"address": "/static/css/features/message.css", "version": 7}),
    Sample("live/echo.html#line", "usual", lambda: {"text": "Is this thing on?"}, LIST),
    Sample("live/echo.html#line", "long text", lambda: {"text": "on and on " * 100}, LIST),
    Sample("live/echo.html#said", "usual", lambda: {"text": "Is this thing on?"}, LIST),
]
