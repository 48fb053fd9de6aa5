from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class DeskConfig(AppConfig):
    name = "firebell.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from firebell.desk import never_unattended, receivers  # noqa: F401
        from firebell.desk.queries.searching import all_notes
        from firebell.listening import full_text

        full_text.shelves.append(all_notes)
        pre_migrate.connect(never_unattended.before_migrating, sender=self)
        post_migrate.connect(never_unattended.after_migrating, sender=self)
