from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "firebell.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from firebell.knowledge import receivers  # noqa: F401
