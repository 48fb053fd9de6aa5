from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "firebell.site"
    label = "site"
