"""Files to upload, made here: what they should be, and what somebody makes who means harm."""

import random
import struct
import zlib
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def picture(kind="PNG", size=(640, 400), mode="RGB", **options):
    """Of noise, which does not compress away."""
    image = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1])).convert(mode)
    return _saved(image, kind, **options)


def note(kind="JPEG"):
    """A picture that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SecretCamera", 6  # the maker; lying on its side
    exif.get_ifd(0x8825)[1] = "N"
    options = {"exif": exif} if kind != "GIF" else {"comment": b"SecretComment"}
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", "SecretComment")
    return picture(kind, (60, 40), **options)


def film(kind="GIF", frames=3, size=(40, 30)):
    images = [Image.new("RGB", size, (80 * number % 256, number % 256, 90)) for number in range(frames)]
    return _saved(images[0], kind, save_all=True, append_images=images[1:], duration=120, loop=0)


@cache
def bomb_png(width, height):
    """Some kilobytes that unfold to `width × height` pixels."""
    packer, row = zlib.compressobj(9), b"\0" * (1 + width // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data)
        for name, data in [
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
            (b"IDAT", packed),
            (b"IEND", b""),
        ]
    )


def bomb_gif(frames, size=(2000, 2000)):
    """Each frame has a few bytes and is as large as the picture."""
    head = b"GIF89a" + struct.pack("<HHBBB", *size, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, *size, 0) + b"\x02\x02\x44\x01\0"
    return head + frame * frames + b"\x3b"


def bomb_jpeg(scans):
    """The last refinement again and again, as often as one likes."""
    jpeg = picture("JPEG", (16, 16), progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * scans + b"\xff\xd9"


def bomb_webp(width=16_383, height=16_383):
    """A header that announces as many pixels as WebP can."""
    head = (
        b"VP8X" + struct.pack("<IB3x", 10, 2) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    )
    anim = b"ANIM" + struct.pack("<IIH", 6, 0, 0)
    body = b"WEBP" + head + anim
    return b"RIFF" + struct.pack("<I", len(body)) + body


def polyglot():
    """A GIF that is a script and an archive, too."""
    return film() + b"*/=1;alert(1)//PK\x03\x04<script>alert(1)</script>"


def named(name, content):
    return SimpleUploadedFile(name, content)


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _saved(image, kind, **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
