from django.urls import path

from firebell.outbound import views

urlpatterns = [
    path("sending/", views.sending, name="sending"),
    path("sources/<int:source>/gate/", views.gate, name="source-gate"),
    path("sources/<int:source>/gate/<slug:verb>/", views.change, name="source-gate-change"),
]
