today-title = Today
today-figures = The organisation in numbers
today-aside = My group and place of work
today-waiting = Waits for you
today-lately = Lately
today-set-up = Setting up
today-describe = Fill in the organisation's name and details
today-describe-about = The name stands on the portal, in documents and letters
today-sign-in = Sign-in
today-sign-in-title = Somebody signed in to your account from another device
today-sign-in-about = Address: { $origin }. If it was not you, end the session and change your password
today-sign-in-look = Sessions
today-nothing = Nothing waits for you today
today-nothing-text = Tasks, classes and documents to sign will stand here in order of time.
today-nothing-step = Look at my account
today-by-faculty = Learners by faculty
today-faculty = Faculty
today-counted = counted at { $time }
today-learners = Learners
today-teachers = Teachers
today-representatives = Legal representatives
today-learners-count =
    { $count ->
        [one] { $count } learner
       *[other] { $count } learners
    }
today-my-group = My group
today-group-mates = Group page
today-my-places = My places of work
today-my-children = My children
today-system = System
today-checks-fail-about = What happened and what to do stands on the system page
today-dead-letters-about = They will not be tried again by themselves: begin them again or give them up
today-checks-fail = { $count ->
    [one] The system failed { $count } check
   *[other] The system failed { $count } checks
}
today-dead-letters = { $count ->
    [one] { $count } background job could not be done
   *[other] { $count } background jobs could not be done
}

# Entries of a workspace
nav-today = Today
nav-people = People
nav-structure = Structure
nav-my-group = My group
nav-groups = Groups
nav-documents = Documents
nav-my-documents = My documents
nav-audit = Log
nav-administration = Administration
nav-account = Account
