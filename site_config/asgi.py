"""The application that uvicorn serves."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  (after Django is set up)

from live.blog.routing import websocket_urlpatterns as blog  # noqa: E402
from live.calendar.routing import websocket_urlpatterns as calendar  # noqa: E402
from live.chat.routing import websocket_urlpatterns as chat  # noqa: E402
from live.engine.asgi import Lifespan, websockets  # noqa: E402
from live.engine.bodies import BodyLimit  # noqa: E402
from live.engine.routing import websocket_urlpatterns as engine  # noqa: E402
from live.notifications.routing import websocket_urlpatterns as notifications  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": BodyLimit(django_application),
        "websocket": websockets(URLRouter([*engine, *notifications, *chat, *calendar, *blog])),
        "lifespan": Lifespan(),
    }
)
