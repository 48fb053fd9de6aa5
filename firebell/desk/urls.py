from django.urls import path

from firebell.desk.views import (
    answering,
    bulk,
    case,
    children,
    inbox,
    presence,
    reading,
    search,
    shelf,
)

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/cases.csv", inbox.export, name="inbox-export"),
    path("cases/<int:number>/", case.case, name="case"),
    path("inbox/bulk/", bulk.bulk, name="inbox-bulk"),
    path("search/", search.search, name="search"),
    path("search/count/", search.count, name="search-count"),
    path("search/saved/", search.keep, name="search-keep"),
    path("search/saved/<int:saved>/drop/", search.drop, name="search-drop"),
    path("texts/", shelf.texts, name="texts"),
    path("texts/<int:text>/", shelf.text, name="text"),
    path("queues/", shelf.queues, name="queues"),
    path("cases/<int:number>/parts/", children.parts, name="case-parts"),
    path("cases/<int:number>/text/", shelf.insert, name="case-text"),
    path("cases/<int:number>/here/", presence.here, name="case-here"),
    path("cases/<int:number>/check/", answering.check, name="case-check"),
    path("cases/<int:number>/answer/", answering.answer, name="case-answer"),
    path("cases/<int:number>/replies/<int:reply>/<slug:verb>/", answering.reply, name="case-reply"),
    path("cases/<int:number>/reading/<int:word>/", reading.correct, name="case-reading"),
    path("cases/<int:number>/<slug:verb>/", case.act, name="case-act"),
]
