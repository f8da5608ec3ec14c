"""The questions that people have asked, with their answers, for everybody to read."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from consultations.database import reading
from consultations.queue.due import WORKING_DAYS_TO_ANSWER, today
from consultations.queue.evidence import count_queue
from consultations.queue.published import new_since_opening, topics_of
from consultations.settings import settings
from web.pages.finding import consultation_of
from web.presenters.asked_questions import TopicPresenter
from web.presenters.consultations import ConsultationPresenter
from web.templating import render


async def questions(request: Request) -> Response:
    """Every answer of the pack under its question, and how many questions wait for one."""
    consultation = await consultation_of(request)
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)
    return await run_in_threadpool(_questions, request, consultation)


def _questions(request: Request, consultation: ConsultationPresenter) -> Response:
    pack = consultation.pack
    with reading() as session:
        new = new_since_opening(session, pack=pack)
        queue = count_queue(session, consultation_slug=pack.slug, today=today())
    topics = topics_of(pack, content_dir=settings().content_dir)
    return render(
        request,
        "pages/questions.html",
        consultation=consultation,
        topics=[TopicPresenter(topic, pack, new) for topic in topics],
        waiting=queue.waiting,
        days=WORKING_DAYS_TO_ANSWER,
    )
