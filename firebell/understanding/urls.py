from django.urls import path

from firebell.understanding.views import labelling, layers, quality, themes

urlpatterns = [
    path("reading/", quality.quality, name="reading"),
    path("reading/label/", labelling.label, name="reading-label"),
    path("reading/themes/", themes.themes, name="themes"),
    path("reading/themes/look/", themes.look, name="themes-look"),
    path("reading/copies/<int:word>/", themes.copies, name="copies"),
    path(
        "reading/copies/<int:word>/pictures/", themes.copies, {"kind": "pictures"}, name="pictures"
    ),
    path("reading/learn/", layers.learn, name="reading-learn"),
    path("reading/layers/<int:layer>/back/", layers.roll_back, name="reading-back"),
]
