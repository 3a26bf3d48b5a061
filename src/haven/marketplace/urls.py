"""The public addresses."""

from django.urls import path

from haven.marketplace.views import (
    ads,
    contact,
    feed,
    front,
    inbound,
    managing,
    pages,
    photos,
    posting,
    renewing,
    reports,
    search,
    threads,
)

app_name = "marketplace"

urlpatterns = [
    path("", front.front, name="front"),
    path("search/", search.results, name="search"),
    path("search/feed/", feed.search_feed, name="search_feed"),
    path("places/", search.places, name="places"),
    path("ads/<slug:code>/", ads.ad, name="ad"),
    path("ads/<slug:code>/contact/", contact.contact, name="contact"),
    path("ads/<slug:code>/contacts/", contact.contacts, name="contacts"),
    path("ads/<slug:code>/report/", reports.report, name="report"),
    path("cases/", reports.cases, name="cases"),
    path("cases/<slug:case_code>/", reports.case, name="case"),
    path("post/", posting.category, name="post"),
    path("post/<slug:code>/", posting.words, name="words"),
    path("post/<slug:code>/save/", posting.save, name="save"),
    path("post/<slug:code>/category/", posting.change_category, name="change_category"),
    path("post/<slug:code>/photos/", photos.add, name="photos"),
    path("post/<slug:code>/photos/order/", photos.order, name="photo_order"),
    path("post/<slug:code>/photos/<slug:key>/<slug:change>/", photos.change, name="photo_change"),
    path("post/<slug:code>/preview/", posting.preview, name="preview"),
    path("post/<slug:code>/sent/", posting.sent, name="sent"),
    path("confirm/<str:token>/", posting.confirm, name="confirm"),
    path("manage/<str:token>/", managing.enter, name="manage"),
    path("renew/<str:token>/", renewing.renew_by_mail, name="renew"),
    path("my/", managing.my, name="my"),
    path("my/<slug:code>/", managing.manage, name="my_ad"),
    path("my/<slug:code>/edit/", managing.edit, name="edit"),
    path("my/<slug:code>/price/", managing.price, name="price"),
    path("my/<slug:code>/<slug:step>/", managing.step, name="my_ad_step"),
    path("messages/confirm/<str:token>/", contact.confirm, name="confirm_contact"),
    path("messages/<str:token>/", threads.thread, name="thread"),
    path("messages/<str:token>/stop/", threads.stop, name="stop"),
    path("messages/<str:token>/block/", threads.block, name="block"),
    path("messages/<str:token>/photos/<slug:key>-<int:width>.webp", threads.photo, name="message_photo"),
    path("inbound/mail/", inbound.mail, name="inbound_mail"),
    path("about/<slug:name>/", pages.page, name="page"),
]
