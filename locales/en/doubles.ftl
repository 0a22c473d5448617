# Two records of one person.

doubles-title = Doubles
doubles-grounds = What they share
doubles-by-birth = Name and date of birth
doubles-by-name = Name, without a date of birth
doubles-by-phone = Telephone
doubles-about-birth = Records with the same name and date of birth. Letters that are typed for one another, and the order of the names, make no difference.
doubles-about-name = Records with the same name of which one has no date of birth.
doubles-about-phone = Records with the same telephone and the same given name or date of birth. Parents and children are not shown.
doubles-empty = There are no such pairs
doubles-empty-text = Records that may be of one person will stand here.
doubles-one = First record
doubles-other = Second record
doubles-next = Next
doubles-compare = Compare
doubles-compare-of = Compare: { $name }
doubles-other-iin = Different IINs
doubles-compare-title = Two records side by side
doubles-compare-about = Choose which record stays and what is right in each field.
doubles-tell-apart = These are two people
doubles-told-apart = It is noted that they are two people.
doubles-barred = You cannot merge these records
doubles-barred-same = It is one and the same record.
doubles-barred-oneself = Your own record has to be merged by somebody else.
doubles-barred-administrator = An administrator’s record is merged by an administrator only.
doubles-barred-related = One stands for the other: they are two people.
doubles-hindered = To be settled first
doubles-field = Field
doubles-keep = The record that stays
doubles-keep-missing = Choose which record stays
doubles-choice-missing = Choose which is right
doubles-ground-missing = Write why you merge them
doubles-ground-help = For example: a request of the person, an identity card
doubles-changed = A record was changed meanwhile: look through the page and send it again
doubles-added = Added on { $date }
doubles-open = The person’s page
doubles-photo = There is a photo
doubles-nothing = none
doubles-moves = Goes over to the one that stays
doubles-ends = Ends with the record
doubles-keeps = The second record stays as a pointer: old links and its login lead to the one that stays. This cannot be undone.
doubles-merge = Merge
doubles-merged = The records are merged: { $name }
doubles-already = This record is merged already: { $name }

## What goes over and what ends

moves-roles = { $count ->
    [one] { $count } role
   *[other] { $count } roles
}
moves-representatives = { $count ->
    [one] { $count } legal representative
   *[other] { $count } legal representatives
}
moves-wards = { $count ->
    [one] Stands for { $count } person
   *[other] Stands for { $count } people
}
moves-consents = { $count ->
    [one] { $count } consent
   *[other] { $count } consents
}
moves-imports = { $count ->
    [one] { $count } import of a list
   *[other] { $count } imports of lists
}
moves-bulk-acts = { $count ->
    [one] { $count } act on a list
   *[other] { $count } acts on lists
}
moves-jobs = { $count ->
    [one] { $count } job asked for
   *[other] { $count } jobs asked for
}
moves-files = { $count ->
    [one] { $count } file brought
   *[other] { $count } files brought
}
moves-mails = { $count ->
    [one] { $count } letter
   *[other] { $count } letters
}
moves-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
moves-tokens = { $count ->
    [one] { $count } token of a program
   *[other] { $count } tokens of programs
}
ends-passkeys = { $count ->
    [one] { $count } passkey
   *[other] { $count } passkeys
}
ends-sessions = { $count ->
    [one] { $count } open session
   *[other] { $count } open sessions
}
ends-password = Password
doubles-shown = { $count ->
    [one] { $count } pair on this page
   *[other] { $count } pairs on this page
}

## Fields

field-merged-record = Merged record
field-kept-record = Record that was kept
field-another-person = Another person

## Log

act-person-merged = Another record was merged into this one
act-person-merged-away = The record was merged into another
act-person-told-apart = Noted as two people
