# Said on more than one screen.
peil = Peil
people = { $n ->
    [one] { $n } participant
   *[other] { $n } participants
}
answered-of-present = { $present ->
    [one] { $answered } of { $present } participant
   *[other] { $answered } of { $present } participants
}
not-stored-full = Answers are not being saved: the disk is full. Make room on the computer that runs Peil. Voting then goes on by itself.
not-stored-failing = Answers are not being saved: the disk reports an error. Look at the disk of the computer that runs Peil. When it works again, voting goes on by itself.

# What went wrong, by its code, and what to do next.
problem-not-found = This page does not exist.
problem-not-found-way-on = Check the address, or go back a page.
problem-no-such-session = We don't know this session.
problem-no-such-session-way-on = Check the address. A deleted session does not come back.
problem-no-such-deck = This deck does not exist.
problem-no-such-deck-way-on = Check the name in the folder of decks.
problem-broken-deck = There is an error in this deck.
problem-broken-deck-way-on = Look at the error at the desk, mend the file and start again.
problem-link-gone = This link no longer works.
problem-link-gone-way-on = Ask the organiser for this session's new link.
problem-session-over = This session is over.
problem-session-over-way-on = The organiser has the results.
problem-not-organiser = This is for the organiser only.
problem-not-organiser-way-on = Use the key that Peil shows when it starts.
problem-foreign-host = Peil cannot be reached at this address.
problem-foreign-host-way-on = Open the address that Peil shows when it starts, or name it with --public-url.
problem-foreign-origin = This request does not come from a page of Peil.
problem-foreign-origin-way-on = Open the page again and try once more.
problem-unreadable = This request cannot be read.
problem-unreadable-way-on = Go back, reload the page and try again.
problem-word = In the address ‘{ $name }’ can only be one of these: { $words }. Choose one, or leave ‘{ $name }’ out.
problem-query = What stands behind the question mark in the address cannot be read. Each name may stand there once.
problem-final-at = The results become final at { $date }.
problem-final-after = The results become final ten minutes after the end, or when a form closes that stays open for longer.
problem-failed = Something went wrong on our side.
problem-failed-way-on = Please try again. If it keeps failing, the cause is in the server's log.
problem-room-stopped = This session cannot be reached just now.
problem-room-stopped-way-on = Wait a few seconds and reload the page.
problem-halted = This session stands still because of a fault in Peil.
problem-halted-way-on = What was saved is kept. The organiser reports the fault by this mark: fact { $fact }.
problem-unreadable-session = This session cannot be read just now.
problem-unreadable-session-way-on = Reload the page in a minute. If it keeps failing, the cause is in the server's log.
problem-too-many-files = Too many files are being made at the same time.
problem-too-many-files-way-on = Try again in a few minutes. Nothing is lost.
problem-crowded = It is very busy just now.
problem-crowded-way-on = The page reloads by itself in a few seconds. You need not do anything.
problem-home = To the beginning

# Between whole and part of a number
decimal-sign = .

# The clock of a question
clock-left = Left
clock-told = { $n } seconds left.

# How the talk goes
pulse-faster = faster
pulse-slower = slower
pulse-lost = lost
pulse-fine = fine

# A day without its year
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
