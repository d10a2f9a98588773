"""What browsers send: one strict parser before anything else looks at a frame."""

import json

MAX_FRAME = 65_536  # bytes, as the server's ws_max_size
MAX_FIELDS = 64
MAX_VALUES = 1_024


class BadFrame(ValueError):
    """Not a frame that a page of ours sends; the text says what is wrong with it."""


def parse(text: str) -> tuple[str, dict[str, str | list[str]]]:
    """The action of a frame and its fields, as a form would bring them: strings and lists of strings.

    Raises BadFrame for everything but a flat JSON object (RFC 8259) with a string `action`.
    """
    fields = _object(text)
    fields.pop("headers", None)  # htmx adds its request headers to each message
    action = fields.pop("action", None)
    if not isinstance(action, str):
        raise BadFrame("no action")
    return action, {name: _value(value) for name, value in fields.items()}


def _object(text: str) -> dict:
    if len(text) > MAX_FRAME:
        raise BadFrame("too long")
    try:
        text.encode()
        fields = DECODER.decode(text)
        if "\\u" in text:  # an escape may be half a character
            json.dumps(fields, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except UnicodeEncodeError:
        raise BadFrame("lone surrogate") from None
    except (ValueError, RecursionError):
        raise BadFrame("invalid JSON") from None
    if not isinstance(fields, dict):
        raise BadFrame("not an object")
    if len(fields) > MAX_FIELDS:
        raise BadFrame("too many fields")
    return fields


def _unique(pairs: list) -> dict:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadFrame("duplicate key")
    return fields


def _refuse(constant: str):
    raise BadFrame(constant)


DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse, parse_int=str, parse_float=str)


def _value(value) -> str | list[str]:
    if isinstance(value, list):
        if len(value) > MAX_VALUES or not all(isinstance(item, str) for item in value):
            raise BadFrame("a list of something else than strings")
        return value
    return _text(value)


def _text(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadFrame("nested")
    if "\x00" in value:
        raise BadFrame("null character")
    return value
