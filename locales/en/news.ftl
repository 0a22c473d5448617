# News of the organisation.

news-title = News
news-all = All news
news-newest = The newest
news-feed = News feed (Atom)
news-add = Write news
news-new = A new piece of news
news-edit = Change the news
news-keep = Keep as a draft
news-added = The draft is kept: { $name }. Only those who write news see it for now.
news-unpublished = Not published
news-draft = Draft
news-is-planned = Will be published: { $when }
news-is-withdrawn = Withdrawn: { $when }
news-empty = There is no news yet
news-empty-text = The news of the organisation will stand here.
news-shown = { $count ->
    [one] { $count } piece of news on this page
   *[other] { $count } pieces of news on this page
}
news-publish = Publish now
news-later = Time of publication
news-plan = Publish at this time
news-day-help = For example: 01.12.2026
news-time-help = For example: 09:00. By the organisation’s clock.
news-time-wrong = Write the time as 09:00
news-day-wrong = Write a day and time within the coming year
news-published = The news is published.
news-planned = The news will be published by itself at that time.
news-withdraw = Withdraw
news-withdrawn = Only those who write news see it now.
news-told-in-kk = Not translated, shown in Kazakh
news-told-in-ru = Not translated, shown in Russian
news-told-in-en = Not translated, shown in English
news-in-kk = In Kazakh
news-in-ru = In Russian
news-in-en = In English
news-text-help = Part paragraphs by an empty line
news-lacks-everything = Write a title and a text in one language at least
news-lacks-title = There is a text and no title: write it
news-lacks-text = There is a title and no text: write it
news-picture = Picture
news-picture-help = PNG, JPEG, WebP or GIF up to 15 MB
news-picture-done = The picture is kept.
news-picture-remove = Take the picture away
news-picture-removed = The picture is taken away.

## Fields

field-heading-kk = Heading in Kazakh
field-heading-ru = Heading in Russian
field-heading-en = Heading in English
field-news-text-kk = Text in Kazakh
field-news-text-ru = Text in Russian
field-news-text-en = Text in English
field-alt-kk = What the picture shows, in Kazakh
field-alt-ru = What the picture shows, in Russian
field-alt-en = What the picture shows, in English
field-news-day = Day
field-news-time = Time
field-news-at = Time of publication

## Log

kind-news = News
act-news-added = News was written
act-news-changed = News was changed
act-news-planned = The time of publishing news was set
act-news-unplanned = The publishing of news was called off
act-news-published = News was published
act-news-withdrawn = News was withdrawn
act-news-picture-set = A picture was put to news
act-news-picture-removed = The picture of news was taken away
