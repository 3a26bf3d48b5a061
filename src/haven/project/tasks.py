"""The worker's housekeeping: ads expire, jobs that a killed worker left behind run again, old ones are forgotten."""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from haven.listings.actions.expiry import expire_due, forget_unconfirmed, warn_expiring
from haven.listings.actions.publishing import restem_ads
from haven.listings.searching.outbox import forget_lost

logger = logging.getLogger(__name__)
_SILENT_SECONDS = 30
_KEEP_HOURS = 72


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="project.rescue", pass_context=True)
async def rescue_jobs(context: JobContext, timestamp: int) -> None:
    """Queue again what a worker began and cannot have finished; every task of Haven may run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
        logger.warning("Job %s (%s) was left behind by a worker that is gone: running it again", job.id, job.task_name)
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # its queueing lock: one like it waits already and will do the same
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="11 * * * *")
@app.task(queue="clock", queueing_lock="project.forget_unconfirmed")
def forget_unconfirmed_messages(timestamp: int) -> None:
    """Delete the messages whose link was not opened in time."""
    forget_unconfirmed()


@app.periodic(cron="17 3 * * *")
@app.task(queue="clock", queueing_lock="project.forget", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Delete finished jobs after three days; their arguments name ads and mails."""
    await context.app.job_manager.delete_old_jobs(nb_hours=_KEEP_HOURS, include_failed=True)


@app.periodic(cron="31 3 * * *")
@app.task(queue="clock", queueing_lock="project.forget_indexes")
def forget_lost_indexes(timestamp: int) -> None:
    """Note no more changes for search indexes that nobody keeps."""
    forget_lost()


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="project.restem")
def follow_language(timestamp: int) -> None:
    """Keep the ads' words for PostgreSQL in the language that the operator chose, whatever it was before."""
    while restem_ads():
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="project.expire")
def expire_ads(timestamp: int) -> None:
    """Expire the ads whose term is over, and warn the posters of those that end soon."""
    while expire_due():
        pass
    while warn_expiring():
        pass
