"""Which addresses there are."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from site_config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("live.accounts.urls")),
    path("chat/", include("live.chat.urls")),
    path("api/", include("live.chat.bots.api_urls")),
    path("calendar/", include("live.calendar.urls")),
    path("blog/", include("live.blog.urls")),
    path("notifications/", include("live.notifications.urls")),
    path("search/", include("live.search.urls")),
    path("", include("live.engine.urls")),
    path("", include("live.workshop.urls")),
    path("admin/login/", views.admin_sign_in),  # one door, with its limit on guesses
    path("admin/password_change/", RedirectView.as_view(pattern_name="accounts:password")),  # which tells pages
    path("admin/", admin.site.urls),
    path("icon.svg", views.icon, name="icon"),
    path("favicon.ico", RedirectView.as_view(pattern_name="icon")),  # where pages that are not ours have it looked for
]

handler500 = views.broken  # 400, 403 and 404 are Django's own, with our templates
