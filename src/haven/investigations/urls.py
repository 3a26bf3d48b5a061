"""The addresses of investigations."""

from django.urls import path

from haven.investigations.views import (
    audit,
    briefs,
    cases,
    collections,
    evidence,
    exhibits,
    exports,
    networks,
    search,
    takeovers,
    web,
)

app_name = "investigations"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("audit/", audit.audit, name="audit"),
    path("audit/<int:entry_id>/", audit.review, name="audit_review"),
    path("networks/", networks.networks, name="networks"),
    path("networks/<slug:network_id>/", networks.network, name="network"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("evidence/bundles/<int:bundle_id>/", evidence.bundle, name="bundle"),
    path("evidence/bundles/<int:bundle_id>/release/", evidence.release, name="release"),
    path("evidence/bundles/<int:bundle_id>/bundle.zip", evidence.download, name="download"),
    path("evidence/holds/<int:hold_id>/<slug:step>/", evidence.hold_step, name="hold_step"),
    path("cases/without-lead/", takeovers.orphans, name="orphans"),
    path("cases/without-lead/<int:number>/", takeovers.ask, name="takeover_ask"),
    path("cases/without-lead/<int:number>/<slug:step>/", takeovers.settle, name="takeover_settle"),
    path("cases/new/", cases.new_case, name="new_case"),
    path("cases/<int:case_id>/", cases.case, name="case"),
    path("cases/<int:case_id>/search/", search.search, name="search"),
    path("cases/<int:case_id>/export/", exports.export, name="export"),
    path("cases/<int:case_id>/bundle/", cases.bundle_case, name="bundle_case"),
    path("cases/<int:case_id>/networks/", networks.case_networks, name="case_networks"),
    path("cases/<int:case_id>/networks/<slug:network_id>/", networks.case_network, name="case_network"),
    path("cases/<int:case_id>/networks/<slug:network_id>/bundle/", evidence.new_bundle, name="new_bundle"),
    path("cases/<int:case_id>/networks/<slug:network_id>/hold/", evidence.new_hold, name="new_hold"),
    path("cases/<int:case_id>/networks/<slug:network_id>/reviews/", networks.review, name="review"),
    path("cases/<int:case_id>/networks/<slug:network_id>/drawing/", web.web, name="web"),
    path("cases/<int:case_id>/networks/<slug:network_id>/drawing.json", web.web_data, name="web_data"),
    path("cases/<int:case_id>/networks/<slug:network_id>/views/", web.save_view, name="save_view"),
    path("cases/<int:case_id>/briefs/", briefs.new_brief, name="new_brief"),
    path("cases/<int:case_id>/briefs/<int:brief_id>/", briefs.brief, name="brief"),
    path("cases/<int:case_id>/collections/", collections.collections, name="collections"),
    path("cases/<int:case_id>/collections/<int:number>/", collections.collection, name="collection"),
    path("cases/<int:case_id>/collections/<int:number>/ad/", collections.collected_ad, name="collected_ad"),
    path("cases/<int:case_id>/collections/<int:number>/exhibits/", collections.keep_collected, name="keep_collected"),
    path(
        "cases/<int:case_id>/collections/<int:number>/networks/<str:name>/",
        collections.collected_network,
        name="collected_network",
    ),
    path("cases/<int:case_id>/compare/", web.side_by_side, name="compare"),
    path("cases/<int:case_id>/exhibits/<int:number>/", exhibits.exhibit, name="exhibit"),
    path("cases/<int:case_id>/exhibits/<int:number>/files/<path:path>", exhibits.exhibit_file, name="exhibit_file"),
    path("cases/<int:case_id>/add/<slug:part>/", cases.add, name="case_add"),
    path("cases/<int:case_id>/<slug:part>/<int:row>/<slug:step>/", cases.step, name="case_step"),
]
