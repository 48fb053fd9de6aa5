from django.urls import path

from firebell.desk.views import answering, articles, case, inbox, reading

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/cases.csv", inbox.export, name="inbox-export"),
    path("cases/<int:number>/", case.case, name="case"),
    path("cases/<int:number>/check/", answering.check, name="case-check"),
    path("cases/<int:number>/answer/", answering.answer, name="case-answer"),
    path("cases/<int:number>/replies/<int:reply>/<slug:verb>/", answering.reply, name="case-reply"),
    path("cases/<int:number>/reading/<int:word>/", reading.correct, name="case-reading"),
    path("cases/<int:number>/articles/<int:article>/", articles.put_in, name="case-article"),
    path("knowledge/gaps/", articles.missing, name="knowledge-gaps"),
    path("cases/<int:number>/<slug:verb>/", case.act, name="case-act"),
]
