"""The pages about themes: numbers, the frame, reading and coding, the model, the plug-in."""

from __future__ import annotations

import re
import time
import uuid

import pytest
from sqlalchemy import select

from consultations.access import Role
from consultations.coding.counting import coded_so_far, theme_counts
from consultations.coding.frame import frame_of
from consultations.coding.learning import last_learnt
from consultations.coding.progress import progress_of
from consultations.coding.waiting import in_sample
from consultations.database import reading, writing
from consultations.models import Answer, AuditEvent, Coding
from consultations.settings import settings
from tests.factories import a_response
from tests.signing_in import an_account, inside_as, text_of
from tests.visiting import Visitor
from web.app import create_app

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
THEMES = "/workspace/new-models-of-care/themes"
CODE, FRAME = f"{THEMES}/code", f"{THEMES}/frame"
ABOUT_BUSES = "The bus takes {} minutes and the car park is always full."
ABOUT_WAITING = "I waited {} weeks for an appointment with anybody."


@pytest.fixture
def app(database_url):
    return create_app(settings())


def signed_in(app, name, role) -> Visitor:
    an_account(name, role)
    return inside_as(name, app)


@pytest.fixture
def ada(app) -> Visitor:
    """Ada, who analyses."""
    return signed_in(app, "ada", Role.ANALYST)


def write(pack, *said, **more):
    with writing() as session:
        for each in said:
            a_response(session, pack, {"what-you-think": each, **more})


def comment_on(page) -> str:
    return re.findall(r'name="answer" value="([^"]+)"', page.text)[-1]


def keep(visitor, page, *, path=CODE, **typed):
    return visitor.send(path, {"answer": comment_on(page), "do": "keep", **typed})


class TestThemesInNumbers:
    def test_says_what_will_be_there_before_anything_is(self, ada):
        page = ada.get(THEMES)

        assert page.status_code == 200
        assert "comment has a theme yet" in text_of(page)
        assert "Nothing is measured yet" in text_of(page)

    def test_tells_people_apart_by_who_says_so(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40), themes=["getting-there"])
        write(real_pack, ABOUT_WAITING.format(3))
        keep(ada, ada.get(CODE), theme="appointments", sentiment="negative")
        text = text_of(ada.get(THEMES))

        assert "Getting there 1 person" in text
        assert "1 Read by a person" in text or "Read by a person 1" in text
        assert "Confirmed by who wrote them 1" in text

    def test_leads_to_the_comments_of_a_theme(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40), themes=["getting-there"])
        page = ada.get(f"{THEMES}/about/getting-there")

        assert ABOUT_BUSES.format(40) in text_of(page)
        assert "Confirmed by who wrote it" in text_of(page)

    def test_there_is_no_page_for_a_theme_that_is_not(self, ada):
        assert ada.get(f"{THEMES}/about/no-such-theme").status_code == 404


class TestReading:
    def test_goes_from_one_comment_to_the_next(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40), ABOUT_WAITING.format(3))
        first = ada.get(CODE)
        kept = keep(ada, first, theme="getting-there")
        second = ada.get(kept.headers["location"])

        assert kept.status_code == 303
        assert comment_on(second) != comment_on(first)
        assert "Kept. You have read 1" in text_of(second)

    def test_can_be_undone(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40))
        first = ada.get(CODE)
        keep(ada, first, theme="getting-there")
        undone = ada.send(CODE, {"answer": comment_on(first), "do": "undo"}, from_page=THEMES)

        assert comment_on(ada.get(undone.headers["location"])) == comment_on(first)
        with reading() as session:
            assert coded_so_far(session, pack=real_pack).by_person == 0

    def test_says_when_everything_is_read(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40))
        keep(ada, ada.get(CODE))

        assert "Every comment has been read" in text_of(ada.get(CODE))

    def test_refuses_a_theme_that_is_not_there(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40))
        refused = keep(ada, ada.get(CODE), theme="no-such-theme")

        assert refused.status_code == 422
        assert "not in the frame any more" in text_of(refused)

    @pytest.mark.parametrize("asked", ["answer=x", "place=-1", "place=x", "place=99", "done=x"])
    def test_an_address_that_is_wrong_leads_to_a_comment(self, ada, real_pack, asked):
        write(real_pack, ABOUT_BUSES.format(40))

        assert comment_on(ada.get(f"{CODE}?{asked}"))

    def test_a_second_person_sees_none_of_the_first_ones_codes(self, app, ada, real_pack):
        answers: list[uuid.UUID] = []
        while not in_sample(answers):
            some = range(len(answers), len(answers) + 20)
            write(real_pack, *(ABOUT_BUSES.format(number) for number in some))
            with reading() as session:
                answers = list(session.scalars(select(Answer.id).order_by(Answer.id)))
        for answer in answers:
            ada.send(CODE, {"answer": str(answer), "do": "keep", "theme": "getting-there"})
        ben = signed_in(app, "ben", Role.ANALYST)
        page = ben.get(f"{CODE}?as=second")
        keep(ben, page, path=f"{CODE}?as=second", theme="money")

        assert " checked" not in page.text
        assert "1.00" not in text_of(ben.get(THEMES))
        assert "Krippendorff" in text_of(ben.get(THEMES))
        with reading() as session:
            found = {each.theme_id: each.people for each in theme_counts(session, pack=real_pack)}
        assert (found["getting-there"], found["money"]) == (len(answers), 0)

    def test_is_for_analysts(self, app, real_pack):
        eve = signed_in(app, "eve", Role.DECISION_MAKER)

        assert eve.get(CODE).status_code == 403
        assert eve.get(THEMES).status_code == 200
        assert eve.send(THEMES, {"do": "learn"}).status_code == 403


class TestTheFrame:
    def test_a_theme_is_added_renamed_merged_and_set_aside_on_record(self, ada, real_pack):
        ada.send(FRAME, {"do": "add", "name": "Gardens", "description": "Green places."})
        for typed in (
            {"do": "rename", "theme": "gardens", "name": "Green places", "description": ""},
            {"do": "merge", "theme": "gardens", "into": "fairness"},
            {"do": "aside", "theme": "money"},
        ):
            assert ada.send(FRAME, typed).status_code == 303
        with reading() as session:
            frame = {each.theme_id: each for each in frame_of(session, pack=real_pack)}
            said = list(
                session.scalars(
                    select(AuditEvent.what)
                    .where(AuditEvent.what.like("theme %"))
                    .order_by(AuditEvent.id)
                )
            )

        assert (frame["gardens"].name, frame["gardens"].merged_into) == ("Green places", "fairness")
        assert frame["money"].standing == "set aside"
        assert said == ["theme added", "theme renamed", "theme merged", "theme set aside"]

    def test_says_what_stands_in_the_way(self, ada):
        refused = ada.send(FRAME, {"do": "add", "name": "", "description": "kept"})

        assert refused.status_code == 422
        assert "Give the theme a name" in text_of(refused)
        assert "kept" in refused.text

    def test_merges_with_nothing_until_a_theme_is_chosen(self, ada):
        refused = ada.send(FRAME, {"do": "merge", "theme": "money", "into": ""})

        assert "Choose the theme to merge it into" in text_of(refused)

    def test_drafts_candidates_that_count_for_nothing(self, ada, real_pack):
        write(real_pack, *(ABOUT_BUSES.format(number) for number in range(20)))
        write(real_pack, *(ABOUT_WAITING.format(number) for number in range(20)))
        page = ada.get(ada.send(FRAME, {"do": "draft"}).headers["location"])

        assert "A draft by a program" in text_of(page)
        assert "Candidates" in text_of(page)
        with reading() as session:
            known = {each.theme_id for each in theme_counts(session, pack=real_pack)}
        assert known == {each.id for each in real_pack.themes}

    def test_draws_no_draft_from_too_few(self, ada, real_pack):
        write(real_pack, ABOUT_BUSES.format(40))

        assert "There are 1 comments" in text_of(ada.send(FRAME, {"do": "draft"}))


class TestTheModel:
    def test_learns_from_what_was_confirmed_and_codes_the_rest(self, ada, real_pack):
        for number in range(15):
            write(real_pack, ABOUT_BUSES.format(number), themes=["getting-there"])
            write(real_pack, ABOUT_WAITING.format(number), themes=["appointments"])
        write(real_pack, ABOUT_BUSES.format(99))
        started = ada.send(THEMES, {"do": "learn"})
        for _ in range(600):
            if progress_of(real_pack.slug) is None:
                break
            time.sleep(0.1)
        with reading() as session:
            learnt = last_learnt(session, pack=real_pack)
            codes = list(session.scalars(select(Coding).order_by(Coding.code)))

        assert started.status_code == 303
        assert learnt is not None
        assert (learnt.confirmed, learnt.coded, learnt.by) == (30, 1, "ada")
        assert [(each.code, each.source, each.state) for each in codes] == [
            ("getting-there", "model", "suggested")
        ]
        assert codes[0].model_version == learnt.version
        assert codes[0].probability > 0.5
        assert "The model against people (F1)" in text_of(ada.get(THEMES))

    def test_does_not_learn_from_too_little(self, ada):
        refused = ada.send(THEMES, {"do": "learn"})

        assert refused.status_code == 422
        assert "The model needs 20 or more" in text_of(refused)
