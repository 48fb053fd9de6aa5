from django.urls import path

from firebell.listening import views

urlpatterns = [
    path("queries/", views.query_list, name="queries"),
    path("queries/new/", views.edit, name="query-new"),
    path("queries/try/", views.try_query, name="query-try"),
    path("queries/<int:query>/", views.edit, name="query"),
    path("queries/<int:query>/active/", views.active, name="query-active"),
    path("attachments/<int:attachment>/", views.attachment, name="attachment"),
]
