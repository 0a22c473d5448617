# What stands around a page, failures, shared parts.

## Around the page

page-skip = Skip to main content
page-portal = Sections of the portal
page-home = Home
page-today = Today
page-language = Language
page-theme = Colour
page-theme-auto = As the device
page-theme-light = Light
page-theme-dark = Dark
page-view = View
page-view-plain = Usual
page-view-contrast = Large, clear
page-to-plain = Back to the usual version
page-to-contrast = Version for low vision
page-search = Search everything
page-search-people = Find a person
page-menu = { $name }: profile menu
page-profile = Profile
page-workspace = Workspaces
page-workspace-of = Workspace: { $role }
page-account = Profile and security
page-sign-in = Sign in
page-sign-out = Sign out
page-more = More
page-parts = Parts
page-way = Breadcrumb
page-footer = About the portal
page-style = Design samples
page-demo = Demo
page-demo-about = The organisation and the people here are invented.
page-offline = No link to the server. What you wrote is still on this page; try again when the link is back.
page-failed = This was not done. Try again in a moment.

## A page that did not open: what happened, what is not lost, what to do next

failure-retry = Open the page again
failure-to-today = Go to Today
failure-to-home = Go to the home page
failure-number = If you ask for help, give this code:

failure-not-found-title = There is no such page
failure-not-found-text = The address may have a mistake, or the page has moved. Check the address, or start from the page below.
asset-missing = There is no such file: the page may be out of date. Open Oqu again from its home page.
failure-forbidden-title = This page is not open to your role
failure-forbidden-text = Only staff with the right to it can see it. If you have several roles, choose another in the profile menu. If you need the page for your work, ask an administrator for access.
failure-sign-in-first-title = Sign in first
failure-sign-in-first-text = Your session has ended, so this was not done. Everything saved before is in place. Sign in and do it again.
failure-stale-title = This page is out of date
failure-stale-text = Since it was opened you have signed out or signed in anew, so the form was not taken. Nothing has changed. Open the page again and repeat the action.
failure-bad-request-title = We could not understand the request
failure-bad-request-text = What the browser sent was incomplete or damaged. Nothing has changed. Open the page again and try once more.
failure-method-title = This address opens in another way
failure-method-text = A button on a page leads to it, not a link, or the other way round. Nothing has changed. Open the page you need and go on from there.
failure-media-type-title = This kind of data is not accepted
failure-media-type-text = The server expects an ordinary form at this address. Nothing has changed. Open the page again and send the form from there.
failure-too-large-title = Too much was sent
failure-too-large-text = The server does not take that much, so nothing was saved. Go back to the page and shorten the text.
failure-too-slow-title = The form did not arrive in time
failure-too-slow-text = The link was too slow, so nothing was saved. Go back, check what you typed, and send the form again when the link is better.
failure-too-many-title = Please wait a little
failure-too-many-text = { $seconds ->
    [one] This was tried too often. To protect accounts the server pauses for { $seconds } second. Nothing is lost; try again after that.
   *[other] This was tried too often. To protect accounts the server pauses for { $seconds } seconds. Nothing is lost; try again after that.
}
failure-conflict-title = Somebody else has just changed this
failure-conflict-text = Your change was not saved, and what the other person wrote stays as it is. Open the page again, look at its new state and make your change once more.
failure-disk-full-title = The server has no space left
failure-disk-full-text = Your last action was not saved. Everything saved before is in place and can be read. Tell an administrator, and repeat the action when there is space again.
failure-unavailable-title = The server cannot answer right now
failure-unavailable-text = The link to the database is broken for the moment. Nothing saved before is lost. Open the page again in a minute and check whether your last action was saved.
failure-internal-title = This is our mistake
failure-internal-text = We could not show the page. Nothing saved before is lost, and the mistake has been logged. Try again in a minute.

## Forms

form-errors = { $count ->
    [one] One thing to put right
   *[other] { $count } things to put right
}
form-optional = optional
form-save = Save
form-cancel = Cancel
form-too-long = { $most ->
    [one] Shorten the text to { $most } character
   *[other] Shorten the text to { $most } characters
}
form-emoji = Take out emoji and pictures
form-not-of-name = Use only letters, spaces, hyphens and apostrophes
form-invisible = The text has invisible characters; type it again by hand
form-draft-restored = A draft from { $time } is back.
form-draft-discard = Discard the draft
file-here = Drop a file here
file-choose = Choose a file
file-remove = Remove: { $name }
file-large = { $name } is larger than allowed.
file-units = B KB MB GB
file-going = Uploading
file-there = Uploaded
file-waits = No connection: it goes on when there is one again
file-broken = Not uploaded
file-pause = Pause: { $name }
file-go-on = Go on: { $name }
file-unfinished = The last upload is not finished: choose the same file again to go on with it.

## What cannot be undone

confirm-keep = Keep it as it is

## Long work

job-progress = Progress of the work
job-count = { $done } of { $total } done
job-seconds = { $n } s left
job-minutes = { $n } min left
job-hours = { $n } h left

## Lists

list-pages = Pages
list-first = To the start
list-before = Previous page
list-after = Next page
list-filter = Filter
list-drop-filter = Remove the filter

## History, structure, charts

history-empty = Nothing has been recorded yet.
tree-branches = { $name }: what it holds
chart-share = Share
ledger-sum = { $used } of { $cap }
ledger-left = { $left } left
ledger-cap = limit: { $cap }

# Shared by all areas
form-change = Change
form-date = Write the date as 20.11.2026
form-date-help = For example, 31.01.2007
history-title = History
list-show = Show
list-all = Whole list

## The page of design samples

style-title = Components
style-about = Every page is made of these parts
style-outline = List of components
style-colour-title = Colour
style-colour-about = Turquoise acts, gold asks for attention. Red is only for loss and refusal. Colour is never the only sign: a word or an icon stands beside it.
style-colour-paper = paper
style-colour-sheet = sheet
style-colour-sunk = well
style-colour-ink = ink
style-colour-action = action
style-colour-attention = attention
style-colour-loss = loss
style-colour-ramp = shade { $n }
style-type-title = Type
style-type-about = Golos Text, variable 400–700. All 42 letters of the Kazakh alphabet.
style-badge-title = Badge and clause
style-badge-about = Names a state in a word or two; who and when stand beside it. A clause shows which rule a decision stands on.
style-badge-draft = Draft
style-badge-review = Under review
style-badge-agreed = Agreed
style-badge-sign = Waits for signature
style-badge-days = 2 working days left
style-badge-refused = Refused
style-badge-new = New
style-badge-open = Enrolment open
style-clause = Order 137, clause 12
style-button-title = Button
style-button-about = One main action on a page. What cannot be undone has a red edge.
style-button-sign = Sign
style-button-small = Small
style-button-off = Not available
style-card-title = Card and figures
style-card-about = A thing that does not fit a list. There is no card inside a card.
style-card-name = Thinking with data
style-card-text = 8 weeks, with a certificate.
style-card-credits = 4 credits
style-card-facts = Details
style-fact-group = Group
style-fact-adviser = Adviser
style-figure-learners = Learners
style-figure-more = 450 more than a year ago
style-figure-late = Overdue applications
style-figure-oldest = the oldest by 2 working days
style-agenda-title = Agenda
style-agenda-about = Time, what it is, one action. Only what happens now is coloured.
style-agenda-now = Now
style-agenda-later = Today
style-agenda-lesson-kind = A live lesson has begun
style-agenda-lesson = Database systems
style-agenda-lesson-about = Saule Mukanova, online room 3
style-agenda-minutes = 50 min
style-agenda-join = Join
style-agenda-work-kind = Due today
style-agenda-work = SRS 5. Graph colouring
style-agenda-work-about = Discrete mathematics
style-agenda-hours = 14 h left
style-agenda-hand-in = Hand in
style-table-title = Table, filters, paging
style-table-about = Filters stand in the address and each can be taken away. Where it is narrow a row becomes a card.
style-table-filters = Filter applications
style-table-caption = Sample table
style-table-name = Name
style-table-unit = Faculty
style-table-any-unit = All faculties
style-table-applicant = Applicant
style-table-ground = Ground
style-table-term = Due
style-table-state = State
style-table-mobility = Academic mobility
style-table-needs = Special educational needs
style-table-late = 2 working days late
style-table-overdue = Overdue
style-table-found = 63 applications
style-form-title = Form
style-form-about = One column, the label above its field. Errors are summed up on top as links, and each stands beside its field.
style-form-send = Send the application
style-field-city = Host university
style-field-until = End date
style-field-until-help = For example, 31.01.2027
style-field-until-wrong = Write the end date
style-field-unit = Faculty
style-field-unit-none = Choose
style-field-unit-it = Information technology
style-field-unit-wrong = Choose a faculty
style-field-format = Form of study
style-field-mixed = Blended
style-field-mixed-help = exam at the university
style-field-full = Fully at a distance
style-field-full-help = exam with proctoring
style-field-days = Days that suit
style-field-saturday = Saturday
style-field-sunday = Sunday
style-field-note = Note
style-field-code = Confirmation code
style-field-agree = I have read the rules
style-file-title = File drop
style-file-about = By dragging, choosing or with the camera. Without scripts it stays a plain field.
style-file-label = Supporting documents
style-file-help = PDF, JPG, DOCX, up to 50 MB
style-dialog-title = Dialog
style-dialog-about = Only for what cannot be undone. Names what will be lost and asks once. Without scripts the same question has a page of its own.
style-delete = Delete the draft
style-delete-title = Delete the draft application
style-delete-text = A deleted draft cannot be brought back. All of this will be lost:
style-delete-fields = 7 fields filled in
style-delete-files = 2 files
style-nav-title = Tabs and tree
style-nav-about = Tabs lead through the parts of one thing, each with its address. A tree opens without scripts: the name leads to its page, the arrow opens its branches.
style-tab-content = Content
style-tab-grades = My grades
style-tab-forum = Forum
style-tree-label = Sample structure
style-tree-faculty = Faculty of Information Technology
style-tree-department = Department of Computer Engineering
style-tree-programme = 6B06102 Information Systems
style-tree-mathematics = Department of Applied Mathematics
style-tree-people = 24 people
style-empty-title = Empty state
style-empty-about = Says what will stand here and offers the first step.
style-empty-name = Applications will gather here
style-empty-text = When you ask to study at a distance or for academic leave, the state and the term will be seen here.
style-empty-step = Apply
style-history-title = Timeline
style-history-about = Who did what, and when.
style-history-came = An application came in
style-history-changed = The term was changed
style-history-detail = 20 November → 27 November
style-history-office = registrar's office
style-chart-title = Ring, ledger, chart
style-chart-about = Drawn on the server, with the numbers beside the picture.
style-chart-percent = { $n } per cent
style-chart-ledger = Credits earned at a distance
style-chart-earned = earned
style-chart-now = this term
style-chart-planned = planned
style-chart-grades = Distribution of grades
style-chart-grade = Grade
style-chart-learners = Learners
style-job-title = Long work
style-job-about = How much is done, how long it will take. The page may be closed; the work goes on.
style-job-text = Courses are being copied
style-flash-title = Flash
style-flash-about = Stands at the head of a page. A short confirmation comes at the edge.
style-flash-done = The application was sent. The answer will come by 27 November, in 5 working days.
style-flash-attention = Enrolment in courses closes on 1 December.
style-flash-loss = A virus was found in the file; it was not taken.
style-flash-toast = Saved
style-flash-undo = Undo
style-refusal-title = Refusal
style-refusal-about = What cannot be, why, which clause, and the way on. Always all four together.
style-refusal-name = The credit limit would be passed
style-refusal-text = With this course you would have 66 credits earned at a distance.
style-refusal-rule = The rule asks
style-refusal-rule-value = at most 60
style-refusal-yours = You would have
style-refusal-yours-value = 66 credits
style-refusal-way = Take the course in the traditional form
style-refusal-way-text = The same course runs by day in group ИС-22; there are 4 places.
style-refusal-change = Change
style-failure-title = Failure pages
style-failure-about = When a page cannot be shown it says what happened, what is kept, and where to go on. Each can be opened.
style-exam-title = Exam: palette, saving, link
style-exam-about = Nothing blinks. «Saved» is said only after it is on disk.
style-exam-palette = Sample palette of questions
style-exam-question-saved = saved
style-exam-question-blank = no answer
style-exam-saved = saved 14/14
style-exam-sending = saved 14/15, sending
style-exam-broken = The link is broken. Go on; the answers are kept on this device.

## In another person’s place

acting-label = In another person’s place
acting-banner = { $behind }, you are in the place of { $name }. This session ends within half an hour, and each act is logged under both names.
acting-return = Return to myself
