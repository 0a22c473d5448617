# The organisation's own rules.

regulations-title = Rules
regulations-empty = No documents yet
regulations-empty-text = The organisation’s own rules will stand here.
regulations-in-force = In force
regulations-ahead = Coming into force
regulations-before = Earlier editions
regulation-in-force = In force
regulation-ahead = Not in force yet
regulation-over = No longer in force
regulation-cancelled = Cancelled
regulation-add = Add a document
regulation-new = A new document
regulation-edit = Change the document
regulation-publish = Publish
regulation-added = The document is published: { $name }
regulation-about = About the document
regulation-force = In force
regulation-approved = Approved
regulation-from = from { $from }
regulation-from-until = { $from } – { $until }
regulation-never = Never came into force
regulation-read = Read the PDF
regulation-open = Read the PDF: { $name }
regulation-replaced-by = Replaced by
regulation-title-other = Title in another language
regulation-kind-choose = Choose
regulation-replaces-none = The first edition
regulation-day-help = For example: 01.09.2026
regulation-approved-help = For example: minutes № 3 of the Academic Council
regulation-until-help = Leave it empty when it is not known: a document is in force until it is replaced
regulation-replaces-help = The earlier edition ends when the new one comes into force
regulation-file = PDF file
regulation-file-other = Another PDF file
regulation-file-help = PDF up to 30 MB
regulation-file-now = The file as it is
regulation-no-pdf = This is no PDF: save the document as PDF and choose it again
regulation-title-missing = Write the title in one language at least
regulation-wrong-term = The last day is before the first
regulation-wrong-approval = A document does not come into force before the day of its approval
regulation-wrong-replaces = There is no such edition
regulation-wrong-round = A document does not replace itself or a later edition
regulation-wrong-kind = The earlier edition is about something else
regulation-wrong-replaced = Another edition replaces this one already
regulation-wrong-early = A new edition does not begin before the earlier one
regulation-close = Cancel it
regulation-closing = Cancelling a document
regulation-close-text = Cancel the document “{ $name }” from today on?
regulation-close-loss = The document leaves those in force and stays to be read, marked as cancelled
regulation-closed = The document is cancelled and stays to be read.
regulation-reopen = Put back in force
regulation-reopened = The document is in force again.
regulation-demands = Demanded documents
regulation-demands-about = What the orders leave to the organisation to rule. A demand is met when a document is in force today. Clauses are called by their numbers in the register of requirements: R16 is the rules of 2016, R20 the edition of 2020, RA the internal rules of the organisation.
regulation-demands-met = { $met } of { $all } are in force

## Kinds

regulation-kind-distance = Distance learning
regulation-kind-assessment = Assessment
regulation-kind-time_norms = Time norms of teaching work
regulation-kind-mobility = Academic mobility at a distance
regulation-kind-courses = Recognised online courses and platforms
regulation-kind-resources = Digital educational resources
regulation-kind-instruction = Instruction on distance learning
regulation-kind-admission = Admission to distance learning
regulation-kind-attestation = Final attestation
regulation-kind-practice = Professional practice
regulation-kind-policy = Academic policy
regulation-kind-honesty = Academic honesty
regulation-kind-other = Another document

## Fields

field-regulation-kind = What it rules
field-regulation-number = Number
field-approved-on = Day of approval
field-approved-by = Approved by
field-force-from = In force from
field-force-until = In force until
field-replaces = Replaces
field-regulation-file = File (SHA-256)

## Log

kind-regulation = Rule of the organisation
act-regulation-added = A rule was published
act-regulation-changed = A rule was changed
act-regulation-cancelled = A rule was cancelled
act-regulation-restored = A rule was put back in force
