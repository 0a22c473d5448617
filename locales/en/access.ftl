# Links that come by mail: a forgotten password, an invitation, a new address; a password that must be changed.

## A forgotten password

recovery-link = Forgot your password?
recovery-title = Recover your password
recovery-about = Write your login or e-mail. We send a link to your mailbox by which you set a new password.
recovery-login-missing = Write your login or e-mail
recovery-send = Send the link
recovery-sent-title = Look into your mailbox
recovery-sent-text = If there is such an account, a link was sent to its address. It works for an hour and opens once.
recovery-sent-nothing = If no mail comes, look into the spam folder. If the portal has no address of yours, ask the registrar's office.
recovery-sent-demo = This is the demo: the mail can be opened from the administrator's page "Mail".
recovery-again = Ask for a new link
recovery-new-title = A new password
recovery-new-about = { $name }, think of a new password. The sessions on all devices will end.
recovery-new-do = Save the password

## A link that opens nothing

link-done-password-title = The password is saved
link-done-password-text = Sign in with your login and the new password now.
link-done-address-title = The address is confirmed
link-done-address-text = From now on your mails go to the new address, and you can sign in with it.
link-your-login = Your login
link-home = Home page
link-over-used-title = This link was used
link-over-late-title = The time of this link is over
link-over-withdrawn-title = This link works no more
link-over-locked-title = The account is locked
link-over-unknown-title = There is no such link
link-over-recovery-text = A link works for an hour and opens once. Ask for a new one: it comes at once.
link-over-invitation-text = Ask whoever invited you for a new invitation: it takes the place of this one.
link-over-invitation-used-text = Your password was set already: sign in with your login and password. If you forgot it, recover it from the sign-in page.
link-over-address-text = Ask for a new link in your account, under "E-mail address".
link-over-locked-text = Links of a locked account do not open. Ask the registrar's office.

## What a password must be

password-new-common = Many people use this password, so it is easily guessed. Think of another, for example three or four unrelated words
password-new-own = The password must differ from your login and address
password-new-same = The new password must differ from the present one

## Invitation

invitation-title = Invitation
invitation-about = A link goes to { $address }: the person sets the password alone. It works for 14 days.
invitation-line = Sent { $sent } ({ $by }), works until { $until }
invitation-late = too late
invitation-send = Send an invitation
invitation-again = Invite again
invitation-withdraw = Withdraw
invitation-sent = The invitation was sent: { $name }.
invitation-withdrawn-done = The invitation was withdrawn; its link opens nothing.
invitation-withdrawn-not = This invitation was used or withdrawn already.
invitation-locked = A locked person cannot be invited: unlock the account first.
invitation-no-address = Write the e-mail address first to invite this person.
invitation-needless = This person has a password and gets our mails: who forgets it recovers it alone.
invitation-accept-title = Welcome to the portal
invitation-accept-about = { $name }, think of a password. After that you sign in with your login and password.
invitation-accept-do = Save the password

## One's own address

address-title = E-mail address
address-about = Mails and the link that recovers your password come here.
address-open = Change the address
address-now = Your address now: { $address }. A new one counts when the link sent to it was opened.
address-none = You have no address yet. A new one counts when the link sent to it was opened.
address-waiting = A link was sent to { $address }; it works until { $until }.
address-new = New address
address-send = Send the link that confirms
address-sent = The link was sent: { $name }. Open the mail and confirm.
address-confirm-title = Confirm the address
address-confirm-text = From now on your mails go to { $address }.
address-confirm-do = Confirm
address-changed = Your address has changed: { $name }.
address-taken = The address { $name } belongs to another person. Ask the registrar's office.

## A password that must be changed

duty-title = Change your password
duty-about = Your present password was given to you by somebody else, so you are not the only one who knows it. Set one of your own to go on.
duty-ask = Ask for a changed password
duty-asked = { $name }: must change the password from the next page on.
duty-stands = Must change the password

## Letters

letter-until = Works until
letter-when = When
letter-origin = Network address
letter-new-address = New address
letter-not-you-registrar = If this was not you, tell the registrar's office at once.
letter-recovery-subject = Recover your password
letter-recovery-text = Somebody asked to recover the password of your account. Press the button and set a new one. The link opens once.
letter-recovery-button = Set a new password
letter-recovery-not-you = If this was not you, do nothing: your password stays as it is.
letter-invitation-subject = Invitation to the portal
letter-invitation-text = An account was opened for you on the portal. Press the button and set a password: after that you can sign in.
letter-invitation-button = Set a password
letter-invitation-late = If the time of the link is over, ask the registrar's office for a new one.
letter-address-subject = Confirm your address
letter-address-text = This address was named for your account on the portal. Confirm that it is yours, and mails will come here.
letter-address-button = Confirm the address
letter-address-not-you = If this was not you, do nothing: the address will not be kept.
letter-address-changed-subject = Your address has changed
letter-address-changed-text = The e-mail address of your account on the portal has changed. Mails come here no more.
letter-password-changed-subject = Your password has changed
letter-password-changed-text = The password of your account on the portal has changed. The sessions on other devices have ended.
letter-password-changed-by-text = An administrator gave your account on the portal a new password. You change it yourself when you have signed in.
letter-password-changed-button = Recover the password
letter-password-changed-not-you = If this was not you, recover your password and tell the registrar's office.

## Log and queue

job-kind-recovery-send = Link to a new password
act-person-recovery-asked = Password recovery asked
act-person-recovered = Password recovered
act-person-invited = Invited to the portal
act-person-invitation-accepted = Invitation accepted
act-person-invitation-withdrawn = Invitation withdrawn
act-person-address-asked = New address named
act-person-password-duty = Change of password asked
