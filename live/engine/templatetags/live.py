"""What templates need to be live; built into every template."""

import json

from django import template
from django.utils.html import format_html

from live.engine import topics

register = template.Library()


@register.filter
def html_id(topic: str) -> str:
    return topics.html_id(topic)


@register.simple_tag(takes_context=True)
def act(context, action: str, trigger: str = "", **values) -> str:
    """The attributes that send an action over the page's socket; nothing on a page that is not live.

    `{% act "delete_message" message=message.pk trigger="click prevent" %}`
    """
    if not context.get("live"):
        return ""
    attributes = format_html(' hx-ws:send hx-vals="{}"', json.dumps({"action": action} | values, default=str))
    return attributes + format_html(' hx-trigger="{}"', trigger) if trigger else attributes
