# Background jobs: what is done later and outside a request.

jobs-title = Background jobs
jobs-caption = Background jobs, the newest on top
jobs-kind = Job
jobs-state = State
jobs-when = Time
jobs-attempts = Tries
jobs-attempts-of = Tries: { $done } of { $limit }
jobs-asked = Asked by

jobs-state-queued = Waiting
jobs-state-running = Running
jobs-state-done = Done
jobs-state-dead = Not done
jobs-state-dropped = Given up

## Jobs that need a hand

jobs-dead-title = Needs attention
jobs-dead-all = Show all
jobs-dead-note = wait for a decision
jobs-dead-text = The job is not tried again by itself. Remove the cause and begin it again, or give it up when it is not needed.

## Filters

jobs-filters = Filter the jobs
jobs-search = Key or id of a job
jobs-any-state = In any state
jobs-any-kind = All jobs
jobs-found = { $count ->
    [one] { $count } job
   *[other] { $count } jobs
}
jobs-found-more = More than { $count } jobs
jobs-none-found = No such jobs
jobs-none-found-text = Take away one of the filters. Jobs that are done are forgotten after three days.
jobs-none = No jobs yet
jobs-none-text = Long work waits here: letters to be sent, lists to be brought in. The first comes by itself at its time.

## Schedules

jobs-schedules = Jobs that come by themselves
jobs-schedule-next = Next time
jobs-schedule-last = Last time
jobs-schedule-cron = Schedule
jobs-schedule-never = not begun yet

## One job

jobs-about = About the job
jobs-created = Queued
jobs-due = Begins
jobs-started = Begun
jobs-finished = Ended
jobs-key = Key
jobs-kind-key = Kind
jobs-id = Id
jobs-worker = Process
jobs-outcome = Outcome
jobs-outcome-open = Open the outcome
jobs-trouble = What happened
jobs-payload = What was to be done
jobs-payload-unknown = This version of the program does not know such a job, so its data is not shown.
jobs-history = History
jobs-restart = Begin again
jobs-restarted = The job waits in line again
jobs-give-up = Give up
jobs-give-up-title = Give the job up?
jobs-give-up-text = The job will not be tried any more. One that has begun stops within seconds; what it has done stays.
jobs-given-up = The job was given up
jobs-passed = The state of the job had changed before
jobs-same-work = The very same work is in line already; no second one was begun

jobs-trouble-database = The database did not answer
jobs-trouble-killed = The process that ran it stopped suddenly
jobs-trouble-panic = Broken off by an error in the program
jobs-trouble-payload = What was to be done could not be understood
jobs-trouble-timeout = Not done in the time given

## One's own jobs

jobs-own-title = My jobs
jobs-own-none = You have no background jobs
jobs-own-none-text = When you begin something long, its progress and outcome stand here.
jobs-leave = You may close this page, the job goes on. You will find it again on the page “My jobs”.
jobs-later = The job begins at this time: { $when }.
jobs-own-done = The job is done.
jobs-own-dead = An administrator sees this, will find the cause and begin the job again.
jobs-own-dropped = An administrator gave this job up.

## In the log

act-job-restarted = Background job begun again
act-job-given-up = Background job given up
kind-job = Background job
field-job-state = State of the job

job-kind-jobs-forget = Forget old jobs
job-schedule-forget-jobs = Forget old jobs
