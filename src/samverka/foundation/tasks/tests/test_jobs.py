"""Jobs: put in the queue, moved forward, ended, given back."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.tasks import locking, operations
from samverka.foundation.tasks.models import Job
from samverka.foundation.tasks.states import JobState
from samverka.foundation.tasks.tests import work
from samverka.foundation.tasks.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def actor():
    return create_user(username="anna", name="Anna Berg", password=None)


def fresh(job: Job) -> Job:
    return Job.objects.select_related("task").get(pk=job.pk)


def steps_done() -> list[str]:
    return sorted(User.objects.filter(username__startswith="steg").values_list("name", flat=True))


def test_a_job_runs_to_its_end_and_shows_its_progress(actor):
    job = operations.enqueue(work.add_users, actor=actor, title="Lägger till tre", steps=3)
    assert fresh(job).state == JobState.WAITING
    assert Worker().run_waiting() == 1
    job = fresh(job)
    assert (job.state, job.progress_done, job.progress_total, job.message) == (JobState.DONE, 3, 3, "Lägger till")
    assert (job.checkpoint, job.attempts, job.holder, job.error) == ({"step": 3}, 1, "", "")
    assert steps_done() == ["Steg 0", "Steg 1", "Steg 2"]


def test_a_job_of_a_rolled_back_transaction_never_was(actor):
    with transaction.atomic():
        operations.enqueue(work.add_users, actor=actor, title="Ångrat", steps=1)
        transaction.set_rollback(True)
    assert Worker().run_waiting() == 0
    assert Job.objects.count() == 0


def test_jobs_run_in_the_order_they_came(actor):
    first = operations.enqueue(work.refuse, actor=actor, title="Först")
    second = operations.enqueue(work.refuse, actor=actor, title="Sedan")
    Worker().run_one()
    assert (fresh(first).state, fresh(second).state) == (JobState.FAILED, JobState.WAITING)


def test_a_refusal_ends_the_job_with_its_own_words(actor):
    job = operations.enqueue(work.refuse, actor=actor, title="Tom fil")
    Worker().run_waiting()
    assert (fresh(job).state, fresh(job).error) == (JobState.FAILED, "Filen är tom.")


def test_an_unexpected_error_is_told_without_its_details(actor):
    job = operations.enqueue(work.stumble, actor=actor, title="Fel")
    Worker().run_waiting()
    assert fresh(job).error == (
        "Arbetet avbröts av ett fel i Samverka; inget är halvt infört. Försök igen. "
        f"Händer det igen, säg till den som sköter Samverka och ange nummer {job.pk}."
    )


def test_a_locked_database_is_tried_again_three_times_then_given_up(actor):
    job = operations.enqueue(work.meet_lock, actor=actor, title="Upptaget")
    assert Worker().run_waiting() == 3
    assert (fresh(job).state, fresh(job).attempts) == (JobState.FAILED, 3)
    assert fresh(job).error == (
        "Arbetet avbröts 3 gånger utan att bli klart och görs inte om av sig självt. "
        "Försök igen, eller kontakta den som sköter Samverka."
    )


def test_a_failed_job_can_be_tried_again(actor):
    job = operations.enqueue(work.meet_lock, actor=actor, title="Upptaget")
    Worker().run_waiting()
    operations.try_again(job, actor=actor)
    assert (fresh(job).state, fresh(job).attempts, fresh(job).error) == (JobState.WAITING, 0, "")


def test_a_worker_asked_to_stop_gives_the_job_back_without_counting_the_attempt(actor):
    job = operations.enqueue(work.add_users, actor=actor, title="Långt", steps=3)
    worker = Worker()
    worker.is_stopping = lambda: User.objects.filter(username__startswith="steg").count() == 2
    worker.run_one()
    assert (fresh(job).state, fresh(job).attempts, fresh(job).checkpoint) == (JobState.WAITING, 0, {"step": 2})
    Worker().run_waiting()
    assert fresh(job).state == JobState.DONE
    assert steps_done() == ["Steg 0", "Steg 1", "Steg 2"]


@pytest.mark.parametrize(
    ("host", "age", "restarted"),
    [
        ("another-machine", 0, False),  # alive as far as anyone can tell
        ("another-machine", 59, False),
        ("another-machine", 61, True),  # no heartbeat
    ],
)
def test_a_job_of_another_machine_is_judged_by_its_heartbeat(actor, host, age, restarted):
    job = operations.enqueue(work.add_users, actor=actor, title="Bortom", steps=1)
    operations.claim_next()
    Job.objects.update(holder=f"{host}:1:x", heartbeat_at=timezone.now() - dt.timedelta(seconds=age))
    assert [lost.pk for lost in operations.restart_lost()] == ([job.pk] if restarted else [])
    assert fresh(job).state == (JobState.WAITING if restarted else JobState.RUNNING)


def test_the_third_lost_worker_ends_the_job(actor):
    job = operations.enqueue(work.add_users, actor=actor, title="Otur", steps=1)
    for state in (JobState.WAITING, JobState.WAITING, JobState.FAILED):
        operations.claim_next()
        Job.objects.update(heartbeat_at=None)
        operations.restart_lost()
        assert fresh(job).state == state


def test_a_worker_that_was_thought_dead_writes_nothing_over_its_successor(actor):
    operations.enqueue(work.add_users, actor=actor, title="Två", steps=1)
    slow = operations.claim_next()
    Job.objects.update(heartbeat_at=None)
    operations.restart_lost()
    successor = operations.claim_next()
    for write in (
        lambda: operations.write_held(slow, progress_done=9),
        lambda: operations.finish(slow),
        lambda: operations.put_back(slow),
    ):
        with pytest.raises(operations.JobLost):
            write()
    assert (fresh(slow).state, fresh(slow).holder, fresh(slow).progress_done) == (JobState.RUNNING, successor.holder, 0)


def test_only_finished_jobs_of_long_ago_are_forgotten(actor):
    done, waiting = (operations.enqueue(work.refuse, actor=actor, title=title) for title in ("Klart", "Väntar"))
    Worker().run_one()
    assert operations.forget_finished() == 0
    assert operations.forget_finished(older_than=dt.timedelta()) == 1
    assert list(Job.objects.all()) == [waiting]
    assert done.pk != waiting.pk


@pytest.mark.parametrize(("failures", "calls"), [(0, 1), (2, 3)])
@pytest.mark.django_db(transaction=True)
def test_a_lock_is_waited_out(monkeypatch, failures, calls):
    monkeypatch.setattr(locking.time, "sleep", lambda seconds: None)
    seen = []

    @locking.retry_when_locked
    def write() -> str:
        seen.append(1)
        if len(seen) <= failures:
            raise OperationalError("database is locked")
        return "skrivet"

    assert write() == "skrivet"
    assert len(seen) == calls


@pytest.mark.django_db(transaction=True)
def test_another_database_error_is_not_waited_out():
    seen = []

    @locking.retry_when_locked
    def write() -> None:
        seen.append(1)
        raise OperationalError("no such table: x")

    with pytest.raises(OperationalError):
        write()
    assert len(seen) == 1


class TestPages:
    def test_the_one_who_asked_follows_the_job_others_find_nothing(self, client, actor):
        job = operations.enqueue(work.add_users, actor=actor, title="Läser balanslista.docx", steps=1)
        stranger = create_user(username="olle", name="Olle Ek", password=None, roles=[CountyRole.READER])
        coordinator = create_user(username="siv", name="Siv Ås", password=None, roles=[CountyRole.COORDINATOR])
        answers = {}
        for user in (actor, stranger, coordinator):
            client.force_login(user, backend="samverka.foundation.accounts.backend.Backend")
            answers[user.username] = client.get(f"/arbeten/{job.pk}/").status_code
        assert answers == {"anna": 200, "olle": 404, "siv": 200}

    def test_a_finished_job_reloads_the_page_it_was_shown_on(self, client, actor):
        job = operations.enqueue(work.refuse, actor=actor, title="Tom fil")
        Worker().run_waiting()
        client.force_login(actor, backend="samverka.foundation.accounts.backend.Backend")
        response = client.get(f"/arbeten/{job.pk}/?pagar=1")
        assert response.headers["HX-Refresh"] == "true"
        assert "Filen är tom." in response.text
        assert "hx-get" not in response.text

    def test_the_health_check_answers_without_login(self, client, actor):
        operations.enqueue(work.refuse, actor=actor, title="Väntar")
        assert client.get("/halsa/").json() == {"database": True, "jobs": 1}
