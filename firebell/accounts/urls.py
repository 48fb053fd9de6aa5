from django.urls import path

from firebell.accounts.views import doors, holidays, me, people, settings

urlpatterns = [
    path("", doors.home, name="home"),
    path("sign-in/", doors.sign_in, name="sign-in"),
    path("sign-out/", doors.sign_out, name="sign-out"),
    path("first-run/<str:token>/", doors.first_run, name="first-run"),
    path("me/", me.me, name="me"),
    path("me/password/", me.password, name="me-password"),
]

workspace_urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/duty/", people.duty, name="duty"),
    path("people/plan/", people.plan, name="duty-plan"),
    path("people/plan/<int:span>/cancel/", people.cancel, name="duty-cancel"),
    path("settings/", settings.settings, name="settings"),
    path("settings/holidays/", holidays.holidays, name="holidays"),
    path("settings/holidays/add/", holidays.add, name="holiday-add"),
    path("settings/holidays/<int:holiday>/remove/", holidays.remove, name="holiday-remove"),
    path("settings/people/", settings.add, name="settings-add"),
    path("settings/people/<int:member>/", settings.role, name="settings-role"),
]
