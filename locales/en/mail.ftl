# Mail: what was sent, what waits, what a mail looks like.

mail-title = Mail
mail-caption = Mails of the portal, newest first
mail-set = Mail is set
mail-not-set = Mail is not set
mail-not-set-title = Mails are not sent yet
mail-not-set-text = No mail server is named. Mails wait here and go when there is one. Write it into oqu.toml and restart Oqu:
mail-demo-text = This is the demo: mails go to nobody and stay here. The links in them can be opened from this page.
mail-test = Send me a test mail
mail-test-to = To which address
mail-test-done = The test mail is queued: { $name }. This page shows how it stands.
mail-test-no-address = An e-mail address looks like name@example.kz
mail-test-subject = Test mail
mail-test-text = If this mail has arrived, the portal's mail works.
mail-test-by = Sent by
mail-test-when = When
mail-test-button = Open the list of mails

## The list

mail-filters = Filters of mails
mail-search = Name, address or subject
mail-any-state = Any state
mail-any-purpose = Any purpose
mail-found = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
mail-found-more = More than { $count } mails
mail-none = Mails will stand here
mail-none-text = When somebody recovers a password or is invited, their mail appears here.
mail-none-found = There is no such mail
mail-none-found-text = Take away a filter or look for other words.
mail-subject = Subject
mail-to = To
mail-from = From
mail-state = State
mail-written = Written
mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-refused = Refused by the server
mail-state-given-up = Not sent
mail-purpose = Purpose
mail-purpose-recovery = Password recovery
mail-purpose-invitation = Invitation
mail-purpose-address = Confirming an address
mail-purpose-address-changed = Word of a changed address
mail-purpose-password-changed = Word of a changed password
mail-purpose-test = Test

## One mail

mail-about = About this mail
mail-as-it-looks = As it looks
mail-as-text = As text
mail-masked = The link in this mail is for its recipient only, so it is hidden here.
mail-open-link = Open the link of this mail
mail-language = Language
mail-useful-until = Useful until
mail-tries = Tries
mail-answer = Answer of the server
mail-message-id = Mark of the mail
mail-again = Send again
mail-again-done = The mail is queued again.
mail-again-not = The mail waits anyway, or was sent.
mail-trouble-later = The mail has not gone yet and will be tried again

## In the mail itself

mail-greeting = Dear { $name },
mail-link-by-hand = If the button does not open, copy this address into a browser:
mail-automatic = This mail was sent automatically; there is no need to answer it.

## Queue and log

job-kind-mail-send = Sending a mail
job-kind-mail-tidy = Tidying mails
job-schedule-mail-tidy = Tidying mails
kind-mail = Mail
act-mail-tried-again = A mail was sent again
act-mail-test-posted = A test mail was sent
