# What the audience asks: on the phone, on the screen, and on the remote.
phone-asks-hint = Ask your question. We read every question first. Then it joins the list.
phone-asks-hint-open = Ask your question. It joins the list at once.
phone-asks-closed = Questions can no longer be asked.
phone-ask-label = Your question
phone-ask-name = Your name (optional; everybody can read it)
phone-ask-send = Send your question
phone-ask-empty = Write your question first.
phone-ask-stored = Your question was saved at { $time }.
phone-ask-stored-waits = We read it first. Then it joins the list.
phone-ask-stored-shown = It is in the list.
phone-ask-not-stored = Your question is not saved yet
phone-own-head = Your questions
phone-own-waiting = Waits until we have read it
phone-own-shown = Is in the list
phone-own-answered = Answered
phone-own-hidden = Is not in the list
phone-own-merged = Joined with another question
phone-own-unsent = Not saved yet
phone-asks-head = Questions from the audience
phone-asks-none = There are no questions in the list yet.
phone-asks-curtained = The list of questions is out of sight for now.
phone-asks-new-one = 1 new question: show it
phone-asks-new = { $n } new questions: show them
phone-asks-all = All { $n } questions
phone-asks-page = { $n } questions, page { $page } of { $pages }
phone-asks-paging = Pages
phone-asks-previous = Previous questions
phone-asks-next = Next questions
phone-asks-return = Back to the session
phone-privacy-asks = If you ask a question: that question, and the name you put under it yourself. The organiser gets both. If the question is shown, everybody reads them.
phone-ask-now = Being answered now
phone-ask-own = Your question
phone-ask-joined = Yours is part of this
phone-ask-gone = This question is no longer in the list.
phone-ask-vote = I have this question too. Votes:
phone-ask-said-closed = Questions can no longer be asked.
phone-ask-said-closed-more = Your question was not saved.
phone-ask-said-too-many = { $n } of your questions are waiting already.
phone-ask-said-too-many-more = This question was not saved. Ask it again later.
phone-ask-said-no-room = The list is full.
phone-ask-said-no-room-more = Your question was not saved. You can still vote for questions.
phone-ask-said-invalid = This question was not saved.
phone-ask-said-invalid-more = Make it shorter and send it again.
phone-ask-said-busy = The server is busy.
phone-ask-said-busy-more = Your question was not saved. Send it again in a moment.
phone-ask-said-empty = You have not written anything yet.
phone-ask-said-empty-more = Write your question and press Send.
screen-asks-how = Ask your question on your phone
screen-asks-open = Ask your question on your phone
screen-asks-closed = Questions can no longer be asked
screen-said-ask = Being answered now: { $text }
control-asks = Questions from the audience
control-asks-counts = { $waiting ->
    [0] No question is waiting
    [one] 1 question is waiting
   *[other] { $waiting } questions are waiting
} · { $shown } in the list · { $answered } answered
control-asks-hide = Hide all questions
control-asks-unhide = Show the questions again
control-asks-hidden = All questions are hidden now, on the screen and on the phones.
control-asks-list = Back to the list on the screen
control-asks-now = Large on the screen now
control-asks-waiting = Waiting for you
control-asks-shown = In the list
control-asks-none = There are no questions yet.
control-asks-none-waiting = Everything has been read.
control-asks-more = All { $n } questions, search
control-asks-fresh = There are new questions: show them
control-ask-show = Show
control-ask-hide = Hide
control-ask-spotlight = Large on the screen
control-ask-answer = Answered
control-ask-pin = Keep at the top
control-ask-unpin = Let go
control-ask-more-of = for question { $n }
control-ask-merge = Join
control-ask-merge-with = Join with question { $n }
control-ask-merge-into = Join with question number
control-ask-alike = Looks like question { $n }:
control-ask-private = Careful: this seems to hold an e-mail address or a phone number.
control-ask-votes = { $n ->
    [one] 1 vote
   *[other] { $n } votes
}
control-ask-merged = { $n ->
    [one] 1 question joined to it
   *[other] { $n } questions joined to it
}
control-ask-pinned = At the top
control-ask-state-waiting = Waiting
control-ask-state-shown = In the list
control-ask-state-answered = Answered
control-ask-state-hidden = Hidden
control-ask-state-merged = Joined with question { $n }
control-asks-page-title = All questions from the audience
control-asks-return = Back to the remote
control-asks-search = Search the questions
control-asks-search-go = Search
control-asks-state = Which questions
control-asks-state-all = All questions
control-asks-state-merged = Joined
control-asks-found = { $n ->
    [0] No questions found
    [one] 1 question found
   *[other] { $n } questions found
}
control-asks-page = Page { $page } of { $pages }
control-asks-paging = Pages
control-asks-previous = Previous
control-asks-next = Next
control-key-asks = Hide or show all questions from the audience
control-next-asks-open = Open for questions
control-next-asks-close = Close the asking of questions
refusal-no-such-ask = That question is not there (any more). The list shows how things stand.
refusal-nothing-to-reveal = Questions from the audience have no result. Go on with Next.
