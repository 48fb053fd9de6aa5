from django.urls import path

from firebell.api.door import door, nowhere
from firebell.api.endpoints import by_address
from firebell.api.views import document, hooks, tokens


def name_of(address: str) -> str:
    """What an address of the API is called among all addresses."""
    return "api/" + address.replace("<int:", "").replace(">", "")


urlpatterns = [
    path("settings/hooks/", hooks.hooks, name="hooks"),
    path("settings/hooks/<int:hook>/", hooks.hooks, name="hook-settings"),
    path("settings/hooks/<int:hook>/remove/", hooks.remove, name="hook-remove"),
    path("settings/hooks/<int:hook>/calls/<int:call>/", hooks.replay, name="hook-replay"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:key>/revoke/", tokens.revoke, name="token-revoke"),
]

# For programs: below /api/v1/.
program_urlpatterns = [
    path("openapi.json", document.openapi, name="api-document"),
    *(
        path(f"w/<slug:workspace>/{address}", door(operations), name=name_of(address))
        for address, operations in by_address().items()
    ),
    path("<path:rest>", nowhere, name="api-nowhere"),
]
