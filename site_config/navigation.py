"""The way to each feature, in the bar of every page."""

from django.urls import reverse
from django.utils.translation import gettext as _


def navigation(request):
    return {
        "nav_items": [
            _item(request, reverse("chat:rooms"), _("Chat"), "chat"),
            _item(request, reverse("calendar:this_month"), _("Calendar"), "calendar"),
            _item(request, reverse("blog:blogs"), _("Live"), "live"),
        ]
    }


def _item(request, url, label, icon):
    return {"url": url, "label": label, "icon": icon, "current": request.path.startswith(url)}
