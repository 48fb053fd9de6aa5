from django.urls import path

from firebell.api import views

urlpatterns = [
    path("settings/hooks/", views.hooks, name="hooks"),
    path("settings/hooks/<int:hook>/", views.hooks, name="hook-settings"),
    path("settings/hooks/<int:hook>/remove/", views.remove, name="hook-remove"),
    path("settings/hooks/<int:hook>/calls/<int:call>/", views.replay, name="hook-replay"),
]
