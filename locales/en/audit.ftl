# The audit log: who did what and when, and the proof that it has not changed.

audit-title = Audit log
audit-caption = Acts in the system, newest first
audit-last-seal = Last seal
audit-head = Chain head
audit-not-sealed = Nothing is sealed yet
audit-heads = Chain heads
audit-heads-about = Keep this file away from the server: compared with it, a log that was cut off or rewritten shows.
audit-sheet-about = The filtered list, up to 100,000 rows
audit-sheet-capped = Only the latest { $count } entries are in this sheet. Narrow the filter to get the others.

## Filters

audit-filters = Filters of the log
audit-search = Name of a person or object
audit-any-act = All acts
audit-any-kind = All objects
audit-from = From which day
audit-until = Up to which day
audit-date-example = For example, 20.11.2026
audit-date-form = Write the date as 20.11.2026
audit-date-year = Write the year with four digits: 2026
audit-date-day = The calendar has no such day
audit-date-range = The year must be within 1900 and 2199
audit-date-order = The last day is before the first
audit-filter-person = By: { $name }
audit-filter-object = Object: { $name }
audit-found = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
audit-found-more = More than { $count } entries
audit-none-found = No such entries
audit-none-found-text = Take away one of the filters or widen the range of days.
audit-none = The log is empty
audit-none-text = Who did what and when is written here. The first entry appears by itself after the first act.

## Entry

audit-act = Act
audit-object = Object
audit-kind = Kind of object
audit-who = Who
audit-role = Role
audit-when = When
audit-ground = Ground
audit-ground-of = Ground: { $ground }
audit-no-ground = not given
audit-origin = From where
audit-request = Request number
audit-id = Entry id
audit-nobody = The system itself
audit-what = What happened
audit-changes = Changes
audit-field = Field
audit-old = Before
audit-new = After
audit-empty-value = empty
audit-secret = Changed, the value is not shown
audit-changed-secret = { $field }: changed
audit-more = See more
audit-of-object = All acts on this object
audit-of-person = All acts of this person

## Seal

audit-proof = Seal
audit-proof-unsealed = Not sealed yet
audit-proof-unsealed-text = The entry was written just now. It is sealed within a second; open the page again in a moment.
audit-proof-holds = Seal is whole
audit-proof-holds-text = The entry has not changed since it was sealed: the root of its batch and the signature agree.
audit-proof-broken = Seal is broken
audit-proof-broken-text = The entry is not as it was sealed. Check the whole log.
audit-proof-unclear = Seal not found
audit-proof-unclear-text = The batch of this entry is not where it should be. Check the whole log: the check names the first damaged place.
audit-position = Place in the log
audit-batch = Batch
audit-sealed-at = Sealed
audit-root = Root of the batch
audit-key = Public key
audit-key-since = from batch { $batch }
audit-key-unknown = not among the trusted keys
audit-key-changed = The key has changed. After a restore, a move or a new server this is normal. Otherwise find out why.

## Check

audit-check-title = Check of the log
audit-check-begin = Check the log
audit-check-again = Check again
audit-check-running = Checking
audit-check-interrupted = Interrupted
audit-check-failed = Could not be checked
audit-check-bad = Damage found
audit-check-whole = All is whole
audit-check-begun = Begun by { $name }, { $when }
audit-check-running-text = Each entry is compared with its seal
audit-check-leave = You may close this page, the check goes on. You will find it again from the page of the log.
audit-check-interrupted-text = The server stopped during the check, so there is no outcome. Nothing happened to the log. Begin the check again.
audit-check-failed-text = The check did not come to its end, so nothing can be said of the log. Remove the cause below and check again.
audit-check-whole-text = { $count ->
    [one] { $count } sealed entry is as it was.
   *[other] All { $count } sealed entries are as they were.
}
audit-check-no-heads = No chain heads were found outside the database. A log that was cut off at its end or rewritten as a whole would not show in this check.
audit-check-figures = What was checked
audit-check-entries = Whole entries
audit-check-batches = Whole batches
audit-check-unsealed = Not sealed yet
audit-check-heads = Heads outside
audit-first-bad = First damaged place
audit-missing = Missing entries
audit-what-to-do = What to do
audit-do-keep = Put nothing right. Take a copy of the database and of the file audit-heads.jsonl and keep it elsewhere.
audit-do-compare = Compare the log with heads that were kept elsewhere before, with the command oqu audit verify.
audit-do-find = Find out who could reach the database: an entry cannot be changed through Oqu, only in the database itself.
audit-do-restore = Restore a backup elsewhere and compare the damaged place.

audit-wrong-changed-title = Entry { $position } was changed
audit-wrong-changed-text = The entry is not as it was sealed: one or several of its fields were replaced afterwards.
audit-wrong-deleted-title = Entry { $position } was deleted
audit-wrong-deleted-text = The entry was sealed and is no longer in the database.
audit-wrong-inserted-title = An entry was inserted at place { $position }
audit-wrong-inserted-text = An entry that is in no batch was put among sealed ones afterwards.
audit-wrong-moved-title = Entry { $position } was moved
audit-wrong-moved-text = The entry is there, at another place than it was sealed at.
audit-wrong-truncated-title = The log is cut off at its end
audit-wrong-truncated-text = Nothing is there from batch { $batch } on. The heads outside know those batches, the database does not. The database may also have been set back to an old copy.
audit-wrong-batch-missing-title = Batch { $batch } is missing
audit-wrong-batch-missing-text = A batch was deleted within the chain. It began with entry { $position }.
audit-wrong-batch-changed-title = Batch { $batch } was changed
audit-wrong-batch-changed-text = The batch is not as it was sealed. Its entries from { $position } on cannot be trusted.
audit-wrong-chain-broken-title = Batch { $batch } does not continue the chain
audit-wrong-chain-broken-text = The signature is right, but the batch does not follow from the one before: its time or its count was replaced. It begins with entry { $position }.
audit-wrong-signature-wrong-title = The signature of batch { $batch } is wrong
audit-wrong-signature-wrong-text = The batch was computed anew and not signed with the key. Its entries from { $position } on may have been changed.
audit-wrong-key-unknown-title = Batch { $batch } is signed with a strange key
audit-wrong-key-unknown-text = This key is not in the folder keys of the data folder. If a server was added or the system restored, compare its public key and put it there. Otherwise somebody else wrote the batch that begins with entry { $position }.
audit-wrong-head-differs-title = Batch { $batch } differs from what is kept outside
audit-wrong-head-differs-text = The head in the database is not the one outside: from entry { $position } on the log was rewritten or set back.

## Acts on the log itself

act-audit-exported = Log exported to a file
act-audit-check-started = Check of the log begun
act-audit-check-finished = Check of the log finished
kind-audit = Audit log
kind-audit-check = Check of the log
field-result = Outcome
