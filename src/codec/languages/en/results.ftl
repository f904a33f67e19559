# The organiser's page with the results of a session.

results-back = Back to the session
results-open-page = See all results
results-as-of = As of { $date }
results-people = { $n ->
    [one] { $people } participant
   *[other] { $people } participants
}
results-contents = Summary
results-show = Show figures as
results-show-both = Count and per cent
results-show-counts = Count
results-show-percents = Per cent
results-print = Print
results-reach = { $answered } of { $shown } who saw the question answered; { $present } took part in all.
results-reach-asks = { $answered } of { $shown } who could ask something here asked a question; { $present } took part in all.
results-open = Open from { $from } to { $to }
results-open-since = Open since { $from }
results-seen-live = Results visible while people answered
results-seen-after = Results hidden until after voting
results-seen-never = Results not shown
results-round = Round { $n }: earlier answers were wiped
results-shuffled = Answers in a different order on each phone
results-changes = { $n ->
    [one] Somebody changed their answer once
   *[other] Somebody changed their answer { $n } times
}
results-more-texts = { $n ->
    [one] Show 1 more text
   *[other] Show { $n } more texts
}
results-unasked = { $n ->
    [one] Question { $numbers } was not asked.
   *[other] These questions were not asked: { $numbers }.
}
results-moved = See who changed their answer
results-numbers = All numbers
results-column-ask = Question
results-column-name = Name
results-column-votes = Votes
results-column-state = What became of it
results-column-time = After
results-ask-waiting = not looked at
results-ask-shown = shown, not answered
results-ask-answered = answered
results-ask-hidden = hidden
results-ask-merged = merged into question { $n }
results-course = How the result came about
results-course-text = The count at moments since the question opened. Between two moments enough people answered that nobody can be recognised.
results-course-table = All moments in a table
results-course-drag = Moment
results-edit = Write your own headline
results-edit-label = Headline above this result
results-edit-hint = Also in the report. Leave it empty to have this again:
results-edit-keep = Keep the headline
results-charts = Chart as a picture
results-chart-slide = { $kind } for a slide
results-chart-document = { $kind } for a document
results-chart-dark = { $kind } for a slide, dark
