from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from firebell.common.addresses import SettingError, opened


class CommonConfig(AppConfig):
    name = "firebell.common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Before anything listens: what cannot be read must not mean less than was meant.
        try:
            opened()
        except SettingError as error:
            raise ImproperlyConfigured(str(error)) from None
