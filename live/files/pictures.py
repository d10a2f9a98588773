"""Pictures: decoded and encoded anew, so that what is passed on is a picture, and nothing else."""

from collections.abc import Iterable
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from PIL import Image, ImageCms, ImageOps, ImageSequence

from live.files.decoding import FORMATS, TooMuch, bound, decoded

FILMS, MOST_FRAMES = ("GIF", "WEBP"), 1_000
SMALL_SIDE = 480
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Picture(NamedTuple):
    """A picture encoded anew, with a small one of it."""

    kind: str
    width: int
    height: int
    whole: IO[bytes]
    small: IO[bytes]


def read(file: IO[bytes]) -> Picture | None:
    """The picture in a file; None where it holds none that browsers show.

    Raises ValidationError for one that is broken or has too many pixels.
    """
    return decoded(file, _encoded)


def squares(file: IO[bytes], *sides: int) -> list[IO[bytes]] | None:
    """The middle of the picture in a file, in several sizes; None and ValidationError as above."""
    return decoded(file, lambda image: _cropped(_plain(_upright(image)), sides))


def fitted(width: int, height: int, widest: int = SMALL_SIDE, highest: int = SMALL_SIDE) -> tuple[int, int]:
    """How large a picture is that fits, never larger than it was; as given, the small one of a picture."""
    scale = min(1, widest / width, highest / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _encoded(image: Image.Image) -> Picture:
    kind = image.format if image.format in FORMATS else "JPEG"  # a camera's second picture (MPO) is left out
    frames = _frames(image) if kind in FILMS and getattr(image, "is_animated", False) else [_upright(image)]
    small = _plain(frames[0])
    small = small.resize(fitted(*small.size), Image.Resampling.LANCZOS)
    return Picture(kind.lower(), *frames[0].size, _saved(frames, kind), _saved([small], "WEBP"))


def _frames(image: Image.Image) -> list[Image.Image]:
    frames = []
    for frame in ImageSequence.Iterator(image):
        frames.append(frame.copy())
        bound(frame.width * frame.height * len(frames), image.format)
        if len(frames) > MOST_FRAMES:
            raise TooMuch
    return frames


def _upright(image: Image.Image) -> Image.Image:
    """As a camera meant it, without needing what it noted beside the pixels."""
    image = _in_srgb(image)
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, SRGB, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _cropped(image: Image.Image, sides: Iterable[int]) -> list[IO[bytes]]:
    return [_saved([ImageOps.fit(image, (side, side))], "WEBP") for side in sides]


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be scaled and saved as WebP."""
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _saved(frames: list[Image.Image], kind: str) -> IO[bytes]:
    if kind == "JPEG" and frames[0].mode not in ("L", "RGB"):
        frames = [frames[0].convert("RGB")]
    options = {"quality": 88} | (_animation(frames, kind) if len(frames) > 1 else {})
    file = TemporaryFile()  # noqa: SIM115  (it goes with its last reader)
    first, *others = map(_bare, frames)
    first.save(file, kind, save_all=bool(others), append_images=others, **options)
    return file


def _animation(frames: list[Image.Image], kind: str) -> dict[str, Any]:
    """What makes a film of frames."""
    options: dict[str, Any] = {"duration": [int(frame.info.get("duration") or 100) for frame in frames]}
    if "loop" in frames[0].info:
        options["loop"] = frames[0].info["loop"]
    if kind == "GIF" and any(frame.has_transparency_data for frame in frames):
        options["disposal"] = 2  # each frame is whole: nothing of the one before shines through
    return options


def _bare(image: Image.Image) -> Image.Image:
    """Without what the file said beside the pixels: place, camera, comments, profiles."""
    image.info = {name: image.info[name] for name in ("transparency",) if name in image.info}
    return image
