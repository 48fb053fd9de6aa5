from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "firebell.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from firebell.api import receivers  # noqa: F401
