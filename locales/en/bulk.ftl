# One act on many
bulk-title = Act on a list
bulk-open = Act on the list
bulk-open-help = On those ticked; without ticks, on everybody whom the filters leave
bulk-tick = Tick { $name }
bulk-which = Which act
bulk-give = Give a role
bulk-end = End a role
bulk-move = Move to a group
bulk-lock = Lock
bulk-unlock = Unlock
bulk-ask = Ask for a consent
bulk-anywhere = Wherever it is held
bulk-group = To which group
bulk-too-many = The list has more than 10,000 people: narrow it by filters
bulk-whole-list =
    { $count ->
        [one] The whole list: { $count } person
       *[other] The whole list: { $count } people
    }
bulk-ticked =
    { $count ->
        [one] { $count } person ticked
       *[other] { $count } people ticked
    }
bulk-nothing-yet = What will come of it is shown first. Nothing changes before you confirm.
bulk-look = See what will come of it
bulk-last = My last acts
bulk-ground-missing = Write the ground
bulk-nobody = There is nobody in this list
bulk-state-preview = waits to be confirmed
bulk-state-running = being done
bulk-state-done = done
bulk-ground = Ground: { $ground }
bulk-counts = How many
bulk-confirm =
    { $count ->
        [one] Do it for { $count } person
       *[other] Do it for { $count } people
    }
bulk-idle = This act concerns nobody.
bulk-remove = Drop it
bulk-removed = The act was dropped, nothing has changed.
bulk-filter = By outcome
bulk-outcome = Outcome
bulk-will = Will be done
bulk-done = Done
bulk-file = Outcome of the act
bulk-running-about = You may close the page: the work goes on by itself.
bulk-why-asker = Whoever confirmed the act may not do it any more
bulk-why-held = Holds this role already
bulk-why-not-held = Does not hold such a role
bulk-why-own-key = You cannot end your own role of administrator
bulk-why-no-learner = Does not study in a group
bulk-why-in-group = Studies in this group already
bulk-why-oneself = You cannot lock yourself
bulk-why-locked = Locked already
bulk-why-open = Not locked
bulk-why-consent-given = Has given the consent
bulk-why-consent-asked = Has been asked already
bulk-why-gone = There is no such person
field-bulk-deed = Act
field-bulk-done = Done
field-bulk-left-out = Left out
act-people-acted = An act on a list was done
kind-bulk = Act on a list
job-kind-people-act = Act on a list of people
job-kind-people-forget-acts = Removing old acts on lists
job-schedule-forget-acts = Removing old acts on lists
