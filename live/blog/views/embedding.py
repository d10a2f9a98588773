"""A live blog within pages of other sites."""

from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from live.blog.rights import visible_blog
from live.blog.views.blogs import show_embedded


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request, slug):
    """Whoever looks is a stranger here: nothing on the page can be pressed in somebody's name, or is theirs alone."""
    request.user = AnonymousUser()
    return show_embedded(request, visible_blog(request.user, slug))
