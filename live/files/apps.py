from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "live.files"
    label = "files"
    verbose_name = "Files"
