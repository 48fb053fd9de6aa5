from django.urls import path

from firebell.triggers import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<int:alert>/", views.alert, name="alert"),
    path("alerts/<int:alert>/judge/", views.judge, name="alert-judge"),
    path("settings/notifications/", views.notifications, name="notifications"),
    path("settings/notifications/<int:target>/", views.notifications, name="notification"),
]
