# The organisation, its units, study groups, the home page of the portal.

## Words shared by the pages

organisation-open = Open
organisation-closed = Closed
organisation-state = State
organisation-edit = Edit
organisation-close = Close
organisation-reopen = Reopen
organisation-find = Search
organisation-history = History
organisation-nothing = empty
organisation-saved = Saved: { $name }.
organisation-choose = Choose from the list
organisation-fill-in = Fill in “{ $field }”
organisation-staff-count = { $count ->
    [one] { $count } member of staff
   *[other] { $count } staff
}
organisation-learners = { $count ->
    [one] { $count } learner
   *[other] { $count } learners
}
organisation-units-count = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
organisation-groups-count = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}
organisation-figures = Figures
organisation-figure-staff = Staff
organisation-figure-units = Units
organisation-figure-groups = Groups
organisation-figure-learners = Learners
organisation-language-kk = Kazakh
organisation-language-ru = Russian
organisation-language-en = English

## When two people change one thing

organisation-meanwhile-title = Somebody saved this while you were filling it in
organisation-meanwhile-by = { $name }, { $when }.
organisation-meanwhile-text = What you typed is still here, nothing is lost. Fields that you did not touch now hold the new values. Look through them and save again.
organisation-meanwhile-typed = You typed: { $text }

## Structure

organisation-structure = Structure
organisation-structure-about = Units, their staff and their groups
organisation-structure-empty = The structure has not been described yet
organisation-structure-empty-text = Faculties, departments, offices and centres stand here as a tree. Roles and groups belong to them.
organisation-structure-whole = Whole structure
organisation-closed-show = { $count ->
    [one] Show { $count } closed unit
   *[other] Show { $count } closed units
}
organisation-closed-hide = Hide closed units
organisation-closed-too = With closed ones

organisation-unit-add = Add a unit
organisation-unit-new = New unit
organisation-unit-edit = Edit the unit
organisation-unit-added = Unit added: { $name }.
organisation-unit-search = Name or code of a unit
organisation-unit-found = Units found
organisation-units-found = { $count ->
    [one] { $count } unit found
   *[other] { $count } units found
}
organisation-unit-not-found = No such unit was found
organisation-unit-not-found-text = Try another part of the name, or the code.
organisation-staff = Staff
organisation-staff-empty = Nobody has a role in this unit yet. Roles are given on a person's page.
organisation-unit-groups-empty = This unit has no groups.
organisation-units-under = Units within
organisation-units-under-empty = There are no units within.
organisation-names = Names
organisation-section-place = Place in the structure
organisation-section-name = Full name
organisation-section-short = Short name
organisation-top = At the top level
organisation-function-help = What the unit does for the whole organisation. The rules of distance learning look for units by this function.
organisation-code-help = Up to 20 characters, for example: FIT
organisation-code-signs = A code has letters and digits; a hyphen, a full stop and brackets may stand in it
organisation-code-taken = Another unit has this code, choose a different one
organisation-code-taken-by = This code is taken: { $name }. Choose a different one
organisation-position-help = The order among neighbouring units. Left empty, the alphabet decides
organisation-position-range = Write a number from 0 to { $most }
organisation-place-itself = A unit cannot belong to itself, choose another
organisation-place-below = The chosen unit belongs to this one, so this one cannot be moved into it
organisation-place-closed = The chosen unit is closed, choose an open one
organisation-place-missing = There is no such unit, choose from the list

## Closing

organisation-ground-help = Number and date of the order, if there is one
organisation-close-keeps = The name, the history and all earlier records stay. It can be reopened later.
organisation-unit-closing = Closing a unit
organisation-unit-close = Close the unit
organisation-unit-close-text = “{ $name }” will no longer be offered in lists or shown on the portal.
organisation-unit-close-loss = the possibility to add people, groups and units here
organisation-unit-closed = The unit is closed.
organisation-unit-reopened = The unit is open again.
organisation-reopen-parent = Reopen the unit above first.
organisation-unit-held = The unit cannot be closed yet
organisation-unit-held-text = It has open units, groups or people in it. They must not be left without a place.
organisation-held-ways = Settle these first
organisation-held-units = { $count ->
    [one] Close or move { $count } unit within it
   *[other] Close or move { $count } units within it
}
organisation-held-groups = { $count ->
    [one] Close { $count } group or move it to another unit
   *[other] Close { $count } groups or move them to another unit
}
organisation-held-people = { $count ->
    [one] End the roles that { $count } person holds here
   *[other] End the roles that { $count } people hold here
}
organisation-to-unit = Back to the unit

## Groups

organisation-groups = Groups
organisation-groups-about = Study groups, their programmes and languages of study
organisation-groups-filters = Filter groups
organisation-groups-search = Code or programme of a group
organisation-groups-found = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}
organisation-groups-found-many = More than { $count } groups
organisation-groups-all = All groups
organisation-groups-empty = There are no groups yet
organisation-groups-empty-text = Study groups stand here: code, programme, language of study, learners.
organisation-groups-not-found = No such group was found
organisation-groups-not-found-text = Take away some filters, or search for something else.
organisation-any-unit = All units
organisation-any-language = Any language
organisation-any-year = Any year
organisation-group-add = Add a group
organisation-group-new = New group
organisation-group-edit = Edit the group
organisation-group-added = Group added: { $name }.
organisation-group-about = About the group
organisation-programme = Programme
organisation-learners-column = Learners
organisation-learners-of = Learners of group { $name }
organisation-group-no-learners = Nobody is in this group yet
organisation-group-no-learners-text = People who hold the role of a learner in this group will stand here.
organisation-group-code-help = Up to 20 characters, for example: IS-21
organisation-group-code-taken = There is a group with this code, choose a different one
organisation-choose-unit = Choose a unit
organisation-unit-foreign = This unit does not belong to your dean's office, choose one of yours
organisation-year-range = Write a year from { $from } to { $to }
organisation-group-closing = Closing a group
organisation-group-close = Close the group
organisation-group-close-text = Group “{ $name }” will no longer be offered in lists.
organisation-group-close-loss = the possibility to add learners to the group
organisation-group-closed = The group is closed.
organisation-group-reopened = The group is open again.
organisation-reopen-unit = The unit of the group is closed: reopen it first, or move the group to another unit.
organisation-group-held = The group cannot be closed yet
organisation-group-held-text = { $count ->
    [one] { $count } learner is in the group. First end the role in this group, or transfer the learner to another.
   *[other] { $count } learners are in the group. First end their roles in this group, or transfer them to another.
}
organisation-to-group = Back to the group

## The organisation

organisation-own = Organisation
organisation-requisites = Details
organisation-requisites-edit = Names and details
organisation-requisites-saved = The details of the organisation are saved.
organisation-unnamed = The organisation has no name yet
organisation-unnamed-text = Its name and contacts are written in three languages. They stand at the top of every page, on the portal and in documents.
organisation-name-it = Write the name
organisation-name-whole = Full name
organisation-name-short = Everyday name
organisation-city = City or settlement
organisation-address = Address
organisation-contacts = Contacts
organisation-email-wrong = Write the whole e-mail address, for example: info@universitet.kz
organisation-website-wrong = Write the whole address of the site, for example: universitet.kz
organisation-website-help = For example: universitet.kz
organisation-bin-wrong = A BIN has 12 digits and its check digit does not fit: compare it with the document
organisation-bin-help = 12 digits
organisation-zone-help = The whole country has had one time since 1 March 2024; earlier times differ from place to place

organisation-licence = Licence
organisation-licence-none = The licence is not written yet.
organisation-licence-by = Licence issued by
organisation-licence-help = The number as in the document, for example: KZ00LAA00000000
organisation-logo = Logo
organisation-logo-alt = The logo of the organisation
organisation-logo-none = There is no logo; the mark of Oqu stands in its place.
organisation-logo-change = Change the logo
organisation-logo-help = PNG, JPEG, WebP or GIF up to 15 MB. A PNG with a transparent ground looks best; SVG is not taken.
organisation-logo-remove = Take the logo away
organisation-logo-set = The logo is changed.
organisation-logo-removed = The logo is taken away.

organisation-kind-university = Higher and postgraduate education organisation
organisation-kind-college = College
organisation-kind-school = School
organisation-kind-additional = Additional education organisation

organisation-kind-unit-faculty = Faculty
organisation-kind-unit-department = Department
organisation-kind-unit-school = School
organisation-kind-unit-college = College
organisation-kind-unit-office = Office
organisation-kind-unit-centre = Centre
organisation-kind-unit-library = Library
organisation-kind-unit-other = Other unit

organisation-function-none = No special function
organisation-function-registrar = Registrar's office
organisation-function-dean = Dean's office
organisation-function-department = Department
organisation-function-distance_learning = Organisation of distance learning
organisation-function-methodical = Methodical support
organisation-function-technical = Information and technical support
organisation-function-testing = Testing
organisation-function-library = Library
organisation-function-records = Records management
organisation-function-admission = Admission office

organisation-zone-asia-almaty = Astana, Almaty, Shymkent
organisation-zone-asia-qostanay = Qostanai
organisation-zone-asia-qyzylorda = Qyzylorda
organisation-zone-asia-aqtobe = Aqtobe
organisation-zone-asia-aqtau = Aqtau
organisation-zone-asia-atyrau = Atyrau
organisation-zone-asia-oral = Oral

## The home page of the portal

organisation-home-portal = Educational portal
organisation-home-lead = Wherever you are, studies go on: from a lesson to an order in one place, in Kazakh, Russian and English.
organisation-home-sign-in = Sign in to the portal
organisation-home-to-today = Go to Today
organisation-home-contacts = Contacts
organisation-home-demo = This is a demonstration
organisation-home-demo-text = The organisation and the people here are invented; names and numbers belong to no real person. The sign-in page offers ready accounts: choose any of them and try everything.
organisation-home-units = Faculties and colleges
organisation-home-inside = What the portal has
organisation-home-learners = For learners
organisation-home-learners-text = The Today page, your group and adviser, your own data and sessions in one place.
organisation-home-staff = For staff
organisation-home-staff-text = People, structure and groups: search, filters, export to Excel, and who changed what and when.
organisation-home-trust = Trust
organisation-home-trust-text = Every act is written to a log that cannot be erased, and any tampering with it shows at once.

## Fields

field-name-kk = Name in Kazakh
field-name-ru = Name in Russian
field-name-en = Name in English
field-short-kk = Short name in Kazakh
field-short-ru = Short name in Russian
field-short-en = Short name in English
field-city-kk = City in Kazakh
field-city-ru = City in Russian
field-city-en = City in English
field-address-kk = Address in Kazakh
field-address-ru = Address in Russian
field-address-en = Address in English
field-programme-kk = Programme in Kazakh
field-programme-ru = Programme in Russian
field-programme-en = Programme in English
field-unit-parent = Part of
field-unit-kind = Kind
field-unit-function = Function
field-unit-code = Code
field-unit-position = Order
field-group-unit = Unit
field-group-code = Group code
field-group-language = Language of study
field-admission-year = Year of admission
field-organisation-kind = Kind of organisation
field-contact-phone = Telephone
field-contact-email = E-mail
field-website = Website
field-bin = BIN
field-licence-number = Licence number
field-licence-date = Licence date
field-licence-by-kk = Issued by, in Kazakh
field-licence-by-ru = Issued by, in Russian
field-licence-by-en = Issued by, in English
field-zone = Time zone

## Audit

kind-organisation = Organisation
kind-unit = Unit
kind-group = Group
kind-groups = List of groups
act-organisation-added = Details of the organisation written
act-organisation-changed = Details of the organisation changed
act-organisation-logo-set = The logo of the organisation was changed
act-organisation-logo-removed = The logo of the organisation was taken away
act-unit-added = Unit added
act-unit-changed = Unit changed
act-unit-closed = Unit closed
act-unit-reopened = Unit reopened
act-group-added = Group added
act-group-changed = Group changed
act-group-closed = Group closed
act-group-reopened = Group reopened
act-groups-exported = List of groups exported to a file

# Certificate of study
document-kind-study-certificate = Certificate of study
certificate-about = The certificate is registered at once and gets a number and a code to check it. An issued certificate never changes: when there is an error in it, it is revoked and a new one is issued.
certificate-issue = Make the certificate
certificate-issued-done = Certificate No. { $name } is issued.
certificate-purpose-help = For example: to the public service centre. Left empty, it says "where required".
certificate-form-unsaid = Leave out
certificate-form-full-time = full-time
certificate-form-evening = evening
certificate-form-part-time = part-time
certificate-form-online = online
certificate-language-of-kk = Kazakh
certificate-language-of-ru = Russian
certificate-language-of-en = English
certificate-language-missing = Choose the language of the certificate
certificate-group-missing = Choose the group
certificate-strange = These characters cannot be printed: { $characters }. Take them out.
certificate-strange-elsewhere = The name, the group or the organisation's data hold characters that cannot be printed: { $characters }. Put them right there first.
certificate-no-group = A certificate cannot be issued yet
certificate-no-group-text = This person learns in no group. The registrar's office adds them to one first.
certificate-no-organisation = A certificate cannot be issued yet
certificate-no-organisation-text = The name and requisites of the organisation are not written. The administrator writes them under "Structure".
certificate-title = Certificate of study
certificate-heading = CERTIFICATE
certificate-before = This is to certify that
certificate-after = is a learner of the organisation named below.
certificate-birth-date = Date of birth
certificate-organisation = Organisation
certificate-group = Study group
certificate-programme = Programme
certificate-study-language = Language of study
certificate-language-kk = Kazakh
certificate-language-ru = Russian
certificate-language-en = English
certificate-year = Year of admission
certificate-form = Form of study
certificate-purpose = To be shown at
certificate-anywhere = where required
certificate-signature = signature
certificate-bin = BIN { $bin }
field-group = Group
field-study-form = Form of study
field-purpose = Where the certificate will be shown
