from django.urls import path

from live.workshop import views

app_name = "workshop"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/sheet/<slug:app>/", views.sheet, name="sheet"),
    path("gallery/specimen/<path:name>/", views.specimen, name="specimen"),
    path("gallery/<path:name>/", views.exhibit, name="exhibit"),
    path("frames/", views.frames, name="frames"),
]
