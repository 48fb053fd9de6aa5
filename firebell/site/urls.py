"""Every address: each room names its own; what belongs to a workspace stands under /w/<slug>/."""

from django.urls import include, path

import firebell.accounts.urls
import firebell.api.urls
import firebell.channels.urls
import firebell.desk.urls
import firebell.improve.urls
import firebell.insight.urls
import firebell.knowledge.urls
import firebell.listening.urls
import firebell.outbound.urls
import firebell.triggers.urls
import firebell.understanding.urls
from firebell.channels.door import called
from firebell.site import audit_log, entering, examining, live, retrying, views

workspace = [
    path("live", live.live, name="live"),
    path("enter/", entering.enter, name="enter"),
    path("settings/log/", audit_log.audit_log, name="audit-log"),
    path("sources/<int:source>/doctor/", examining.examine, name="source-doctor"),
    path("sources/<int:source>/retry/", retrying.retry_view, name="source-retry"),
    *firebell.insight.urls.urlpatterns,
    *firebell.improve.urls.urlpatterns,
    *firebell.desk.urls.urlpatterns,
    *firebell.outbound.urls.urlpatterns,
    *firebell.triggers.urls.urlpatterns,
    *firebell.understanding.urls.urlpatterns,
    *firebell.listening.urls.urlpatterns,
    *firebell.channels.urls.urlpatterns,
    *firebell.knowledge.urls.urlpatterns,
    *firebell.api.urls.urlpatterns,
    *firebell.accounts.urls.workspace_urlpatterns,
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("hooks/<str:address>/", called, name="hook"),
    *firebell.accounts.urls.urlpatterns,
    path("w/<slug:workspace>/", include(workspace)),
    path("api/v1/", include(firebell.api.urls.program_urlpatterns)),
]
