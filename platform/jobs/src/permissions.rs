//! Who may see and steer the line of jobs. Whoever asked for a job sees how far it is on its own page.

use oqu_kernel::Actor;

use crate::rows::JobRow;

/// May see all jobs, begin dead letters again and give jobs up.
pub fn jobs_manage(actor: &Actor) -> bool {
    actor.holds("administrator")
}

/// May see how far this job is.
pub(crate) fn job_follow(actor: &Actor, job: &JobRow) -> bool {
    let theirs = [job.asked_by, job.shown_to].contains(&Some(actor.person));
    theirs || jobs_manage(actor)
}
