# Sign-in
sign-in-title = Sign in to the portal
sign-in-about = Your study and work go on from where you left them.
sign-in-login = Login or e-mail
sign-in-stay = Remember me on this device
sign-in-refused = The login or the password does not match
sign-in-refused-text = Check both and type them again. Mind capital letters and the keyboard language.
sign-in-no-login = No login? The registrar's office gives you one.
sign-in-demo = Demo accounts
sign-in-demo-text = The organisation and its people are invented. They share one password: { $password }

# Account
account-title = My account
account-my-page = My page
account-sessions = Open sessions
account-sessions-about = If you see a device that you do not know, end its session and change your password.
account-session-line = { $origin } · last used: { $seen } · signed in: { $begun }
account-here = this device
account-end = End
account-end-others = End all other sessions
account-unknown-browser = Unknown browser
account-password = Password
account-password-change = Change the password
session-ended-done = The session is ended.
sessions-others-ended-done = The sessions on all other devices are ended.
password-changed-done = The password is changed, other sessions are ended.
password-now-wrong = Type your present password exactly
password-new-length = The password must have 8 to 200 characters
password-new-help = At least 8 characters. A long password of several words is safe and easy to remember.

# People
people-title = People
people-about = Staff, learners and their legal representatives
people-add = Add a person
people-filters = Filter people
people-search = Name, login or e-mail
people-any-role = Any role
people-any-state = Any state
people-name = Name
people-number = No.
people-roles = Roles
people-contact = Contact
people-state = Account
people-open = Open
people-locked = Locked
people-found =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
people-found-many = More than { $count } people. Narrow the search.
people-none = People will stand here
people-none-text = Add the first person; a role and a password come next.
people-none-found = No such person
people-none-found-text = Check the spelling or drop the filters. Kazakh letters may be typed as the plain ones they resemble.

# Person
person-new = New person
person-add = Add
person-facts = Details
person-posts = Posts held
person-post-rate = rate { $rate }
person-post-over = over
person-relatives = Legal representatives and wards
person-aside = Account and history
person-access = Access
person-no-roles = No roles yet: after signing in no workspace opens.
person-no-password = No password
person-surname-missing = Write the surname
person-given-missing = Write the given name
person-patronymic-help = Leave empty when the document has none
person-iin-help = 12 digits. A foreigner may have none
person-iin-length = An IIN has 12 digits
person-iin-wrong = The IIN has a mistake: its check digit does not fit. Compare it with the document
person-iin-taken = Another person has this IIN. Look for that person first
person-birth-date-range = The date of birth cannot be after today or more than 120 years ago
person-email-wrong = Write the e-mail as name@example.kz
person-email-taken = Another person has this e-mail
person-login-help = Latin letters, digits, dot, hyphen. For example, a.akhmetova
person-login-wrong = A login has 3–40 characters: Latin letters, digits, dot, hyphen; it begins with a letter or digit
person-login-taken = This login is taken
person-phone-help = For example, +7 701 234 56 78
person-phone-wrong = Write the telephone as +7 701 234 56 78; a foreign number begins with + too
person-changed-meanwhile = While you were filling in the form, somebody else changed this field to “{ $value }”. Decide what is right and send again
person-citizenship-wrong = Choose the citizenship from the list
field-languages = Languages
field-external-number = Number in another system
field-special-needs = Special educational needs
person-languages-help = Between commas. For example: Kazakh, Russian, English
person-languages-wrong = Write the languages by name, between commas: Kazakh, Russian, English
person-external-number-help = If the person comes from another system, the number there
person-external-number-taken = Another person has this number. Look for that person first
person-special-needs-help = What is to be arranged for study. Only the registrar's office, the adviser, the person and the legal representative see it
person-added = Added: { $name }.
person-saved = { $name }: changes are saved.
person-saved-iin-differs = { $name }: saved. The IIN does not seem to fit the date of birth or the sex; this may be no mistake, compare it with the document.
sex-unknown = Not stated
sex-female = Female
sex-male = Male
relation-mother = mother
relation-father = father
relation-guardian = guardian
relation-ward = learner whom this person represents

# Access
lock-title = Lock the account
lock-text = The account will be locked: { $name }.
lock-loss-sessions = All open sessions end at once.
lock-loss-sign-in = Signing in is not possible until the lock is lifted.
lock-keeps = Data, grades and documents stay as they are. The lock can be lifted at any time.
lock-ground-help = By which document or request. It is kept in the log
lock-ground-missing = Write the ground for locking
lock-oneself = You cannot lock your own account: ask another administrator
lock-do = Lock
unlock-do = Lift the lock
person-locked-done = { $name }: the account is locked, its sessions are ended.
person-unlocked-done = { $name }: the lock is lifted.
password-new = Give a new password
password-new-title = New password
password-new-text = A new password for { $name }. It is shown here only once; all earlier sessions are ended.
password-no-login = This person has neither a login nor an e-mail: write one of them first so that they can sign in.
password-to-person = Back to the person

# Roles
role-give = Give a role
role-end = End
role-since = since { $date }
role-scope-help = Where the role holds: in the whole organisation, in a unit or in a group
role-given-done = The role is given: { $name }.
role-held-already = The person holds this role already: { $name }.
role-ended-done = The role is ended: { $name }.
role-own-administrator = You cannot end your own role of administrator: ask another administrator.
scope-organisation = The whole organisation
role-rector = Rector
role-vice_rector = Vice-rector
role-registrar = Registrar's office
role-dean = Dean's office
role-department_head = Head of department
role-programme_head = Programme head
role-adviser = Adviser
role-tutor = Tutor
role-teacher = Teacher
role-methodist = Methodist
role-dot_staff = Distance-learning unit
role-proctor = Proctor
role-librarian = Librarian
role-clerk = Clerk
role-security_officer = Information security officer
role-administrator = Administrator
role-learner = Learner
role-representative = Parent (legal representative)

# Fields
field-surname = Surname
field-given = Given name
field-patronymic = Patronymic
field-iin = IIN
field-birth-date = Date of birth
field-sex = Sex
field-citizenship = Citizenship
field-email = E-mail
field-login = Login
field-phone = Telephone
field-photo = Photo
field-password = Password
field-password-now = Present password
field-password-new = New password
field-role = Role
field-scope = Where it holds
field-relation = Relation
field-ground = Ground
field-count = Count

# Acts in the log
kind-person = Person
kind-people = List of people
act-person-added = Person added
act-person-changed = Details changed
act-person-locked = Account locked
act-person-unlocked = Lock lifted
act-person-password-set = Password given
act-person-photo-set = Photo set
act-person-photo-removed = Photo removed
act-people-exported = List exported to a file
act-role-given = Role given
act-role-ended = Role ended
act-representative-linked = Legal representative linked
act-session-begun = Signed in
act-session-refused = Failed attempt to sign in
act-session-ended = Session ended
act-session-others-ended = Other sessions ended

photo-title = Photo
photo-change = Change the photo
photo-remove = Remove the photo
photo-help = JPEG, PNG, WebP or GIF, up to 15 MB. A square is cut out of the middle
photo-set-done = { $name }: the photo is set.
photo-removed-done = { $name }: the photo is removed.

## Done by itself

job-kind-sessions-end-old = Remove sessions that ran out
job-schedule-end-old-sessions = Remove sessions that ran out

# The list on paper
people-paper-sought = search: “{ $words }”
people-paper-first =
    { $count ->
        [one] the first { $count } person of the list; all of them are in the XLSX file
       *[other] the first { $count } people of the list; all of them are in the XLSX file
    }
field-export-format = Format
