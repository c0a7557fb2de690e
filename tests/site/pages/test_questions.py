"""The safety questions, one at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from backstride.diary import Clearance, Screening
from backstride.prescription import Action
from backstride.screening import ALL_IDS, QUESTIONS, REPEAT_IDS
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, entry_of, send, set_up, text


def answers(walker: Walker) -> dict[str, str]:
    """Return the latest answer to each question."""
    return {
        asked: answer
        for event in store.diary(walker).of(Screening)
        for asked, answer in event.answers.items()
    }


def test_it_begins_with_the_first_question_and_counts(client: Client) -> None:
    page = client.get("/questions/", follow=True)
    assert page.redirect_chain[-1][0] == "/questions/q01/"
    assert f"Question 1 of {len(ALL_IDS)}" in text(page)


def test_it_chooses_no_answer_beforehand(client: Client) -> None:
    assert " checked" not in text(client.get("/questions/q01/"))


def test_every_answer_is_stored_at_once(client: Client, walker: Walker) -> None:
    assert send(client, "/questions/q01/", answer="no").headers["Location"] == "/questions/q02/"
    assert answers(walker) == {"q01": "no"}
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == "/questions/q02/"


def test_sending_an_answer_twice_is_sending_it_once(client: Client, walker: Walker) -> None:
    page = client.get("/questions/q01/")
    told = {"entry": entry_of(page), "answer": "no"}
    client.post("/questions/q01/", told)
    client.post("/questions/q01/", told)
    assert len(store.events(walker)) == 1


def test_going_back_and_changing_an_answer_corrects_it(client: Client, walker: Walker) -> None:
    page = client.get("/questions/q18/")
    told = {"entry": entry_of(page), "answer": "no"}
    client.post("/questions/q18/", told)
    with clock.standing_at(NOW + timedelta(seconds=30)):
        client.post("/questions/q18/", {**told, "answer": "unsure"})
    assert answers(walker) == {"q18": "unsure"}
    assert len(store.diary(walker).of(Screening)) == 1


def test_the_last_answer_stands_when_a_question_is_opened_again(client: Client) -> None:
    send(client, "/questions/q12/", answer="unsure")
    page = client.get("/questions/q12/")
    assert page.context["form"]["answer"].value() == "unsure"


def test_it_asks_for_an_answer_where_there_is_none(client: Client, walker: Walker) -> None:
    page = send(client, "/questions/q01/")
    assert page.status_code == 200
    assert page.context["errors"][0]["href"] == "#answer"
    assert "“I am not sure” is fine" in text(page)
    assert not answers(walker)


def test_it_refuses_an_answer_that_does_not_exist(client: Client, walker: Walker) -> None:
    assert send(client, "/questions/q01/", answer="perhaps").status_code == 200
    assert not answers(walker)


def test_there_is_no_page_for_a_question_that_does_not_exist(client: Client) -> None:
    assert client.get("/questions/q99/").status_code == 404


def test_an_emergency_is_dealt_with_at_once(client: Client, tell: Tell) -> None:
    tell(factories.profile("2026-05-14", region="DE"))
    sent = send(client, "/questions/q01/", answer="yes")
    assert sent.headers["Location"] == "/questions/result/"
    page = text(client.get("/questions/result/"))
    assert "Please go to a hospital now" in page
    assert 'href="tel:112"' in page
    assert "I have back pain with new trouble passing" in page
    assert "Go on with the questions" in page


def test_without_a_country_it_names_no_number(client: Client, walker: Walker) -> None:
    # Many countries share a clock like this one, and none is said.
    walker.preferences.zone = "UTC"
    walker.preferences.save()
    send(client, "/questions/q02/", answer="unsure")
    page = text(client.get("/questions/result/"))
    assert "Call your emergency number" in page
    assert "tel:" not in page


def test_a_follow_up_is_asked_on_a_page_of_its_own(client: Client, walker: Walker) -> None:
    sent = send(client, "/questions/q04/", answer="yes")
    assert sent.headers["Location"] == "/questions/q04/more/"
    assert answers(walker) == {"q04": "yes"}
    sent = send(client, "/questions/q04/more/", answer="stable")
    assert sent.headers["Location"] == "/questions/q01/"
    assert store.diary(walker).latest(Screening).details == {"q04": ("stable",)}  # type: ignore[union-attr]  # just sent


def test_a_follow_up_cannot_be_sure_and_unsure(client: Client) -> None:
    asked = next(each for each in QUESTIONS if each.follow_up and each.follow_up.choice == "any")
    send(client, f"/questions/{asked.id}/", answer="yes")
    page = client.get(f"/questions/{asked.id}/more/")
    assert page.context["several"]
    options = [value for value, _ in page.context["form"].fields["answer"].choices]
    page = send(client, f"/questions/{asked.id}/more/", answer=[options[0], "unsure"])
    assert "but not both" in text(page)


def test_none_of_these_stands_alone(client: Client, walker: Walker) -> None:
    send(client, "/questions/q08/", answer="yes")
    page = send(client, "/questions/q08/more/", answer=["none", "thin_bones"])
    assert "but not both" in page.context["errors"][0]["text"]
    assert not store.diary(walker).latest(Screening).details  # type: ignore[union-attr]  # just sent


def test_a_follow_up_without_its_question_leads_to_the_question(client: Client) -> None:
    assert client.get("/questions/q04/more/").headers["Location"] == "/questions/q04/"
    assert client.get("/questions/q03/more/").headers["Location"] == "/questions/q03/"


def test_a_known_age_is_not_asked(client: Client, tell: Tell) -> None:
    tell(factories.profile("2026-05-14", birth_year=1960))
    sent = send(client, "/questions/q20/", answer="yes")
    assert sent.headers["Location"] != "/questions/q20/more/"


def test_thoughts_of_self_harm_lead_to_somebody_to_talk_to(client: Client, tell: Tell) -> None:
    tell(factories.profile("2026-05-14", region="DE"))
    sent = send(client, "/questions/q21/", answer="unsure")
    page = text(client.get(sent.headers["Location"]))
    assert "Please talk to someone now" in page
    assert 'href="tel:' in page


def test_a_doctor_comes_first_and_then_says_yes(client: Client, tell: Tell, walker: Walker) -> None:
    tell(factories.screened("2026-05-14", {"q17": "yes"}))
    page = text(client.get("/questions/result/"))
    assert "Please see a doctor before you start" in page
    assert "/questions/print/" in page
    assert client.get("/questions/doctor/").status_code == 200
    page = send(client, "/questions/doctor/")
    assert page.status_code == 200
    assert page.context["errors"]
    sent = send(client, "/questions/doctor/", cleared="yes")
    assert sent.headers["Location"] == "/about-you/"
    assert store.diary(walker).latest(Clearance).questions == ("q17",)  # type: ignore[union-attr]  # just sent
    assert client.get("/questions/doctor/").headers["Location"] == "/questions/result/"


def test_a_doctor_who_has_not_looked_yet_changes_nothing(client: Client, tell: Tell) -> None:
    tell(*set_up(), factories.screened("2026-05-14", {"q17": "yes"}))
    before = client.get("/").context["state"]
    send(client, "/questions/doctor/", cleared="no")
    assert client.get("/").context["state"] == before == "halted"


def test_todays_contact_stops_the_walks_until_it_is_answered_again(
    client: Client, tell: Tell, walker: Walker
) -> None:
    tell(*set_up(), factories.screened("2026-05-14", {"q14": "yes"}))
    page = text(client.get("/questions/result/"))
    assert "Please speak to a doctor today" in page
    assert "/questions/q14/" in page
    assert store.plan(walker, NOW.date()).today.action is Action.SEE_CLINICIAN
    send(client, "/questions/q14/", answer="no")
    assert store.plan(walker, NOW.date()).today.action is Action.WALK


def test_somebody_under_age_is_told_kindly(client: Client, tell: Tell) -> None:
    tell(factories.profile("2026-05-14", birth_year=2012), factories.screened("2026-05-14"))
    page = text(client.get("/questions/result/"))
    assert "made for adults" in page
    assert "made for adults" in text(client.get("/", follow=True))


def test_changes_are_told_and_the_way_goes_on(client: Client, tell: Tell) -> None:
    tell(factories.screened("2026-05-14", {"q18": "yes"}, details={"q18": ("usual",)}))
    page = client.get("/questions/result/")
    assert page.context["outcome"].kind == "changes"
    assert page.context["next_url"] == "/about-you/"


@pytest.mark.parametrize(
    ("asked", "options", "words", "on_the_way"),
    [
        ("q19", ("insulin",), "Carry something sweet", True),
        ("q15", ("sitting_or_bending",), "a way with benches", True),
        ("q17", (), "Leave out turning", False),
    ],
)
def test_changes_stay_in_sight_also_once_a_doctor_has_said_yes(
    client: Client, tell: Tell, asked: str, options: tuple[str, ...], words: str, on_the_way: bool
) -> None:
    details = {asked: options} if options else {}
    answers = factories.screened("2026-05-11", {asked: "yes"}, details=details, at="06:15")
    tell(*set_up(), answers)
    if client.get("/").context["state"] == "halted":
        tell(factories.cleared("2026-05-12", asked))
    for path in ("/questions/result/", "/plan/"):
        assert words in text(client.get(path)), path
    for path in ("/", "/walk/before/"):
        assert (words in text(client.get(path))) is on_the_way, path


def test_the_answers_can_be_printed(client: Client, tell: Tell) -> None:
    tell(factories.screened("2026-05-14", {"q17": "yes"}))
    page = client.get("/questions/print/")
    assert len(page.context["rows"]) == len(ALL_IDS)
    assert "To print it" in text(page)


def test_a_later_round_asks_only_what_is_due(client: Client, tell: Tell) -> None:
    tell(
        *set_up(),
        *factories.walk("2026-05-12", 10, before=4, after=4),
        factories.flare("2026-05-14"),
    )
    page = client.get("/questions/", follow=True)
    assert f"Question 1 of {len(REPEAT_IDS)}" in text(page)
    for number, asked in enumerate(REPEAT_IDS, start=1):
        page = client.get("/questions/", follow=True)
        assert page.context["number"] == number
        send(client, f"/questions/{asked}/", answer="no")
    assert client.get("/questions/", follow=True).redirect_chain[-1][0] == "/questions/result/"


def test_an_answer_here_comes_after_what_a_phone_told_whose_clock_is_ahead(
    client: Client, walker: Walker, ready: None
) -> None:
    ahead = factories.screened("2026-05-14", {"q01": "yes"}, at="09:08")
    store.append(walker, [ahead], source="api")
    assert store.plan(walker, NOW.date()).halted
    with clock.standing_at(NOW + timedelta(minutes=2)):
        send(client, "/questions/q01/", answer="no")
    assert not store.plan(walker, NOW.date()).halted
