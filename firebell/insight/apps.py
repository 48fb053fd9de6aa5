from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "firebell.insight"
    label = "insight"
