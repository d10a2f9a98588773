"""How what was uploaded goes out, to whom the caller has let in."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from live.engine.downloads import Download
from live.files.store import SMALL, WHOLE, path_of
from live.files.uploads import File

FOR_GOOD = 31_536_000  # seconds: another content has another address
# Whatever it is, and wherever somebody opens it: nothing in it runs, and nothing in it is loaded.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def whole(request, file: File) -> HttpResponse:
    """Pictures to look at; all else to save, under the name that it came with."""
    options = {"filename": file.name, "as_attachment": not file.kind}
    return _answer(request, file.key, WHOLE, file.kind, **options)


def small(request, file: File) -> HttpResponse:
    return picture(request, file.key, SMALL)


def picture(request, key: str, form: str) -> HttpResponse:
    """A form of a picture that the server made."""
    return _answer(request, key, form, "webp")


def _answer(request, key, form, kind, **options):
    etag = f'"{key}-{form}"'
    answer = get_conditional_response(request, etag=etag) or _download(key, form, kind, **options)
    answer["ETag"] = etag
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, private=True, max_age=FOR_GOOD, immutable=True)
    return answer


def _download(key, form, kind, **options):
    try:
        content = path_of(key, form).open("rb")
    except FileNotFoundError:
        raise Http404 from None  # as after a backup that left the uploads out
    return Download(content, content_type=f"image/{kind}" if kind else "application/octet-stream", **options)
