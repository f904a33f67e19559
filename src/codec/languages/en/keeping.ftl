# What is kept, for how long, what was deleted, and the documents about it.

# At the desk: when what goes
keeping-title = Keeping
keeping-texts-go = What attendees typed is erased on { $date }.
keeping-texts-gone = What attendees typed was erased on { $date }.
keeping-texts-stay = What attendees typed is kept until you delete it.
keeping-texts-days = What attendees type is erased { $days ->
    [one] 1 day
   *[other] { $days } days
} after the end.
keeping-rows-go = Single answers are erased on { $date }.
keeping-rows-gone = Single answers were erased on { $date }.
keeping-rows-stay = Single answers are kept until you delete them.
keeping-rows-days = Single answers are erased { $days ->
    [one] 1 day
   *[other] { $days } days
} after the end.
keeping-totals-stay = Totals are kept until you delete the session.
keeping-texts-deleted = text erased

# Deleting
erase-title = What do you want to delete?
erase-intro = What you delete does not come back. You get a receipt for it. Is there anything to keep? Then download the files first.
erase-no = No, go back
erase-texts = Everything attendees typed
erase-texts-goes = This is erased: open answers, own words beside a choice, words, questions to the speaker and the names under them, and headlines of yours that hold such a text.
erase-texts-stays = This is kept: what each attendee chose, without a name, all totals, and how many people typed something.
erase-texts-stays-totals = This is kept: all totals, and how many people typed something.
erase-texts-stays-counts = What you counted with an answer of the list still counts there. Of a words question only the number of people who answered stays.
erase-texts-yes = Yes, delete the texts
erase-rows = Single answers
erase-rows-goes = This is erased: all rows, that is what each attendee answered by themselves, and when.
erase-rows-stays = This is kept: all totals and how many people were there.
erase-rows-stays-texts = Texts are kept, apart from other answers, until their day comes or you delete them.
erase-rows-stays-apart = Comparing questions person by person is no longer possible.
erase-rows-yes = Yes, delete the single answers
erase-everything = The whole session
erase-everything-yes = Yes, delete everything
erase-later = Texts and single answers can be deleted by themselves once the results are final. That is { $minutes } minutes after the end, or when a form that stayed open has closed.
erase-later-at = Texts and single answers can be deleted by themselves from { $time }. Where a form stayed open, that is when it has closed.

# The receipt
receipt-title = Receipt of deletion
receipt-keep = We do not keep this receipt. Download or print it if you need it.
receipt-download = Download this receipt
receipt-session = Session
receipt-number = Reference
receipt-code = Code
receipt-started = Started
receipt-ended = Ended
receipt-not-ended = was still running
receipt-what = Deleted
receipt-at = Deleted on
receipt-much = How much
receipt-left = What stays
receipt-disk = On the disk
receipt-what-texts = everything attendees typed
receipt-what-rows = all single answers
receipt-what-everything = the whole session, with all answers, results and links
receipt-texts = { $n ->
    [one] 1 text
   *[other] { $figure } texts
}
receipt-rows = { $n ->
    [one] 1 row
   *[other] { $figure } rows
}
receipt-answers = { $n ->
    [one] 1 answer
   *[other] { $figure } answers
}
receipt-aside = { $n ->
    [one] 1 of them was set aside and counts in no result
   *[other] { $figure } of them were set aside and count in no result
}
receipt-unknown = not known: the session could not be read
receipt-before = nothing: this was erased before, on { $date }
receipt-left-texts = Totals, and single answers without text.
receipt-left-rows = Totals, and texts apart from other answers.
receipt-left-both = Totals.
receipt-left-everything = Nothing.
receipt-bytes = { $before } bytes before, { $after } bytes now
receipt-scope = This is about Peil’s folder on this server. Not a letter of it is left in that folder. Files that somebody downloaded before, and backups of this server, are not part of it.
problem-not-sealed = The results of this session are not final yet.
problem-not-sealed-way-on = Wait until ten minutes after the end and try again, or delete the whole session.
problem-no-such-receipt = This receipt is no longer here.
problem-no-such-receipt-way-on = A receipt stays until Peil stops. What was deleted stays deleted.
api-lacks-what = ‘what’ is missing or wrong. It is texts or rows.

# What attendees read
keeping-mode-open = Your answers stand together, without a name, in a file for the organiser.
keeping-mode-confidential = This meeting is confidential. The organiser gets totals and loose texts, and no file in which your answers stand together. On our server they do stand together, to count them well.
keeping-mode-research = This meeting is for research as well. Your answers stand together, without a name, in a file for the organiser. It is up to you whether you take part.
promise-floor = A question can divide participants into groups, for instance by profession. How many people chose each group can be seen. What a group of fewer than { $n } people answered to other questions is not shown apart.
promise-beside = The organiser can lay the answers to two other questions side by side. One person can be seen in that too, without a name.
promise-link-erased-already = We erased for good which answers belonged to your browser. Nobody can still see which answers were yours.
promise-texts-days = What you type yourself is erased { $days ->
    [one] 1 day
   *[other] { $days } days
} after the end.
promise-texts-go = What you typed yourself is erased on { $date }.
promise-texts-gone = What you typed yourself was erased on { $date }.
promise-texts-stay = What you type yourself is kept until the organiser deletes it.
promise-rows-days = Single answers are erased { $days ->
    [one] 1 day
   *[other] { $days } days
} after the end.
promise-rows-go = Single answers are erased on { $date }.
promise-rows-gone = Single answers were erased on { $date }.
promise-rows-stay = Single answers are kept until the organiser deletes them.
promise-kept-totals = Totals: how many people gave each answer. What you answered yourself can no longer be seen apart.
promise-totals = The totals are kept until the organiser deletes the meeting.
promise-sooner = The organiser can delete everything sooner. What is erased does not come back.
promise-downloads = The organiser can download files. Those we cannot erase.
promise-rights = Your rights
promise-who = The organiser of this meeting decides what happens with the answers. You reach them through the invitation, or ask in the chat.
promise-ask = You may ask what is kept about you, and ask to have it corrected or erased. You ask the organiser.
promise-change = As long as a question is open, you can change your answer yourself. Ten minutes after the end nobody can find your answers any more. Then we cannot look them up for you either.
promise-complain = Do you think something is not right? You can file a complaint with the Dutch data protection authority (Autoriteit Persoonsgegevens).

# Documents at the desk
documents-title = Documents
documents-processing = Annex to a processing agreement
documents-processing-about = Which data, what for, for how long and how they are secured. You fill in the names yourself.
documents-accessibility = Accessibility statement
documents-accessibility-about = What was tested, and what is not right yet.
documents-download = Download as text
