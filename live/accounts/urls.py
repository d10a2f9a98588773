from django.contrib.auth.views import LogoutView
from django.urls import path

from live.accounts import views, views_of_addresses, views_of_administrators

app_name = "accounts"
urlpatterns = [
    path("first-run/", views.FirstRun.as_view(), name="first_run"),
    path("accounts/login/", views.SignIn.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/signup/", views.SignUp.as_view(), name="signup"),
    path("accounts/profile/", views.Profile.as_view(), name="profile"),
    path("accounts/password/", views.Password.as_view(), name="password"),
    path("accounts/address/", views_of_addresses.address, name="address"),
    path("accounts/address/<str:token>/", views_of_addresses.confirm, name="confirm_address"),
    path("join/<slug:code>/", views.Join.as_view(), name="join"),
    path("settings/", views_of_administrators.site, name="site"),
    path("settings/join-link/", views_of_administrators.renew_join_link, name="renew_join_link"),
    path("people/", views.people, name="people"),
    path("people/<str:username>/ban/", views_of_administrators.ban, name="ban"),
    path("people/<str:username>/unban/", views_of_administrators.unban, name="unban"),
    path("people/<str:username>/", views.person, name="person"),
    path("people/<str:username>/picture/<slug:key>/<int:side>/", views.picture, name="picture"),
    path("viewer.css", views.viewer_css, name="viewer_css"),
]
