# Protection of the sign-in: second step, recovery codes, trusted devices, failed attempts.

## Delay

sign-in-wait = Try again in { $time }
sign-in-wait-text = There were too many wrong attempts, so the account is protected by a delay. A device where you have signed in before has none.
wait-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
wait-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }

## Second step

second-title = Second step
second-about = The password is right. Now confirm that it is you. You have five minutes.
second-password-about = The passkey was accepted, but it did not check that it is you who holds it. Type your password.
second-code-help = The six digits that the app on your phone shows now
second-trust = Trust this device for 30 days
second-trust-about = The second step is not asked here meanwhile. Do not tick it on a shared computer.
second-lost = I do not have my phone
second-recovery-help = One of the ten recovery codes, such as abcd-efgh-jkmn-pqrs
second-recovery-use = Sign in with a recovery code
second-nothing-left = If the codes are gone too, see an administrator in person: they can take the second step away.
second-back = Start again
second-wrong = The code does not match
second-wrong-text = Type the new code that the app shows. A code is not accepted twice. Check that the time on the phone is right.
second-password-wrong = The password does not match
second-password-wrong-text = Mind capital letters and the keyboard language, and type it again.
second-over = The time or the attempts for the second step have run out. Sign in again.
recovery-code-used = You signed in with a recovery code. Codes left: { $name }. If the phone is lost, move the second step to a new one.
setup-title = Set up the second step
setup-about = Your role requires a second step, and signing in cannot be finished without it. You have fifteen minutes.
setup-done = Set up and sign in
fresh-title = Confirm that it is you
fresh-about = Before you change how you sign in, type your password once more. It holds for ten minutes.
fresh-do = Confirm

## The page

protection-title = Sign-in protection
protection-about = Second step, recovery codes, trusted devices and failed attempts to sign in.
protection-open = Open protection
protection-on = Second step is on
protection-off = Second step is off
protection-asked = Your role requires a second step
protection-devices = Trusted devices
protection-devices-about = The second step is not asked on these. Remove a lost device at once.
protection-device-line = { $origin } · last used: { $seen } · until: { $until }
protection-distrust = Stop trusting
protection-attempts = Failed attempts
protection-attempts-about = From the last ninety days. If it was not you, change your password.
protection-attempts-none = There were no failed attempts in the last ninety days.
protection-attempt-password = Wrong password
protection-attempt-second = Wrong second step
device-distrusted-done = The second step will be asked on this device again.

## Codes by time

totp-head = Authenticator app
totp-about = An app on your phone shows a new code every half a minute. Without it even somebody who learns your password cannot sign in.
totp-add = Add an app
totp-change = Move to another phone
totp-remove = Remove the app
totp-since = On since { $date }. A code from the app is asked at each sign-in.
totp-title = Add an authenticator app
totp-how = Scan the picture with an app on your phone: Aegis, Google Authenticator, Microsoft Authenticator or another.
totp-by-hand = If you cannot scan it, type the key by hand:
totp-picture = QR code for the authenticator app
totp-code-help = The six digits that the app shows. Nothing changes until they are typed correctly.
totp-wrong = The code does not match. Type the new code from the app, and check the time on the phone
totp-confirm = Add
totp-added-done = The second step is on. Now keep your recovery codes.
totp-removed-done = The app was removed.

## Recovery codes

codes-title = Recovery codes
codes-about = If your phone is lost or broken, you sign in with one of these codes. When new ones are made, the old ones stop working.
codes-left =
    { $count ->
        [one] { $count } code is left.
       *[other] { $count } codes are left.
    }
codes-make = Make ten new codes
codes-later = Later
codes-shown = The codes are shown only here and only once.
codes-once = Each code works once. Keep them away from the phone.
codes-download = Download as text
codes-print = To print them, choose Print in the browser.
codes-kept = I have kept them

## What roles require

factor-roles-title = Sign-in requirements
factor-roles = Roles that must have a second step
factor-roles-help = A person with a ticked role cannot go on at the next sign-in until the second step is set up. Open sessions continue.
factor-roles-done = The sign-in requirements were saved.
factors-reset-title = Remove the second step
factors-reset-text = { $name } will be left without a second step. This is only for somebody who has lost the phone and the codes. Make sure first that it is really them.
factors-reset-loss = The app, passkeys, recovery codes and trusted devices are removed.
factors-reset-keeps = The password does not change. If the role requires it, the second step is set up again at the next sign-in.
factors-reset-do = Remove
factors-reset-ground-missing = Write the ground: who asked, when and how
factors-reset-oneself = Change your own on the page “Sign-in protection”
factors-reset-done = { $name }: the second step was removed, the sessions ended.
field-code = Code
field-recovery = Recovery code

## Acts in the log

kind-sign-in = Sign-in requirements
act-totp-added = Authenticator app added
act-totp-removed = Authenticator app removed
act-recovery-codes-made = Recovery codes made
act-recovery-codes-used = Signed in with a recovery code
act-factors-reset = Second step removed
act-factor-role-set = Second step made a duty of a role
act-factor-role-lifted = Second step no longer a duty of a role
act-device-trusted = Device trusted
act-device-distrusted = Device no longer trusted

## Passkeys

sign-in-or = or
passkeys-head = Passkeys
passkeys-about = A passkey signs you in without a password: a finger, a face, a PIN or a USB key is enough. A false site cannot steal it.
passkey-add = Add a passkey
passkey-absent = To add and use passkeys you need a modern browser with scripts on.
passkey-sign-in = Sign in with a passkey
passkey-second = Confirm with a passkey
passkey-confirm = Confirm with a passkey
passkey-rename = Rename
passkey-remove = Remove
passkey-line = Added: { $created }
passkey-line-used = Added: { $created } · last used: { $used }
passkey-cloned-badge = There may be a copy
passkey-cloned-when = { $when }: the counter of this passkey went back and the sign-in was refused. Remove it and add a new one.
passkey-failed = The passkey did not answer. Try again or choose another way.
passkey-known = The passkey of this device was added before.
passkey-refused = This passkey was not accepted
passkey-refused-text = It is not registered at this portal, or the request is too old. Try again or sign in with your password.
passkey-cloned = There may be a copy of this passkey
passkey-cloned-text = Its counter went back, so it was not accepted. Sign in with your password and replace it on the page “Sign-in protection”.
passkey-refused-flash = The passkey was not added: its answer is incomplete or too old, or it was added before.
passkey-name-wrong = The name of a passkey has 1 to 60 characters.
passkey-added-done = The passkey was added. Give it a name that you will know.
passkey-added-codes = The passkey was added. Now keep your recovery codes.
passkey-renamed-done = The passkey is now called { $name }.
passkey-removed-done = The passkey was removed.
protection-attempt-passkey = Passkey not accepted
field-passkey = Passkey
field-passkey-name = Name of the passkey
act-passkey-added = Passkey added
act-passkey-renamed = Passkey renamed
act-passkey-removed = Passkey removed
act-passkey-cloned = A copy of a passkey was met, the sign-in was refused

## Signing in as another person, to help

acting-title = Sign in as this person
acting-text = You will see the portal as { $name } sees it. This is for helping only.
acting-limits = The password, the second step and the e-mail address cannot be changed.
acting-audit = Each act is logged under both names, and the person sees this session in their account.
acting-ends = The session ends after 30 minutes. Your own is closed, and opened again when you return.
acting-do = Sign in
acting-ground-help = Who asked for help and with what. It stays in the log
acting-ground-missing = Write the ground
acting-oneself = This is you
acting-administrator = Nobody signs in as an administrator
acting-locked = The account is locked
acting-begun-done = You are signed in as { $name }.
acting-ended-done = You are yourself again.
account-acting = help: administrator
act-session-acting-begun = Administrator signed in as this person
act-session-acting-ended = Administrator returned to their own name
