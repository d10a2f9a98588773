"""What is done by the clock: scheduled entries appear, and ages of new ones stay true."""

from live.blog import services
from live.engine.schedule import every


@every(2)
def publish_due():
    services.publish_due()


@every(2)
def tell_the_minute():
    services.tell_the_minute()
