from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ListeningConfig(AppConfig):
    name = "firebell.listening"
    label = "listening"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from firebell.listening import full_text

        post_migrate.connect(full_text.make_ready, sender=self)
