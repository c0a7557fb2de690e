"""Addresses of the site."""

from __future__ import annotations

from django.urls import include, path

from backstride.site.api import api
from backstride.site.views import (
    ahead,
    baseline,
    bringing_back,
    days_off,
    deleted,
    different,
    errors,
    experiments,
    handed_files,
    health_days,
    help,
    installed,
    moments,
    morning,
    outcomes,
    own_steps,
    places,
    plan,
    progress,
    questions,
    report,
    routes,
    sensed_walks,
    setting_up,
    settings,
    shoes,
    today,
    upload_keys,
    walk_after,
    walk_before,
    walk_easing,
    walk_guided,
    walk_page,
    walk_response,
    walk_thrown_away,
    walked,
    walks,
    welcome,
    why,
)

set_up = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("questions/", questions.questions, name="questions"),
    path("questions/result/", questions.result, name="questions-result"),
    path("questions/print/", questions.printed, name="questions-print"),
    path("questions/doctor/", questions.cleared, name="questions-cleared"),
    path("questions/<slug:question_id>/", questions.one_question, name="question"),
    path("questions/<slug:question_id>/more/", questions.more, name="question-more"),
    path("about-you/", setting_up.about, name="about"),
    path("days/", setting_up.days, name="days"),
    path("needs/", setting_up.needs, name="needs"),
    path("first-walk/", setting_up.baseline_choice, name="baseline-choice"),
    path("comfortable-walk/", baseline.baseline, name="baseline"),
    path("comfortable-walk/before/", baseline.before, name="baseline-before"),
    path("comfortable-walk/walk/", baseline.walk, name="baseline-walk"),
]

walking = [
    path("walk/before/", walk_before.before, name="walk-before"),
    path("walk/different/", different.different, name="different"),
    path("walk/<uuid:walk_id>/leg/", walk_before.leg, name="walk-leg"),
    path("walk/<uuid:walk_id>/gate/", walk_before.gate, name="walk-gate"),
    path("walk/<uuid:walk_id>/", walk_guided.guided, name="walk"),
    path("walk/<uuid:walk_id>/complaining/", walk_easing.complaining, name="walk-complaining"),
    path("walk/<uuid:walk_id>/stop/", walk_easing.stop, name="walk-stop"),
    path("walk/<uuid:walk_id>/not-walked/", walk_thrown_away.not_walked, name="walk-not-walked"),
    path("walk/<uuid:walk_id>/after/", walk_after.after, name="walk-after"),
    path("walk/<uuid:walk_id>/response/", walk_response.response, name="walk-response"),
    path("morning/", morning.morning, name="morning"),
    path("worse/", days_off.worse, name="worse"),
    path("absence/", days_off.absence, name="absence"),
    path("in-the-way/", days_off.barrier, name="barrier"),
    path("in-the-way/what-may-fit/", moments.replan, name="replan"),
    path("plan/when-i-walk/", moments.moment, name="if-then"),
]

told = [
    path("walked/", walked.walked, name="walked"),
    path("walked/files/", handed_files.from_files, name="walked-file"),
    path("walked/files/again/<int:file_id>/", handed_files.again, name="walked-again"),
    path("walked/files/read/", handed_files.imported, name="walked-imported"),
    path("walked/files/measured/<uuid:walk_id>/forget/", sensed_walks.forget, name="sensed-forget"),
    path("walked/files/<int:recording_id>/", handed_files.recording, name="recording"),
    path("walks/days/", health_days.days, name="health-days"),
    path("walks/days/<int:export_id>/forget/", health_days.forget, name="health-days-forget"),
    path("walks/<uuid:walk_id>/", walk_page.page, name="walk-page"),
    path("walks/<uuid:walk_id>/undo/", walk_page.undo, name="walk-undo"),
    path("walks/<uuid:walk_id>/ground/", walk_page.ground, name="walk-ground"),
    path("walks/<uuid:walk_id>/<int:recording_id>/two/", walk_page.two_walks, name="two-walks"),
    path("walks/<uuid:walk_id>/<int:recording_id>/one/", walk_page.one_walk, name="one-walk"),
    path("walks/<uuid:walk_id>/pain/", walks.pain, name="walk-pain"),
    path("walks/<uuid:walk_id>/correct/", walks.correct, name="walk-correct"),
    path("walks/<uuid:walk_id>/take-back/", walks.take_back, name="walk-take-back"),
    path("shoes/", shoes.pairs, name="shoes"),
    path("shoes/new/", shoes.new, name="new-pair"),
    path("shoes/<uuid:shoes_id>/", shoes.one, name="pair"),
]

reading = [
    path("", today.today, name="today"),
    path("why/", why.why, name="why"),
    path("plan/", plan.plan, name="plan"),
    path("plan/rules/", why.rules, name="rules"),
    path("progress/", progress.progress, name="progress"),
    path("progress/questions/", outcomes.outcomes, name="outcomes"),
    path("progress/questions/<slug:instrument_id>/", outcomes.outcome, name="outcome"),
    path("progress/questions/<slug:instrument_id>/things/", outcomes.things, name="outcome-things"),
    path("progress/patterns/", places.patterns_page, name="patterns"),
    path("progress/patterns/<slug:key>/experiment/", experiments.offer, name="experiment-offer"),
    path("progress/experiments/<uuid:start_id>/", experiments.experiment, name="experiment"),
    path("routes/", routes.routes, name="routes"),
    path("report/", report.report, name="report"),
    path("report/share/", report.share, name="report-share"),
    path("report/links/<int:link_id>/stop/", report.stop, name="report-stop"),
    path("shared/<str:token>/", report.shared, name="shared-report"),
    path("help/", help.help_page, name="help"),
    path("help/stretches/", help.stretches, name="stretches"),
]

device = [
    path("manifest.webmanifest", installed.manifest, name="manifest"),
    path("ahead/", ahead.ahead, name="ahead"),
    path("sw.js", installed.service_worker, name="service-worker"),
    path("offline/", installed.offline, name="offline"),
    path("on-this-phone/", installed.on_this_phone, name="on-this-phone"),
]

own = [
    path("settings/", settings.settings, name="settings"),
    path("settings/goal/", settings.goal, name="goal"),
    path("settings/steps/", own_steps.own_steps, name="own-steps"),
    path("settings/keys/", upload_keys.upload_keys, name="upload-keys"),
    path("settings/keys/<int:key_id>/revoke/", upload_keys.revoke, name="upload-key-revoke"),
    path("settings/export/", settings.export, name="export"),
    path("settings/bring-back/", bringing_back.bring_back, name="bring-back"),
    path("settings/delete/", settings.delete, name="delete"),
    path("deleted/", deleted.deleted, name="deleted"),
]

urlpatterns = [
    *reading,
    *set_up,
    *walking,
    *told,
    *own,
    *device,
    path("", include("backstride.site.accounts.urls")),
    path("api/", api.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
