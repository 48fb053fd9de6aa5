from django.apps import AppConfig


class TriggersConfig(AppConfig):
    name = "firebell.triggers"
    label = "triggers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from firebell.triggers import receivers  # noqa: F401
