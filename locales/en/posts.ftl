# Posts, and who holds them.

posts-title = Posts
posts-about = The posts of units, their rates and the people in them
posts-filters = Filter the posts
posts-any-kind = Any kind
posts-vacant-only = With a free rate
posts-held-by = Held by
posts-free = { $rate } free
posts-found = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
posts-found-many = More than { $count } posts
posts-all = All posts
posts-empty = No posts are written yet
posts-empty-text = The posts of each unit will stand here with their rates and who holds them on which order.
posts-not-found = There are no such posts
posts-not-found-text = Try fewer filters.

post-add = Add a post
post-new = New post
post-edit = Change the post
post-added = The post is added: { $name }.
post-about = About the post
post-title = Title of the post
post-rate-help = How many full rates, for example: 1 or 0.5
post-rate-wrong = Write a number from 0.01 to 100, for example: 1 or 0.5
post-kind-help = The rules ask for staff who organise distance learning and support it methodically and technically (R16-19)
post-rates = rate { $rate }
post-taken = Rates taken
post-free = Rates free
post-over = More than its rates
post-now = In the post now
post-coming = Appointments to come
post-former = In the post before
post-vacant = The post is vacant
post-vacant-text = Whoever is appointed will stand here with the number of the order.
post-back = Back to the post

post-kind-leader = Leadership
post-kind-teaching = Teaching staff
post-kind-methodical = Methodical support
post-kind-support = Organisation and assistance
post-kind-technical = Information and technical support

post-closing = Closing a post
post-close = Close the post
post-close-text = Nobody will be appointed to “{ $name }” any more.
post-close-loss = the possibility to appoint people to this post
post-closed = The post is closed.
post-reopened = The post is open again.
post-reopen-unit = Open the unit of the post first.
post-held = The post cannot be closed yet
post-held-text = { $count ->
    [one] { $count } person is in this post. Release them first.
   *[other] { $count } people are in this post. Release them first.
}
post-unit-head = Head of the unit
post-unit-posts = Posts of the unit
post-unit-none = This unit has no posts.
post-unit-vacant = vacant
post-held-by-unit = { $count ->
    [one] Close { $count } post or move it to another unit
   *[other] Close { $count } posts or move them to another unit
}

moves-posts = { $count ->
    [one] { $count } appointment
   *[other] { $count } appointments
}
moves-post-twice = Both records are appointed to the post “{ $name }”: release one first

## Appointments

appointment-add = Appoint somebody
appointment-new = Appointment to the post
appointment-who = Who
appointment-what = Rate and term
appointment-order = Order
appointment-added = Appointed: { $name }.
appointment-since = since { $from }
appointment-term = { $from } to { $until }
appointment-rate-help = How much of a rate, for example: 1 or 0.5
appointment-rate-wrong = Write a number from 0.01 to { $most }
appointment-until-help = Leave it empty when there is no term
appointment-until-before = The last day stands before the first; put it right
appointment-twice = This person is in this post on these days already. End the former appointment first, or change the days
appointment-post-full = The post has { $rate } rates and would have { $taken } taken. Make the rate smaller, or agree below
appointment-person-full = All posts of this person would make { $taken } rates, usually { $most } at most. Make the rate smaller, or agree
appointment-post-closed = The post is closed: nobody can be appointed to it.
appointment-end = Release { $name }
appointment-end-ask = Release
appointment-end-do = Release from the post
appointment-ended = Released from the post: { $name }.
appointment-over = This appointment has ended already. { $name }
appointee-help = Surname and given name, login or e-mail
appointee-missing = Write who is to be appointed
appointee-nobody = Nobody is found by this; try other words
appointee-choose = Choose one of those found

## Fields

field-post-unit = Unit
field-post-kind = Kind
field-post-rate = Rates
field-title-kk = Title in Kazakh
field-title-ru = Title in Russian
field-title-en = Title in English
field-appointee = Person
field-appointee-id = People found
field-appointment-rate = Rate
field-appointment-from = First day
field-appointment-until = Last day
field-appointment-agreed = I know that these are too many rates; appoint all the same
field-order-number = Number of the order
field-order-date = Date of the order

## Log

kind-post = Post
act-post-added = A post was added
act-post-changed = A post was changed
act-post-closed = A post was closed
act-post-reopened = A post was opened again
act-post-filled = Somebody was appointed to a post
act-post-left = Somebody was released from a post
