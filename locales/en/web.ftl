# What stands around a page, failures, shared parts.

## Around the page

page-skip = Skip to main content
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
list-drop-filter = Remove the filter: { $name }

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
form-changed-meanwhile = Somebody else changed this record while you were filling in the form. What you typed is kept: check the fields and send again
history-title = History
list-show = Show
list-all = Whole list
