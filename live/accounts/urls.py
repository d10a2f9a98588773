from django.contrib.auth.views import LogoutView
from django.urls import path

from live.accounts import views

app_name = "accounts"
urlpatterns = [
    path("first-run/", views.FirstRun.as_view(), name="first_run"),
    path("accounts/login/", views.SignIn.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/signup/", views.SignUp.as_view(), name="signup"),
    path("accounts/profile/", views.Profile.as_view(), name="profile"),
    path("accounts/password/", views.Password.as_view(), name="password"),
    path("people/<str:username>/", views.person, name="person"),
    path("people/<str:username>/picture/<slug:key>/<int:side>/", views.picture, name="picture"),
    path("viewer.css", views.viewer_css, name="viewer_css"),
]
