"""The addresses of the legal desk."""

from django.urls import path

from haven.legal.views import directory, holds, productions, requests

app_name = "legal"

urlpatterns = [
    path("", requests.queue, name="queue"),
    path("new/", requests.type_in, name="type_in"),
    path("directory/", directory.directory, name="directory"),
    path("directory/<int:row>/<slug:step>/", directory.step, name="directory_step"),
    path("holds/", holds.holds, name="holds"),
    path("holds/<int:hold_id>/<slug:step>/", holds.step, name="hold_step"),
    path("productions/<slug:code>/", productions.production, name="production"),
    path("productions/<slug:code>/stop/", productions.stop, name="stop"),
    path("productions/<slug:code>/approval/", productions.approve, name="approve"),
    path("productions/<slug:code>/return/", productions.send_back, name="send_back"),
    path("productions/<slug:code>/delivery/", productions.deliver, name="deliver"),
    path("productions/<slug:code>/list.txt", productions.listing, name="production_list"),
    path("productions/<slug:code>/part-<int:part>.zip", productions.download, name="download"),
    path("productions/<slug:code>/part-<int:part>/<path:path>", productions.file, name="production_file"),
    path("requests/<slug:reference>/", requests.request_page, name="request"),
    path("requests/<slug:reference>/document/", requests.document, name="document"),
    path("requests/<slug:reference>/<slug:step>/", requests.step, name="step"),
]
