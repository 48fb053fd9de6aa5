from django.urls import path

from firebell.understanding.views import labelling, layers, quality

urlpatterns = [
    path("reading/", quality.quality, name="reading"),
    path("reading/label/", labelling.label, name="reading-label"),
    path("reading/learn/", layers.learn, name="reading-learn"),
    path("reading/layers/<int:layer>/back/", layers.roll_back, name="reading-back"),
]
