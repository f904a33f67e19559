# The report of a session, on paper and as one page.
report-label = Report of a session
report-title = Report: { $title }
report-facts = Facts
report-fact-when = When
report-fact-code = Code
report-fact-people = Participants
report-fact-questions = Questions asked
report-fact-answers = Answers in all
report-fact-privacy = Agreed beforehand
report-when = { $date }, from { $from } to { $to }
report-mode-open = Open: without names, with a row for each participant
report-mode-confidential = Confidential: only totals and texts
report-mode-research = Research: with consent, a row for each participant
report-running = The session is still running. This is how things stand now.
report-summary = Summary
report-head-question = Question
report-head-finding = Result
report-head-answered = Answers
report-of = { $n } of { $of }
report-nothing-asked = No question has been asked yet.
report-reach = Participants: { $present }. Saw the question: { $shown }. Answered: { $answered }.
report-reach-asks = Participants: { $present }. Could ask here: { $shown }. Asked something: { $answered }.
report-chart = Chart. { $sentence } All figures are in the table below it.
report-texts = What people wrote
report-theme = { $name } ({ $n } { $n ->
    [one] participant
   *[other] participants
})
report-texts-cut = These are { $n } of { $of } texts. The workbook has them all.
report-asks-cut = These are { $n } of { $of } questions. The workbook has them all.
report-asks-hidden = { $n ->
    [one] 1 question was hidden by the presenter and is not shown here.
   *[other] { $n } questions were hidden by the presenter and are not shown here.
}
report-ask-votes = { $n ->
    [one] 1 other wanted to know this too
   *[other] { $n } others wanted to know this too
}
report-live = Results were visible while people answered.
report-unrevealed = The result was not shown in the room.
report-shuffled = Each phone had its own order of answers.
report-round = The answers were wiped and asked again; this is round { $n }.
report-changes = { $n ->
    [one] An answer was changed 1 time.
   *[other] An answer was changed { $n } times.
}
report-again = Before and after: question { $first } and question { $second }.
report-ways-cut = Here stand the { $n } largest of { $of } ways in which people moved. The workbook has them all.
report-counted = How it was counted
report-counted-devices = A participant is a phone or computer that took part. Who uses two devices counts twice.
report-counted-reach = Who came later did not see a question, and does not count as somebody who gave no answer.
report-counted-percent = Percentages are of those who answered that question. They stand there from 20 answers on: with fewer, one answer is more than 5 per cent, and a small difference looks large. Each percentage is rounded by itself.
report-counted-once = Of each participant one answer a question counts: the last.
report-counted-hidden = Results stayed hidden until the presenter showed them, unless the question says otherwise.
report-counted-texts = Texts stand as they were written. What the presenter hid is left out.
report-counted-floor = A question can divide participants into groups. How many chose each group is told at that question. What a group of fewer than { $n } participants answered to other questions is not shown apart.
report-unasked = Not asked
report-source = Where these figures come from
report-source-text = All figures come from results.json of this session. The content of that file has this digest (SHA-256): { $digest }. With ‘peil verify results.json’ anybody can recount the digest and the figures; ‘sha256sum’ reads the file otherwise.
report-missing = Signs that could not be drawn
report-missing-text = The letters of this report have no shape for { $n ->
    [one] 1 sign
   *[other] { $n } signs
}. The text has its Unicode code in square brackets instead: { $codes }.
report-missing-more = The letters of this report have no shape for { $n } signs. The text has their Unicode codes in square brackets instead, among them: { $codes }.
report-page = Page { $n } of { $of }
report-digest = SHA-256 of results.json
report-contents = Contents

# Why there is no file
problem-no-figures = There is nothing to draw for this question.
problem-no-figures-way-on = There are no answers, too few to show, or people wrote texts. Those are in the report.
problem-too-much-for-a-slide = This does not fit on a slide that can be read.
problem-too-much-for-a-slide-way-on = Take the chart for a document, or of a form each question by itself.
problem-no-such-question = This question was not asked in this session.
problem-no-such-question-way-on = The results show which questions there are.
problem-unprintable = The report was not made, because not everybody could read it.
problem-unprintable-way-on = Take the report as a web page. Whoever runs Peil finds the cause in the log.
