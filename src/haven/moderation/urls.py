"""The addresses of the desk; `statements/` is for posters, who come with the link from their mail."""

from django.urls import path

from haven.moderation.views import (
    appeals,
    decisions,
    figures,
    items,
    ledger,
    notes,
    policies,
    proposals,
    queue,
    statements,
)

app_name = "moderation"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("queue/part/", queue.part, name="queue_part"),
    path("queue/step/", queue.step, name="step"),
    path("team/", notes.people, name="team"),
    path("team/<int:user_id>/skills/", notes.skills, name="skills"),
    path("team/flaggers/", notes.flaggers, name="flaggers"),
    path("reports/<int:notice_id>/misuse/", notes.misuse, name="misuse"),
    path("ads/<slug:code>/", items.item, name="item"),
    path("ads/<slug:code>/network/", items.network, name="network"),
    path("ads/<slug:code>/notes/", notes.write, name="note"),
    path("ads/<slug:code>/escalations/", proposals.hand_over, name="escalate"),
    path("ads/<slug:code>/closing/", proposals.close, name="close"),
    path("proposals/", proposals.bulk, name="bulk"),
    path("proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/settle/", proposals.settle, name="settle"),
    path("escalations/", proposals.escalations, name="escalations"),
    path("ads/<slug:code>/preview/", decisions.preview, name="preview"),
    path("ads/<slug:code>/decisions/", decisions.decide, name="decide"),
    path("decisions/<int:decision_id>/undo/", decisions.undo, name="undo"),
    path("appeals/<int:appeal_id>/", appeals.appeal, name="appeal"),
    path("policies/", policies.policies, name="policies"),
    path("policies/drafts/", policies.write, name="policy_write"),
    path("policies/preview/", policies.preview, name="policy_preview"),
    path("policies/<int:policy_id>/", policies.policy, name="policy"),
    path("policies/<int:policy_id>/text/", policies.save, name="policy_save"),
    path("policies/<int:policy_id>/backtests/", policies.backtest, name="policy_backtest"),
    path("policies/<int:policy_id>/step/", policies.step, name="policy_step"),
    path("signals/", figures.signals, name="signals"),
    path("signals/<slug:slug>/", figures.signal, name="signal"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("statements/<str:token>/", statements.statement, name="statement"),
    path("statements/<str:token>/appeal/", statements.file, name="file_appeal"),
    path("questions/<str:token>/", statements.question, name="question"),
    path("reports/<slug:case_code>/appeal/", statements.notice_appeal, name="notice_appeal"),
]
