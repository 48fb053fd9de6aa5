from django.urls import path

from firebell.desk.views import case, inbox

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/cases.csv", inbox.export, name="inbox-export"),
    path("cases/<int:number>/", case.case, name="case"),
    path("cases/<int:number>/check/", case.check, name="case-check"),
    path("cases/<int:number>/answer/", case.answer, name="case-answer"),
    path("cases/<int:number>/<slug:verb>/", case.act, name="case-act"),
]
