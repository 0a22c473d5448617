# The administrator's rooms: how the whole program stands and where it is steered.

administration-title = Administration

## Cards of the rooms

administration-card-jobs = Background jobs
administration-about-jobs = The queue, the schedule and jobs that could not be done
administration-card-mail = Mail
administration-about-mail = Mails sent and waiting, a test mail
administration-card-system = System
administration-about-system = Versions, database, disk, slow statements and what the checks found
administration-card-backup = Backup
administration-about-backup = When the last backup was made and what became of it
administration-card-audit = Log of acts
administration-about-audit = Who changed what and when, and whether the chain is whole
administration-card-tokens = API tokens
administration-about-tokens = What other programs read and write data with
administration-card-settings = Settings
administration-about-settings = Address, languages, limits of sessions and files, sign-in requirements
administration-settings-changed = Settings that were changed

administration-dead = Wait for a decision
administration-waiting = In the queue
administration-running = Running
administration-mail-server = Mail server
administration-mail-none = not set
administration-mail-failed = Mails not sent
administration-disk-left = Free on the disk
administration-disk-little = make room
administration-failing = Checks failed
administration-noticed = Notices of the checks
administration-last-backup = Last backup
administration-backup-none = none yet
administration-backup-failed = failed
administration-unsealed = Entries not sealed
administration-protected-roles = Roles that need a second step
administration-tokens-valid = Valid
administration-tokens-ending = End within two weeks
administration-unknown = unknown

## The system page

administration-figures = The system in numbers
administration-aside = Program, storage, queue, backup
administration-look = Read and check everything
administration-reading = The database and files are being read
administration-reading-begun = The check has begun. When the database and all files are read, the outcome will stand on this page
administration-checks = Checks
administration-checks-thorough = Check by reading everything
administration-sessions = Open sessions
administration-program = Program
administration-version = Version of Oqu
administration-engine = Database engine
administration-since = Runs since
administration-process = This process
administration-memory = Memory
administration-cpu = Processor time
administration-storage = Storage
administration-data = Data folder
administration-database = Database
administration-database-size = Size of the database
administration-files = Place of the files
administration-files-count = Files
administration-files-size = Size of the files
administration-line = Queue
administration-oldest = Waits longest, since
administration-nobody-waits = nobody waits
administration-workers = Processes at work now
administration-slow = Statements that took most time
administration-slow-about = Since the program began. One statement in sixteen is timed exactly; those longer than 8 ms are all counted.
administration-slow-statement = Statement
administration-slow-list = list with filters
administration-slow-runs = Runs
administration-slow-mean = Mean
administration-slow-longest = Longest
administration-slow-total = Total
administration-steps-all = Show all ({ $count })
administration-steps = Changes made to the database
administration-step = Step
administration-step-about = What it does
administration-step-when = Made
administration-backup-none-text = No backup has been made of this folder yet. Make one on the page “Backups”.
administration-backup-when = Begun
administration-backup-outcome = Outcome
administration-backup-whole = made in full
administration-backup-lost = { $count ->
    [one] { $count } file is damaged or missing
   *[other] { $count } files are damaged or missing
}
administration-backup-file = File
administration-backup-size = Size
administration-backup-rows = Rows
administration-backup-files = Files
administration-backup-took = Took

administration-micros = { $amount } µs
administration-millis = { $amount } ms
administration-seconds = { $amount } s

## What goes into the log

act-system-checked = A full check of the database and files was begun
kind-system = System
