"""The demo's own pages; mounted only when `HAVEN_DEMO` is set, which binds the site to loopback."""

from django.urls import path

from haven.project.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:mail_id>/", views.mail, name="mail"),
    path("mailbox/<int:mail_id>/reply/", views.reply, name="reply"),
]
