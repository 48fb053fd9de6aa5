from django.apps import AppConfig


class ImproveConfig(AppConfig):
    name = "firebell.improve"
    label = "improve"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from firebell.desk import panels
        from firebell.improve.beside import panel

        panels.register(panel)
