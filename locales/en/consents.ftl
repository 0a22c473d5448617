# Kinds of consent
consent-processing = Processing of personal data
consent-processing-about = Collecting and processing what studies need
consent-biometrics = Biometrics
consent-biometrics-about = Knowing a face or a manner of typing again in an exam. Not needed to study
consent-recording = Sound and video recording
consent-recording-about = Recording of online lessons and exams
consent-transfer = Passing to third parties and abroad
consent-transfer-about = Passing data to partners, those in other countries among them

# How it stands
consent-state-given = Given
consent-state-given-old = Given to an older text
consent-state-asked = Asked
consent-state-refused = Refused
consent-state-withdrawn = Withdrawn
consent-state-over = Over
consent-state-nothing = Not given
consent-line-given = since { $date } · term: { $term } · version { $version } · given by { $giver }
consent-line-asked = Asked on { $date }
consent-line-ended = Ended on { $date }
consent-withdrawn-on = Withdrawn on { $date }
consent-replaced-on = Replaced by another on { $date }
consent-ended = Not in force

# One's own
consents-title = Consents
consents-own-title = My consents
consents-own-about = What you were asked and what you gave; give and withdraw consents here
consents-open = Open consents
consents-none = Texts of consents will stand here
consents-none-text = The organisation has not asked for anything yet.
consents-past = Consents given
consent-minor = You are under 18: your legal representative gives and withdraws consents for you.
consent-ward = The child is under 18, so you decide for them.
consent-adult = This person is an adult, and gives and withdraws consents alone.
consent-stranger = You cannot decide for this person.
consent-representative-minor = The legal representative is under 18: an adult representative gives the consent.
consent-age-unknown = There is no date of birth, so this person is taken as an adult. If that is wrong, tell the registrar's office.
consent-giver-age-unknown = There is no date of birth of yours, so you are taken as an adult representative. If that is wrong, tell the registrar's office.

# One consent
consent-text = Text of the consent
consent-without = If you refuse or withdraw
consent-version-line = Version { $version }, in force since { $date }
consent-as-given = See it as given
consent-give-title = Give consent
consent-give = I agree
consent-agree = I have read the text and agree
consent-agree-missing = Read the text and tick the box
consent-text-changed = A new version of the text came into force meanwhile. Read it and agree again
consent-refuse = I do not agree
consent-term-here = while studying or working here
consent-term-here-help = Ends by itself when the studies or the work end
consent-term-day = until a certain day
consent-term-until = up to and including { $date }
consent-term-no-role = This person holds no role now: name a day
consent-until-help = For example, 30.06.2027
consent-until-missing = Write the last day
consent-until-past = That day is over: write today or a later one
consent-withdraw-title = Withdraw the consent
consent-withdraw-text = From the withdrawal on the consent has no force. The text says what follows; only documents that the law orders to keep stay.
consent-withdraw = Withdraw
consent-understood = I understand what follows
consent-understood-missing = Read what follows and tick the box
consent-given-done = Consent given: { $name }.
consent-refused-done = Your refusal is written down: { $name }. It does not affect your studies.
consent-withdrawn-done = Consent withdrawn: { $name }.
consent-asked-done = Consent asked for: { $name }.

# A consent as given
consent-given-about = The text as it was when the consent was given
consent-facts = About the consent
consent-fact-person = Whose data
consent-fact-giver = Who gave it
consent-fact-date = Given on
consent-fact-term = Term
consent-fact-way = How it was given
consent-fact-withdrawn = Withdrawn on
consent-fact-replaced = Replaced on
consent-fact-withdrawal-paper = Paper of the withdrawal
consent-way-page = on the person's own page
consent-way-paper = on paper: { $paper }
consent-paper-withdraw-title = Withdrawal on paper
consent-paper-help = Number and date of the scanned document. For example, No. 14-K, 01.09.2026
consent-paper-missing = Write the number and date of the paper

# By groups
consents-about = Who of a group has agreed to what
consents-filters = Filter consents
consents-group = Group
consents-choose = Choose a group
consents-choose-text = Choose a group above, and the consents of its learners stand here.
consents-any-kind = All kinds
consents-any-state = Any state
consents-state = State
consents-nobody = Nobody found
consents-nobody-text = Take the filters away or choose another group.
consents-age = Age
consents-minor = under 18
consents-age-unknown = no date of birth
consents-found =
    { $count ->
        [one] { $count } learner
       *[other] { $count } learners
    }
consents-ask-title = Ask for a consent
consents-ask-text = Each learner of the group who has not given this consent is asked, and answers on their own page.
consents-ask = Ask those who have not given
consents-asked-done = People asked: { $name }.

# One person
consents-now = Now
consents-minor-note = Under 18: an adult legal representative gives consents.
consents-no-representative = Under 18, and no adult legal representative is known. Add one first: without them no consent can be noted.
consents-age-unknown-note = There is no date of birth, so this person is taken as an adult. Better add the date of birth first.
consent-ask = Ask for the consent
consent-paper-title = Note a consent on paper
consent-paper-text = Scan the signed paper and write its number and date here. Its text must be that of the version in the system.
consent-paper-note = Note it
consent-version-of = { $name }, version { $version }
consent-given-help = The day of the signature. For example, 01.09.2026
consent-given-future = The day cannot be later than today
consent-given-before-text = On that day there was no such version yet. Correct the day or the version
consent-giver-missing = Choose who signed the consent

# Texts
consent-texts-title = Texts of consents
consent-texts-about = A text that people agreed to never changes: a new version is added in its place
consent-text-none = There is no text yet: this consent is not asked for.
consent-text-add = Add a version
consent-text-new = New version: { $name }
consent-text-new-about = The text has to say who processes, which data, what for, to whom it goes, whether it goes abroad or is published, and the term (law 94-V, article 8)
consent-text-missing = Write the text in this language too
consent-text-blank = A blank (____) is left: fill it in
consent-text-in-force = In force
consent-text-later = In force later
consent-text-past = Earlier
consent-text-since = since { $date }
consent-version-name = Version { $version }
consent-text-added-done = A new version was added: { $name }.
consent-hash-about = SHA-256 of this version's text in three languages. Entries of the log name it.
consent-since-help = From which day on this version is offered. Consents given before stay with their text
consent-since-past = Write today or a later day
consent-since-before-last = The last version comes into force later: the day cannot be before it
consent-in-kk = Kazakh
consent-in-ru = Russian
consent-in-en = English

# Fields
field-consent-kind = Kind of consent
field-consent-version = Version of the text
field-consent-hash = Checksum of the text
field-consent-giver = Who gave it
field-consent-paper = Number and date of the paper
field-consent-term = Term
field-consent-until = Last day
field-consent-text = Text
field-consent-language = Language of the text
field-consent-given = Day of the signature
field-consent-since = In force from
field-consent-text-kk = Text in Kazakh
field-consent-text-ru = Text in Russian
field-consent-text-en = Text in English
field-consent-without-kk = What follows without consent, in Kazakh
field-consent-without-ru = What follows without consent, in Russian
field-consent-without-en = What follows without consent, in English

# Log
act-consent-given = Consent given
act-consent-refused = Consent refused
act-consent-withdrawn = Consent withdrawn
act-consent-asked = Consent asked for
act-consent-text-added = Version of a consent's text added
act-consents-exported = List of consents exported
kind-consent-text = Text of a consent
