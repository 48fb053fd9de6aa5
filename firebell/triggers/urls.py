from django.urls import path

from firebell.triggers import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<int:alert>/", views.alert, name="alert"),
    path("alerts/<int:alert>/judge/", views.judge, name="alert-judge"),
    path("settings/triggers/", views.triggers, name="triggers"),
    path("settings/triggers/new/", views.new, name="trigger-new"),
    path("settings/triggers/<int:trigger>/", views.read, name="trigger"),
    path("settings/triggers/<int:trigger>/edit/", views.edit, name="trigger-edit"),
    path("settings/triggers/<int:trigger>/act/", views.act, name="trigger-act"),
    path("settings/triggers/<int:trigger>/history/", views.history, name="trigger-history"),
    path("settings/notifications/", views.notifications, name="notifications"),
    path("settings/notifications/<int:target>/", views.notifications, name="notification"),
]
