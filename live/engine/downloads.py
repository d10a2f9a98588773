"""A file on its way to a browser."""

import asyncio

from django.http import FileResponse

PIECE = 65_536  # bytes


class Download(FileResponse):
    """Read piece by piece as the browser takes it: under ASGI Django would read all of it into memory first."""

    block_size = PIECE

    async def __aiter__(self):
        while piece := await asyncio.to_thread(self.file_to_stream.read, PIECE):  # type: ignore[union-attr]
            yield piece
