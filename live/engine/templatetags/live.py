"""What templates need to be live; built into every template."""

import json
import re

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from live.engine import topics
from live.engine.pages import LivePage

register = template.Library()
PLAIN = re.compile(r"[a-z][a-z_]*|[0-9]+")


@register.filter
def html_id(topic: str) -> str:
    return topics.html_id(topic)


@register.simple_tag
def theme_sheet() -> str:
    """The address of the theme's sheet of tokens; empty without a theme."""
    return settings.THEME_SHEET and static(settings.THEME_SHEET)


@register.simple_block_tag(takes_context=True)
def title(context, content) -> str:
    """What stands in it; the page notes what it is called, for those who show that with what is new."""
    content = mark_safe(" ".join(content.split()))  # it was rendered by the template
    page = context.get("live") or context.get("site_live")
    if isinstance(page, LivePage):
        page.title = page.title or f"={content}"
    return content


@register.simple_tag(takes_context=True)
def act(context, action: str, trigger: str = "", **values) -> str:
    """The attributes that send an action over the page's socket; nothing on a page that is not live.

    `{% act "delete_message" message=message.pk trigger="click prevent" %}`
    """
    if not context.get("live"):
        return ""
    attributes = format_html(' hx-ws:send hx-vals="{}"', _short({"action": action} | values))
    return attributes + format_html(' hx-trigger="{}"', escape(trigger)) if trigger else attributes


def _short(values: dict) -> str:
    """As htmx's own notation where that says the same, `action:edit_message message:17`; else as JSON."""
    if all(PLAIN.fullmatch(str(value)) for value in values.values()):
        return " ".join(f"{name}:{value}" for name, value in values.items())
    return json.dumps(values, default=str)
