"""Channel layers that do badly what they should."""

import random

from channels_redis.pubsub import RedisPubSubChannelLayer


class UnreliableLayer(RedisPubSubChannelLayer):
    """Half of what is sent to groups arrives as it should; the rest gets lost, comes twice, or after the next."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.chance = random.Random(20_261_120)
        self.late: list[tuple] = []

    async def group_send(self, group, message):
        send = super().__getattr__("group_send")
        fate = self.chance.choice(("lost", "twice", "late", "well", "well", "well"))
        if fate == "late":
            return self.late.append((group, message))
        for _ in range({"lost": 0, "twice": 2, "well": 1}[fate]):
            await send(group, message)
        late, self.late = self.late, []
        for one in late:
            await send(*one)
