from django.urls import path

from firebell.insight import views

urlpatterns = [path("", views.bell, name="bell")]
