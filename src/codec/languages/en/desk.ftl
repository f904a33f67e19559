# The organiser's pages.
desk-title = Sessions
desk-language = Language
desk-home = Sessions
desk-skip = Skip to content

desk-key-title = Who are you?
desk-key-text = These pages are for the organiser. The key stands in the window in which Peil was started, after ‘key=’.
desk-key-label = The organiser’s key
desk-key-send = Open my sessions
desk-key-wrong = This key is not right. See whether you copied all of it.

desk-running = Running now
desk-code = code { $code }
desk-place = slide { $n } of { $m }
desk-place-join = people are joining now
desk-control = Steer
desk-screen = Open the screen
desk-open-session = Links, results and more

desk-new = New session
desk-start = Start
desk-start-named = Start { $title }
desk-slides = { $n ->
    [one] { $n } slide
   *[other] { $n } slides
}
desk-questions = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}
desk-look = Look
desk-look-named = Look at what is wrong in { $name }
desk-broken-line = Line { $n }: { $message }
desk-left-out = Translation { $language } is left out
desk-remarks = Tips for this deck
desk-no-decks = There are no decks yet. Put a file that ends in .md in the folder of decks and reload this page.
desk-bad-name = This file cannot have this name. Use small letters, digits and hyphens, like webinar.md. A translation is named by its language, like webinar.en.md.
desk-no-original = This is a translation, but { $name }.md is not there. Put the original beside it, or leave the language out of this file's name.

desk-past = Earlier
desk-past-none = Your earlier sessions will stand here.
desk-column-title = Session
desk-column-date = Date
desk-column-code = Code
desk-column-people = Participants
desk-column-answers = Answers
desk-results = Results
desk-results-named = Results of { $title }, { $date }

desk-guide = How to write a deck
desk-check-title = Check of { $name }
desk-check-broken = This deck cannot start yet. Mend the file and reload this page.
desk-check-tips = This deck can start. This may be better still.
desk-check-well = This deck can start. There is nothing to remark.
desk-check-left-out = The translation { $language } has an error. The session starts without it.

desk-started = Started on { $date }
desk-ended = Ended on { $date }
desk-missing-screen = No screen is open yet. Choose ‘Open the screen’ on the computer you share.
desk-missing-people = Nobody takes part yet. Share the link for participants.
desk-missing-now = No participant is connected now.
desk-connected = { $n } connected now
desk-in-all = { $n ->
    [one] 1 participant in all
   *[other] { $people } participants in all
}
desk-invite = Inviting people
desk-invite-text = Paste this link in the chat of your webinar, or let people scan the QR code.
desk-join-link = Link for participants
desk-copy = Copy link
desk-copied = Copied
desk-copy-not = Copying does not work here. Select the link and copy it yourself.
desk-qr = QR code for participants
desk-presenter = For the presenter
desk-presenter-text = Whoever has these links can see the screen or steer the session. Do not share them with participants.
desk-show-screen = Show the link to the screen
desk-show-control = Show the link to the control
desk-screen-link = Link to the screen
desk-control-link = Link to the control
desk-control-qr = Scan this code with the phone you want to steer with.
desk-renew = Renew link
desk-renew-text = The old link then stops working, also for whoever uses it now.
desk-renewed = A new link was made. The old one no longer works.

desk-address = Address for participants
desk-address-text = No public address was set. People on the same network use an address of this machine. Choose the address that works on their phones.
desk-address-here = on this machine only
desk-address-card = network { $card }
desk-address-pick = Use this address
desk-address-opened = A phone has opened this address.
desk-address-not-opened = No phone has opened this address yet. Try it with your own phone.

desk-outcome = Results
desk-outcome-aside = { $n ->
    [one] Besides, 1 answer is set aside and does not count.
   *[other] Besides, { $figure } answers are set aside and do not count.
}
desk-outcome-none = No question has been asked yet.
desk-outcome-people =
    { $n ->
        [one] { $people } participant
       *[other] { $people } participants
    }, { $m ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }
desk-outcome-hidden = Too few answers to show: this deck asks for at least { $n }.
desk-outcome-later = You will see what came of this form when nobody can fill it in any more and the results are final. Earlier, what one participant filled in could be seen.
desk-question-number = Question { $n }
desk-answered = { $n ->
    [one] { $answered } of { $present } participant
   *[other] { $answered } of { $present } participants
}
desk-files = Files
desk-file-pdf = Report to read and print (PDF)
desk-file-html = Report as one web page (HTML)
desk-file-xlsx = Workbook with charts (Excel)
desk-file-csv = CSV, one row per answer
desk-file-wide = CSV, one row per participant
desk-file-codes = Codes, one row a participant, for R and SPSS (CSV)
desk-file-labels-r = Labels for those codes, for R
desk-file-labels-spss = Labels for those codes, for SPSS
desk-file-json = JSON, everything together
desk-files-rows-gone = The rows for each participant were erased on { $date }. So there are no files with a row for each participant any more.
desk-files-note = The files hold no names but those that people wrote themselves, under a question or in an answer. Open answers stand in them word for word.
desk-newer = The file of this deck changed after the session began. This session goes on with the old version.

desk-session = This session
desk-end = End the session
desk-end-ask = Participants see that the session has ended. You can resume until 10 minutes afterwards.
desk-end-yes = Yes, end the session
desk-resume = Resume the session
desk-resume-text = You can resume until { $time }. After that the results are final, and you can look at them by group.
desk-finish = Make the results final now
desk-sealed = The results are final.
desk-delete = Delete data…
desk-delete-lost =
    You then lose for good: { $n ->
        [one] { $people } participant
       *[other] { $people } participants
    } with { $m ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }, the results and all links.
desk-delete-running = The session is still running. Participants can then no longer answer.

desk-month-1 = Jan
desk-month-2 = Feb
desk-month-3 = Mar
desk-month-4 = Apr
desk-month-5 = May
desk-month-6 = Jun
desk-month-7 = Jul
desk-month-8 = Aug
desk-month-9 = Sep
desk-month-10 = Oct
desk-month-11 = Nov
desk-month-12 = Dec
desk-late = Participants can still fill in the form until { $date }.
desk-late-close = Close the form now

# Texts that the presenter recoded
desk-recoded = { $n ->
    [one] 1 answer in their own words counts where the presenter put it. The original text stands in the files.
   *[other] { $n } answers in their own words count where the presenter put them. The original texts stand in the files.
}
