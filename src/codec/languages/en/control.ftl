# The presenter's remote.
control-title = Control
control-join-heading = People are joining now
control-join-text = The screen shows the address and the code { $code }. Wait until most people are in.
control-place-join = Joining
control-place = { $n } / { $m }
control-place-spoken = Slide { $n } of { $m }
control-place-join-spoken = Before slide 1 of { $m }
control-answered = { $answered } of { $present }
control-recent-label = in 10 s
control-recent-spoken = answers in the last 10 seconds

control-question = Question { $n } of { $m }
control-slide = Slide { $n } of { $m }
control-phase-shown = not open yet
control-phase-open = open for { $clock }
control-phase-closed = closed
control-phase-revealed = result on the screen
control-phase-solved = right answer on the screen
control-phase-moved = movement on the screen
control-private = Only for you, not on the screen yet
control-private-live = Everybody sees this while voting
control-before = first { $figures }
control-public = As it stands on the screen
control-public-solved = This is on the screen, with the right answer
control-public-moved = The screen shows how the room moved
control-moved = Show how the room moved
control-unmoved = Back to the result
control-show-from = { $n ->
    [one] The result stays hidden until { $n } person has answered.
   *[other] The result stays hidden until { $n } people have answered.
}
control-notes = Notes
control-hide = Hide the result
control-reopen = Open again

control-next-label = Next
control-next-begin = Begin with slide 1
control-next-slide = Show slide { $n }: { $heading }
control-next-open = Open the question
control-next-close = Close the question
control-next-reveal = Show the result
control-next-solve = Show the right answer
control-next-last = Last slide
control-resume = Resume the session
control-back = Back
control-black = Black screen
control-unblack = Screen back on
control-is-black = The screen is black now.
control-more = More
control-undo = Undo
control-undo-close = Question { $n } closed.
control-undo-reveal = Result of question { $n } shown.
control-undo-solve = Right answer to question { $n } shown.
control-undo-moved = Movement at question { $n } shown.
control-left-open = Question { $n } is still open.
control-close-it = Close question { $n }

# Votes that look made by a script
control-alarm = Is a script voting here?
control-alarm-hasty = Many votes arrive faster than anyone can read the question.
control-alarm-rush = In ten seconds more new people voted than there had been so far.
control-alarm-flood = More new people are voting than a hall can hold. New votes now come in slowly.
control-alarm-since = { $figure } since { $time }.
control-alarm-voters = { $n ->
    [one] { $n } new voter
   *[other] { $n } new voters
}
control-set-aside = Set aside what came since { $time }
control-set-aside-help = Whoever was here before keeps counting. Whoever came since does not count, in later questions either, and reads so on the phone. You can undo this.
control-dismiss = These are people: leave it
control-aside = Set aside
control-aside-since = { $figure } set aside, from whoever came since { $time }.
control-aside-answers = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
control-aside-newcomers = Whoever votes for the first time now goes with them, until you open a question.

control-ended = The session has ended
control-ended-resume = You can resume the session until 10 minutes after the end. After that the results are final.
control-ended-late = Answers to the form still come until { $day }. You can resume until 10 minutes after the end; after that all other results are final.
control-ended-late-for-good = Answers to the form still come until { $day }. All other results are final. The organiser finds them on the page of this session.
control-ended-for-good = The results are final. The organiser finds them on the page of this session.
control-time-left = Left:

control-all-well = all connected
control-screens = { $n ->
    [one] { $n } screen
   *[other] { $n } screens
}
control-no-screen = no screen connected
control-offline = No connection
control-offline-text = The screen stays as it is. Votes wait on the phones until the connection is back. We keep trying to connect. You cannot steer for a moment.
control-not-connected = No connection: nothing has changed. Try again in a moment.
control-stopped = This control has stopped
control-stopped-text = This link no longer works. Ask the organiser for a new link.
control-back-online = You are connected again.
control-no-answer = The server gave no answer. See whether something changed before you press again.

control-preview = Coming up
control-preview-none = No slide comes after this one.
control-slides = All slides
control-slide-kind-question = Question { $n }
control-slide-open = open
control-slide-closed = closed
control-slide-revealed = result shown
control-slide-solved = right answer shown
control-slide-moved = movement shown
control-untitled = Without a title

control-session = This session
control-clear = Wipe the votes of question { $n }
control-clear-ask = All answers to this question go away. You cannot take that back. Participants can vote again afterwards.
control-clear-yes = Yes, wipe all votes
control-end = End the session
control-end-ask = Participants see that the session has ended. You can resume until 10 minutes afterwards.
control-end-yes = Yes, end the session
control-device = This device
control-awake = Keep this display on
control-awake-not = This device does not allow that. Switch off its screen saver yourself.
control-letters = Steer with single letters too
control-letters-help = B, F, H, M, N, O, P, R and V. Switch this off if you work by voice or with a screen reader.
control-keys = Keys
control-close-panel = Close this panel
control-key-next = Next step
control-key-back = Previous slide
control-key-black = Black screen, and back on
control-key-reveal = Show or hide the result
control-key-open = Open or close the question
control-key-moved = Show how the room moved, or the result
control-key-full = Full screen, and back
control-key-help = This explanation
control-keys-next = Page Down → ↓ space N
control-keys-back = Page Up ← ↑ P
control-keys-note = A clicker works too: first click once on this page.

# The clock of a question, and what attendees let the presenter know
control-clock-start = Set a clock:
control-clock-30 = 30 s
control-clock-60 = 1 min
control-clock-120 = 2 min
control-clock-more = +30 s for everybody
control-clock-stop = Stop the clock
control-clock-again = Open again for 30 s
control-clock-wishes = { $n ->
    [one] 1 participant asks for more time
   *[other] { $n } participants ask for more time
}
control-pulse = How it goes, last 2 minutes

# What people wrote
control-tray = Their own words
control-tray-figures = { $waiting } waiting, { $shown } shown or counted, { $hidden } hidden
control-tray-private = This seems to hold an e-mail address or a phone number.
control-tray-veil = Hide everything
control-tray-unveil = Show again what was shown
control-tray-veiled = Nobody sees texts on the screen or a phone now.
control-tray-show-all = { $n ->
    [one] Show the text that waits
   *[other] Show all { $n } texts
}
control-tray-waiting = Waiting for you
control-tray-done = Shown or counted
control-tray-hidden = Hidden
control-tray-more = { $n ->
    [one] 1 more text does not fit here. It comes when you have dealt with others.
   *[other] { $n } more texts do not fit here. They come when you have dealt with others.
}
control-tray-show = Show
control-tray-hide = Hide
control-tray-join = Merge
control-tray-alike = These look alike.
control-tray-like = Looks like ‘{ $text }’.
control-tray-apart = Take apart
control-tray-restore = Count by itself
control-tray-of = ‘{ $text }’
control-tray-merged = Merged with { $text }
control-tray-own = a bar of its own
control-tray-counts-as = counts with ‘{ $text }’
control-tray-ticked = With what you tick
control-tray-promote = Give it a bar
control-tray-under = Belongs to the answer
control-tray-count-as = Count it there
control-tray-fresh = There are new texts: show them
