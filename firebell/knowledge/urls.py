from django.urls import path

from firebell.knowledge.views import editing, reading

urlpatterns = [
    path("knowledge/", reading.articles, name="knowledge"),
    path("knowledge/new/", editing.new, name="article-new"),
    path("knowledge/<int:article>/", reading.article, name="article"),
    path("knowledge/<int:article>/edit/", editing.edit, name="article-edit"),
    path("knowledge/<int:article>/submit/", editing.submit, name="article-submit"),
    path("knowledge/<int:article>/review/", editing.review, name="article-review"),
    path("knowledge/<int:article>/versions/<int:number>/", reading.version, name="article-version"),
]
