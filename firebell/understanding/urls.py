from django.urls import path

from firebell.understanding.views import labelling, quality

urlpatterns = [
    path("reading/", quality.quality, name="reading"),
    path("reading/label/", labelling.label, name="reading-label"),
]
