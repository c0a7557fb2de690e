"""A walk from the check before it to the response after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from backstride.diary import Moment, NewSymptom, Pain, Walk
from backstride.prescription import Response
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, entry_of, send, set_up, text

Start = Callable[..., str]


@pytest.fixture
def start(client: Client) -> Start:
    """Return what answers the check before a walk and leads to the walk itself."""

    def begin(url: str = "/walk/before/", **told: Any) -> str:
        sent = send(client, url, **{"pain": "4", "leg": "no", **told})
        assert sent.status_code == 302, sent.context["errors"]
        gate = client.get(sent.headers["Location"])
        assert gate.status_code == 302, gate.context["heading"]
        return str(gate.headers["Location"])

    return begin


@pytest.mark.usefixtures("ready")
class TestBefore:
    """The check before a walk."""

    def test_nothing_is_chosen_beforehand_for_pain_and_leg(self, client: Client) -> None:
        form = client.get("/walk/before/").context["form"]
        assert form["pain"].value() is None
        assert form["leg"].value() is None

    def test_the_answer_is_stored_before_the_walk(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        start()
        (pain,) = store.diary(walker).of(Pain)
        assert (pain.moment, pain.nrs) == (Moment.BEFORE, 4)

    @pytest.mark.parametrize(
        ("told", "href"),
        [
            ({"leg": "no"}, "#pain"),
            ({"pain": "4"}, "#leg"),
            ({"pain": "11", "leg": "no"}, "#pain"),
            ({"pain": "4", "leg": "maybe"}, "#leg"),
            ({"pain": "4", "leg": "no", "ground": "ice"}, "#ground"),
        ],
    )
    def test_it_says_what_is_lacking(
        self, client: Client, walker: Walker, told: dict[str, str], href: str
    ) -> None:
        page = send(client, "/walk/before/", **told)
        assert [error["href"] for error in page.context["errors"]] == [href]
        assert not store.diary(walker).of(Pain)
        if told.get("pain") == "4":
            assert page.context["form"]["pain"].value() == "4"

    def test_sending_it_twice_is_sending_it_once(self, client: Client, walker: Walker) -> None:
        told = {"entry": entry_of(client.get("/walk/before/")), "pain": "4", "leg": "no"}
        first = client.post("/walk/before/", told)
        second = client.post("/walk/before/", told)
        assert first.headers["Location"] == second.headers["Location"]
        assert len(store.events(walker)) == len(set_up()) + 1

    def test_going_back_and_changing_it_corrects_it(self, client: Client, walker: Walker) -> None:
        told = {"entry": entry_of(client.get("/walk/before/")), "pain": "4", "leg": "no"}
        client.post("/walk/before/", told)
        with clock.standing_at(NOW + timedelta(minutes=1)):
            client.post("/walk/before/", {**told, "pain": "5"})
        (pain,) = store.diary(walker).of(Pain)
        assert (pain.nrs, pain.at) == (5, NOW)

    def test_coming_back_before_setting_out_corrects_a_slip(
        self, client: Client, walker: Walker
    ) -> None:
        slip = send(client, "/walk/before/", pain="7", leg="no")
        assert "You said 7 out of 10" in client.get(slip.headers["Location"]).context["text"]
        with clock.standing_at(NOW + timedelta(minutes=2)):
            right = send(client, "/walk/before/", pain="4", leg="no")
            assert client.get(right.headers["Location"]).status_code == 302
        (pain,) = store.diary(walker).of(Pain)
        assert pain.nrs == 4

    def test_a_calmer_answer_later_in_the_day_lengthens_no_walk_and_is_told_so(
        self, client: Client
    ) -> None:
        first = send(client, "/walk/before/", pain="7", leg="no")
        asked = client.get(first.headers["Location"]).context["session"]
        with clock.standing_at(NOW + timedelta(hours=2)):
            later = send(client, "/walk/before/", pain="4", leg="no")
            page = client.get(later.headers["Location"])
        assert page.context["session"] == asked
        assert page.context["text"].startswith("Earlier today you said 7 out of 10")

    def test_shoes_ground_and_carrying_are_remembered(
        self, client: Client, tell: Tell, walker: Walker
    ) -> None:
        pair = factories.shoes("2026-05-11", "Grey trainers")
        tell(
            pair,
            *factories.walk(
                "2026-05-12", 10, before=4, worst=4, after=4,
                shoes_id=pair.shoes_id, ground="gravel", carrying="one_side",
            ),
        )  # fmt: skip
        page = client.get("/walk/before/")
        chosen = {row["field"].html_name: row["chosen"] for row in page.context["remembered"]}
        assert chosen["shoes"] == "Grey trainers"
        assert chosen["ground"] == "Gravel"
        assert chosen["carrying"] == "A bag on one side"
        assert page.context["last_pain"] == 4
        assert "your answer on Tuesday" in page.context["pain_note"]

    def test_more_pain_than_usual_offers_less_or_rest(self, client: Client) -> None:
        sent = send(client, "/walk/before/", pain="6", leg="no")
        page = client.get(sent.headers["Location"])
        assert page.status_code == 200
        assert "A short walk, or rest" in text(page)
        assert "Rest today" in text(page)
        assert ("A shorter walk is still a good walk." in text(page)) is (
            page.context["session"].minutes < 10
        )
        assert "much more than when you set out" in text(page)
        went = client.post(sent.headers["Location"])
        walk = client.get(went.headers["Location"])
        assert walk.context["minutes"] <= 10

    def test_so_it_is_on_a_day_of_rest(self, client: Client, tell: Tell) -> None:
        tell(*factories.walk("2026-05-12", 14, before=4, worst=4, after=4))
        with clock.standing_at(NOW - timedelta(days=1)):
            sent = send(client, "/walk/before/?minutes=10", pain="6", leg="no")
            page = client.get(sent.headers["Location"])
            sent = send(client, "/walk/before/?minutes=10", pain="4", leg="no")
            assert client.get(sent.headers["Location"]).status_code == 302
        assert "A short walk, or rest" in text(page)
        assert page.context["session"].minutes <= 10

    def test_much_more_pain_asks_the_questions_first(self, client: Client, tell: Tell) -> None:
        tell(*factories.walk("2026-05-12", 10, before=4, worst=4, after=4))
        sent = send(client, "/walk/before/", pain="9", leg="no")
        page = client.get(sent.headers["Location"])
        assert page.context["questions"]
        assert 'href="/questions/"' in text(page)
        assert client.post(sent.headers["Location"]).headers["Location"] == "/"

    def test_something_new_in_a_leg_is_asked_calmly(self, client: Client, walker: Walker) -> None:
        sent = send(client, "/walk/before/", pain="4", leg="unsure")
        leg_url = sent.headers["Location"]
        assert leg_url.endswith("/leg/")
        assert send(client, leg_url).context["errors"]
        sent = send(client, leg_url, symptoms=["leg_numbness"])
        assert sent.headers["Location"] == "/questions/"
        (symptom,) = store.diary(walker).of(NewSymptom)
        assert (symptom.symptom, symptom.sure) == ("leg_numbness", False)
        assert client.get("/").context["state"] == "questions"

    def test_nothing_new_after_all_goes_on(self, client: Client, walker: Walker) -> None:
        sent = send(client, "/walk/before/", pain="4", leg="yes")
        went = client.post(sent.headers["Location"], {"nothing": "yes"})
        assert client.get(went.headers["Location"]).status_code == 302
        assert not store.diary(walker).of(NewSymptom)

    def test_heat_makes_the_walk_shorter_or_none(self, client: Client) -> None:
        sent = send(client, "/walk/before/", pain="4", leg="no", warmth="hot")
        page = client.get(sent.headers["Location"])
        assert page.context["session"].minutes == 7
        sent = send(client, "/walk/before/", pain="4", leg="no", warmth="very_hot")
        page = client.get(sent.headers["Location"])
        assert "Too hot for a walk" in text(page)
        assert client.post(sent.headers["Location"]).headers["Location"] == "/"


@pytest.mark.usefixtures("ready")
class TestGuided:
    """The walk itself."""

    def test_without_scripts_the_list_says_what_happens_when(
        self, client: Client, start: Start
    ) -> None:
        page = client.get(start())
        shown = text(page)
        assert page.context["minutes"] == 10
        assert "What happens when" in shown
        assert "I have finished" in shown
        assert [stretch.id for stretch in page.context["stretches"]] == [
            "warm_up", "walk", "cool_down",
        ]  # fmt: skip
        spans = [
            (moment.start_s, moment.end_s)
            for stretch in page.context["stretches"]
            for moment in stretch.moments
        ]
        assert all(before[1] == after[0] for before, after in pairwise(spans))
        assert spans[-1][1] == page.context["total_s"]

    def test_an_own_length_is_walked(self, client: Client, start: Start) -> None:
        page = client.get(start("/walk/before/?minutes=6"))
        assert page.context["minutes"] == 6

    def test_each_way_to_tell_begins_as_it_was_set(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        walker.preferences.spoken_cues = False
        walker.preferences.beat = True
        walker.preferences.save()
        ways = client.get(start()).context["ways"]
        assert {way.id: way.on for way in ways} == {
            "voice": False, "chimes": True, "vibration": True, "beat": True, "locked": False,
        }  # fmt: skip

    def test_cues_about_posture_can_be_left_out(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start()
        assert any(cue.kind == "posture" for cue in client.get(url).context["cues"])
        walker.preferences.posture_cues = False
        walker.preferences.save()
        assert not any(cue.kind == "posture" for cue in client.get(url).context["cues"])


@pytest.mark.usefixtures("ready")
class TestAfter:
    """The check after a walk."""

    def test_it_stores_the_walk_with_what_was_asked_for(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start(ground="gravel", carrying="both_shoulders")
        with clock.standing_at(NOW + timedelta(minutes=25)):
            sent = send(
                client, f"{url}after/",
                minutes="10", pain="3", worst="5", talk="sentences", went="better",
                note="Round the weir", finished=(NOW + timedelta(minutes=21)).isoformat(),
            )  # fmt: skip
        assert sent.headers["Location"].endswith("/response/")
        diary = store.diary(walker)
        (walk,) = diary.of(Walk)
        assert (walk.minutes, walk.kind, walk.at) == (10, "easy", NOW)
        assert walk.ended_at == NOW + timedelta(minutes=21)
        assert walk.prescribed is not None
        assert walk.prescribed.minutes == 10
        assert "start.default" in walk.prescribed.rules
        assert (walk.ground, walk.carrying) == ("gravel", "both_shoulders")
        assert (walk.talk, walk.went, walk.note) == ("sentences", "better", "Round the weir")
        pain = diary.pain_of(walk.id)
        assert (pain.before, pain.worst, pain.after) == (4, 5, 3)

    def test_something_new_in_a_leg_makes_it_a_spike_and_asks_the_questions(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start()
        told = {"minutes": "10", "pain": "4", "worst": "4"}
        errors = send(client, f"{url}after/", **told, leg="yes").context["errors"]
        assert [error["href"] for error in errors] == ["#symptoms"]
        assert not store.diary(walker).of(Walk)
        sent = send(client, f"{url}after/", **told, leg="unsure", symptoms=["leg_pain"])
        assert sent.headers["Location"] == "/questions/"
        (walk,) = store.diary(walker).of(Walk)
        (symptom,) = store.diary(walker).of(NewSymptom)
        assert (symptom.walk_id, symptom.symptom, symptom.sure) == (walk.id, "leg_pain", False)
        page = client.get(f"{url}response/")
        assert page.context["response"] == "ease-off"
        assert "does not mean" not in text(page)
        assert {"q03", "q04", "q15"} <= set(store.plan(walker, NOW.date()).questions_due)

    def test_without_a_worst_the_higher_answer_stands(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start()
        send(client, f"{url}after/", minutes="10", pain="2", worst="")
        (walk,) = store.diary(walker).of(Walk)
        assert store.diary(walker).pain_of(walk.id).worst == 4

    def test_the_minutes_follow_the_time_gone_by(self, client: Client, start: Start) -> None:
        url = start()
        whole = client.get(url).context["total_min"]
        with clock.standing_at(NOW + timedelta(minutes=whole)):
            page = client.get(f"{url}after/")
            assert page.context["form"]["minutes"].value() == "10"
            assert page.context["heading"] == f"That was {whole:g} minutes."
        with clock.standing_at(NOW + timedelta(minutes=9)):
            assert float(client.get(f"{url}after/").context["form"]["minutes"].value()) < 10
        with clock.standing_at(NOW + timedelta(hours=5)):
            assert client.get(f"{url}after/").context["form"]["minutes"].value() == "10"

    def test_more_minutes_than_can_have_gone_by_are_asked_for_again(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = f"{start()}after/"
        with clock.standing_at(NOW + timedelta(minutes=25)):
            page = send(client, url, minutes="500", pain="2", worst="")
            assert "You set out 25 minutes ago" in page.context["errors"][0]["text"]
            assert not store.diary(walker).of(Walk)
            # A walk that was longer than planned is one: only what cannot be is asked again.
            send(client, url, minutes="18", pain="2", worst="")
        assert [walk.minutes for walk in store.diary(walker).of(Walk)] == [18]

    def test_many_more_minutes_than_asked_are_asked_about_once(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = f"{start()}after/"
        told = {"pain": "2", "worst": ""}
        with clock.standing_at(NOW + timedelta(hours=9)):
            page = send(client, url, minutes="100", **told)
            assert "If 100 minutes is right" in page.context["errors"][0]["text"]
            assert not store.diary(walker).of(Walk)
            surely = str(page.context["form"]["surely"].value())
            assert f'value="{surely}"' in text(page)
            other = send(client, url, minutes="90", surely=surely, **told)
            assert "If 90 minutes is right" in other.context["errors"][0]["text"]
            send(client, url, minutes="100", surely=surely, **told)
        assert [walk.minutes for walk in store.diary(walker).of(Walk)] == [100]

    def test_the_clock_of_the_page_counts_where_it_ran(self, client: Client, start: Start) -> None:
        url = start()
        page = client.get(f"{url}after/?walked=480&whole=1140")
        assert page.context["form"]["minutes"].value() == "8"
        assert page.context["heading"] == "That was 19 minutes."

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("pain", ""),
            ("pain", "12"),
            ("worst", "11"),
            ("worst", "a lot"),
            ("minutes", "0"),
            ("minutes", "9999"),
            ("talk", "whistle"),
            ("note", "x" * 2001),
        ],
    )
    def test_it_says_what_is_wrong_and_keeps_the_rest(
        self, client: Client, walker: Walker, start: Start, field: str, value: str
    ) -> None:
        url = start()
        told = {"minutes": "10", "pain": "3", "worst": "4", "note": "Round the weir"}
        page = send(client, f"{url}after/", **{**told, field: value})
        assert [error["href"] for error in page.context["errors"]] == [f"#{field}"]
        assert not store.diary(walker).of(Walk)
        for name, kept in told.items():
            if name != field:
                assert page.context["form"][name].value() == kept

    def test_sending_it_twice_is_one_walk(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start()
        told = {"entry": entry_of(client.get(f"{url}after/")), "minutes": "10", "pain": "3"}
        client.post(f"{url}after/", told)
        with clock.standing_at(NOW + timedelta(seconds=2)):
            client.post(f"{url}after/", told)
        assert len(store.diary(walker).of(Walk)) == 1
        assert len(store.events(walker)) == len(set_up()) + 4

    def test_going_back_and_changing_an_answer_corrects_it(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start()
        send(client, f"{url}after/", minutes="10", pain="3")
        with clock.standing_at(NOW + timedelta(minutes=2)):
            page = client.get(f"{url}after/")
            assert page.context["form"]["pain"].value() == 3
            send(client, f"{url}after/", minutes="9", pain="5", worst="6")
        diary = store.diary(walker)
        (walk,) = diary.of(Walk)
        assert walk.minutes == 9
        assert (diary.pain_of(walk.id).worst, diary.pain_of(walk.id).after) == (6, 5)

    def test_a_walk_that_was_taken_back_stays_so(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start()
        assert "Finish writing down your walk" in text(client.get("/"))
        send(client, f"{url}after/", minutes="10", pain="3")
        assert "Finish writing down your walk" not in text(client.get("/"))
        (walk,) = store.diary(walker).of(Walk)
        send(client, f"/walks/{walk.id}/take-back/")
        assert client.get(f"{url}after/").headers["Location"] == "/"
        assert "Finish writing down your walk" not in text(client.get("/"))

    def test_today_leads_back_to_it_and_begins_no_second_one(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        check = entry_of(client.get("/walk/before/"))
        url = start()
        page = client.get("/")
        assert page.context["start"]["url"] == url
        assert 'href="/walk/before/"' not in text(page)
        assert client.get("/walk/before/").headers["Location"] == url
        again = client.post("/walk/before/", {"entry": check, "pain": "6", "leg": "no"})
        assert again.headers["Location"] == url
        assert [pain.nrs for pain in store.diary(walker).of(Pain)] == [4]

    @pytest.mark.parametrize("page", ["", "after/"])
    def test_one_that_began_by_mistake_is_thrown_away(
        self, client: Client, walker: Walker, start: Start, page: str
    ) -> None:
        url = start()
        assert f"{url}not-walked/" in text(client.get(f"{url}{page}"))
        before = store.events(walker)
        assert "Did you not walk?" in text(client.get(f"{url}not-walked/"))
        assert client.post(f"{url}not-walked/").headers["Location"] == "/"
        assert store.events(walker) == before
        today = client.get("/")
        assert today.context["start"]["url"] == "/walk/before/"
        assert f"{url}after/" not in text(today)
        assert client.get(url).headers["Location"] == "/"

    def test_one_that_is_written_down_is_taken_back_instead(
        self, client: Client, start: Start
    ) -> None:
        url = start()
        send(client, f"{url}after/", minutes="10", pain="3")
        led = client.post(f"{url}not-walked/").headers["Location"]
        assert led == f"{url.replace('walk', 'walks')}take-back/"

    def test_one_that_was_left_lying_holds_up_no_other(self, client: Client, start: Start) -> None:
        url = start()
        with clock.standing_at(NOW + timedelta(minutes=180)):
            page = client.get("/")
            assert page.context["start"]["url"] == "/walk/before/"
            assert f"{url}after/" in text(page)
            assert client.get("/walk/before/").status_code == 200

    @pytest.mark.parametrize("page", ["", "complaining/"])
    def test_one_that_is_written_down_does_not_begin_anew(
        self, client: Client, start: Start, page: str
    ) -> None:
        url = start()
        send(client, f"{url}after/", minutes="10", pain="3")
        assert client.get(f"{url}{page}").headers["Location"] == f"{url}response/"

    def test_another_browser_cannot_finish_it(
        self, walker: Walker, start: Start, client: Client
    ) -> None:
        url = start()
        client.session.flush()
        fresh = Client(headers={"host": "127.0.0.1"})
        fresh.force_login(walker.owner)
        assert fresh.get(f"{url}after/").headers["Location"] == "/"

    def test_a_change_from_another_session_is_taken(
        self, client: Client, walker: Walker, start: Start
    ) -> None:
        url = start(ground="gravel")
        send(client, f"{url}after/", minutes="10", pain="3", worst="4")
        fresh = Client(headers={"host": "127.0.0.1"})
        fresh.force_login(walker.owner)
        told = {"minutes": "9", "pain": "5", "worst": "6", "went": "harder"}
        with clock.standing_at(NOW + timedelta(minutes=2)):
            sent = fresh.post(f"{url}after/", told)
        assert sent.headers["Location"] == f"{url}response/"
        diary = store.diary(walker)
        (walk,) = diary.of(Walk)
        assert (walk.minutes, walk.went, walk.at, walk.ground) == (9, "harder", NOW, "gravel")
        pain = diary.pain_of(walk.id)
        assert (pain.before, pain.worst, pain.after) == (4, 6, 5)


@pytest.mark.usefixtures("ready")
class TestResponse:
    """How the back took it, and what that changes."""

    def finish(self, client: Client, start: Start, **told: str) -> Any:
        url = start()
        sent = send(client, f"{url}after/", **{"minutes": "10", **told})
        return client.get(sent.headers["Location"])

    def test_settled_goes_on(self, client: Client, start: Start) -> None:
        page = self.finish(client, start, pain="3", worst="4")
        assert page.context["response"] == "settled"
        assert (page.context["before"], page.context["after"]) == (4, 3)
        assert "no worse" in page.context["why"]
        assert page.context["done"]["url"] == "/"
        labels = [step["label"] for step in page.context["steps"]]
        assert labels == ["today", "Sat", "next week"]
        assert page.context["next"].strong == "Saturday: 10 minutes"

    def test_hold_waits(self, client: Client, walker: Walker, start: Start) -> None:
        page = self.finish(client, start, pain="6", worst="6")
        assert page.context["response"] == "hold"
        assert store.plan(walker, NOW.date()).walks[-1].response is Response.AMBER
        assert page.context["next"].strong == "Saturday: 8 minutes"
        assert "We add nothing for now." in page.context["next"].text
        assert page.context["sentence"].startswith("More pain than we plan for.")

    def test_easing_off_on_a_way_back_steps_down_from_the_usual_length(
        self, client: Client, start: Start, tell: Tell
    ) -> None:
        tell(*factories.walk("2026-05-12", 5, before=4, worst=6, after=6))
        page = self.finish(client, start, minutes="7", pain="8", worst="8")
        assert page.context["response"] == "ease-off"
        lengths = [step["minutes"] for step in page.context["steps"]]
        assert page.context["steps"][0]["label"] == "usual"
        assert lengths == sorted(lengths, reverse=True)
        assert "the same again" not in page.context["next"].text

    def test_ease_off_leads_to_the_questions(self, client: Client, start: Start) -> None:
        page = self.finish(client, start, pain="7", worst="7")
        assert page.context["response"] == "ease-off"
        assert page.context["done"] == {"url": "/questions/", "label": "A few safety questions"}
        assert "does not mean that something is wrong" in text(page)
        assert "When to get advice" in text(page)
        assert page.context["next"].strong == "Saturday: 7 minutes"

    def test_what_was_worse_on_the_way_is_shown(self, client: Client, start: Start) -> None:
        page = self.finish(client, start, pain="4", worst="7")
        assert page.context["after"] == 7
        assert "worst on the way" in page.context["change_words"]

    @pytest.mark.parametrize(
        ("talk", "said"), [("sing", False), ("few_words", True), ("hardly", True)]
    )
    def test_short_breath_on_an_easy_walk_asks_for_a_slower_one(
        self, client: Client, start: Start, talk: str, said: bool
    ) -> None:
        page = self.finish(client, start, pain="4", worst="4", talk=talk)
        assert ("Set out slower next time" in text(page)) is said
        assert ("talk to a doctor" in text(page)) is (talk == "hardly")

    def test_a_walk_that_is_not_there_has_no_response(self, client: Client) -> None:
        assert client.get(f"/walk/{factories.event_id('none')}/response/").status_code == 404

    def test_a_walk_without_answers_leads_to_its_page(self, client: Client, tell: Tell) -> None:
        walk, *_ = factories.walk("2026-05-12", 10)
        tell(walk)
        sent = client.get(f"/walk/{walk.id}/response/")
        assert sent.headers["Location"] == f"/walks/{walk.id}/"
