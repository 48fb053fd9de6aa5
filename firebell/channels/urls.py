from django.urls import path

from firebell.channels import views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/new/<slug:network>/", views.new, name="source-new"),
    path("sources/<int:source>/", views.source, name="source"),
    path("sources/<int:source>/edit/", views.edit, name="source-edit"),
    path("sources/<int:source>/state/", views.state, name="source-state"),
    path("sources/<int:source>/rejects.jsonl", views.rejects, name="source-rejects"),
]
