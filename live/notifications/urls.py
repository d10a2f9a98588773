from django.urls import path

from live.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("<int:number>/", views.open_one, name="open"),
    path("<int:number>/read/", views.mark_one_read, name="mark_read"),
]
