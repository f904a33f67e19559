# What an attendee reads. Short and active.

# Every page
phone-language = Language
phone-privacy-link = What do we keep?
phone-your-choice = your choice
phone-title-question = Question { $n }: { $question }
phone-number = Question { $n } of { $of }

# Nothing to answer
phone-joined = You’re in.
phone-not-started = This meeting starts later. Keep this page open.
phone-no-question = There is no question now. Look at the screen.
phone-waiting = The question is coming.
phone-black = Look at the speaker.
phone-ended = The meeting has ended.
phone-thanks = Thank you. You can close this page.
phone-ended-erased = We erased for good which answers were yours.
phone-ended-kept = Ten minutes after the end we erase for good which answers were yours.

# Open
phone-tap = Tap your answer.
phone-tick-alone = ‘{ $answer }’ can only be chosen alone.
phone-tick = Choose what fits you, and send your answer.
phone-tick-max = Choose { $n } at most, and send your answer.
phone-too-many = You can choose { $n } at most. Take one away first.
phone-send-several = Send your answer
phone-nothing-ticked = Choose an answer first.
phone-nothing-filled = Fill in something first.
phone-may-still = You can still change it.
phone-may-change = You can change it while the question is open.
phone-own-words = Do not write names or phone numbers
phone-send = Send my own answer
phone-not-sent = not sent yet
phone-characters-left = { $n } characters left
phone-too-long = Your text is too long. Remove { $n } characters.

# Closed
phone-closed = The question is closed. The result is coming.

# Status
phone-sending = Sending your vote…
phone-stored = Your vote was saved at { $time }.
phone-stored-open = ‘{ $answer }’. You can still change it.
phone-stored-closed = ‘{ $answer }’.
phone-stored-filled = You can read it above.
phone-aside = Your vote does not count now.
phone-aside-more = It is stored, but the speaker has set votes aside.
phone-changed = Changed.
phone-changed-more = Your vote is now ‘{ $answer }’.
phone-offline = No connection.
phone-unsent = Not saved yet.
phone-unsent-more = No connection. We keep trying.
phone-offline-more = We keep trying.
phone-busy = It is busy.
phone-unsent-busy = It is busy. We keep trying.
phone-full = Not saved yet: our disk is full.
phone-empty = Write down your answer first.
phone-empty-more = Nothing was sent.
phone-busy-more = Your vote is not saved yet. Choose once more.
phone-full-more = Our disk is full. Choose again in a while.
phone-try-now = Try now
phone-back = You are connected again.
phone-late = The question was already closed.
phone-late-more = Your vote does not count.
phone-late-earlier = Your earlier answer ‘{ $answer }’ does count.
phone-invalid = Your vote was not saved.
phone-invalid-more = Refresh the page and choose again.
phone-too-late = Too late: the question is closed.
phone-new-question = There is a new question
phone-new-question-go = Go to the new question
phone-moved-on = The speaker has moved on
phone-moved-on-go = Go on
phone-reload = You are no longer connected here.
phone-reload-more = Refresh the page to take part.

# Results
phone-nobody = Nobody voted.
phone-result = { $n ->
    [one] Result: { $n } participant voted. { $most }
   *[other] Result: { $n } participants voted. { $most }
}
phone-voted = { $n ->
    [one] { $n } participant voted.
   *[other] { $n } participants voted.
}
phone-tie = A tie.
phone-so-far = { $n ->
    [0] Nobody has voted yet.
    [one] So far { $n } participant has voted.
   *[other] So far { $n } participants have voted.
}
phone-filled-so-far = { $n ->
    [0] Nobody has answered yet.
    [one] So far { $n } participant has answered.
   *[other] So far { $n } participants have answered.
}
phone-form-so-far = { $n ->
    [0] Nobody has filled this in yet.
    [one] So far { $n } participant has filled this in.
   *[other] So far { $n } participants have filled this in.
}
phone-most = Most votes: ‘{ $answer }’, { $figures }.
phone-most-tied = Most votes: { $answers }, { $figures } each.
phone-quoted = ‘{ $answer }’
phone-and = { $answers } and { $last }
phone-figures = { $count } ({ $percent }%)
phone-too-few = Too few participants answered to show the result. It takes { $n } answers.
phone-too-few-yet = { $n ->
    [one] You will see the result once { $n } participant has answered.
   *[other] You will see the result once { $n } participants have answered.
}
phone-column-answer = Answer
phone-column-votes = Votes
phone-rounding = The total is { $n }% because of rounding.
phone-before = first { $figures }
phone-several = More than one answer was possible; on average people chose { $mean }. Together that is more than 100%.
phone-caveat = These are the answers of those who were here and took part; they do not by themselves stand for others.

# What was right
phone-own-right = You had it right.
phone-own-right-several = You had it completely right.
phone-own-right-number = You were at most a tenth off.
phone-own-wrong = You had another answer.
phone-own-wrong-several = You did not have it completely right.
phone-own-wrong-number = You were more than a tenth off.

# Without script
phone-refresh = Refresh
phone-refresh-on = Refresh every 30 seconds
phone-refresh-off = Stop refreshing by itself

# Joining
phone-join-title = Join
phone-join-label = Enter the code
phone-join-hint = The code is on the screen. It has 6 digits.
phone-join-button = Join
phone-join-unknown = We don’t know this code. Look at the screen again. The code has 6 digits.

# Privacy
phone-privacy-title = What do we keep?
phone-privacy-short = We do not ask for a name. We do not know who you are.
phone-privacy-stored = This we keep
phone-privacy-answers = Your answers, under a random number. No name, no e-mail address.
phone-privacy-words = The words you type yourself. The organiser can read them. So do not write names or phone numbers.
phone-privacy-times = The time of your answers.
phone-privacy-present = At which questions you were present.
phone-privacy-aside = If votes look made by a script, the presenter can set them aside. They then do not count in the results, and are still kept.
phone-privacy-not = This we do not keep
phone-privacy-no-address = The internet address of your phone or computer is not kept with your answers.
phone-privacy-no-others = This page fetches nothing from other companies. Nobody follows you here.
phone-privacy-device = This is on your phone or computer
phone-privacy-cookie = The cookie { $cookie }, with a random key. It makes your vote count once, and lets you change it. { $days ->
    [1] The cookie goes away after 24 hours.
   *[other] A form stays open: the cookie goes away after { $days } days.
}
phone-privacy-storage = Answers that are not sent yet, and the serial numbers of your answers, in the storage of your browser. This page erases them when the meeting has ended.
phone-privacy-long = How long?
phone-privacy-link-erased = Ten minutes after the end we erase for good which answers belong to your browser: the rows are shuffled, and the numbers and the key are gone. After that nobody can see which answers were yours. If a form stays open, we do so as soon as it closes.
phone-privacy-return = Back to the meeting
phone-after-end = The session is over. You can still fill in this form until { $until }. When it closes, we erase for good which answers were yours.

# The clock of a question
phone-closes-at = The question closes at { $time }.
phone-time-left = { $time } left
phone-more-time = I need more time
phone-more-time-asked = The speaker sees that you want more time.

# How the talk goes
phone-pulse = How is it going for you?
phone-pulse-note = Only the speaker sees this; we do not keep it.
phone-pulse-said = The speaker sees: { $word }.
