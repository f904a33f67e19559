# What may leave a session, and what attendees read of it.
privacy-merged = Other or no answer
problem-no-rows = This session has no file with a row for each participant.
problem-no-rows-way-on = Participants took part in confidence. Totals and texts are in the other files.
problem-rows-later = There are no rows for each participant yet.
problem-rows-later-way-on = When the session has ended, the button ‘Make the results final now’ on its page makes them at once. Totals and texts are in the other files already.

# Results split by a group
privacy-not-answered = Not answered
privacy-not-present = Not present
privacy-split-by = Split by: { $heading }
privacy-split-choose = Split the results by
privacy-split-none = do not split
privacy-split-go = Show
privacy-split-answered = Answers
privacy-split-merged = Small groups stand together under ‘Other or no answer’ ({ $groups }). So every group is of at least { $n } people. A larger group may be among them: otherwise, at one question at least, a group was too small or the small groups together were too few. The groups are the same at every question.
privacy-split-merged-silent = Those who gave no answer or were not there stand together under ‘Other or no answer’. So every group is of at least { $n } people.
privacy-split-given = Answers in people’s own words count here as they were given, not where the presenter put them.
privacy-refused-no-segment = Results can only be split by a question that the deck marks for it, with ‘.segment’.
privacy-refused-both-segments = Two group questions are not set against each other: that would show who is in both groups.
privacy-refused-not-asked = This cannot be split: one of the two questions was not asked.
privacy-refused-no-figures = This question was answered in words. We do not split those: words can tell who wrote them.
privacy-refused-still-running = Results can be split once they are final: ten minutes after the end, or earlier if you make them final on the session’s page. As long as answers can come in, the difference between two tables shows who answered what.
privacy-refused-too-few = Too few people answered to split this.
privacy-refused-rows-gone = The single answers are deleted. Only the totals are left.
privacy-refused-one-group = We do not split this: there are no two groups of at least { $n } people.
privacy-refused-only-group = We do not split this: there is only one group. All who chose a group chose the same one.
privacy-refused-small-group = We do not split this: of one of the groups fewer than { $n } people answered this question.

# Why a question is not in the rows
privacy-withheld-too-few = Question { $n }: too few answers.
privacy-withheld-still-running = Question { $n }: groups are added once the results are final.
privacy-withheld-one-group = Question { $n }: there are no two groups of at least { $floor } people.
privacy-withheld-small-group = Question { $n }: beside the other questions it would show a group of fewer than { $floor } people.
privacy-withheld-texts = Question { $n }: the texts are in the other files, without a number, because too few people of a group wrote something.
privacy-withheld-title = Not in the rows for each participant

# The choice at the start
privacy-choice = Privacy and keeping
privacy-choice-mode = What will you see?
promise-mode-open = Open
promise-mode-open-is = You get a row of all answers for each participant, without names.
promise-mode-confidential = Confidential
promise-mode-confidential-is = You get only totals and loose texts. There is no row for each participant.
promise-mode-research = Research
promise-mode-research-is = As open. At each question participants read that they take part in research.
privacy-choice-floor = Smallest group whose other answers you see apart
privacy-choice-floor-hint = At least { $least } people, at most { $most }.
privacy-choice-texts = Delete open texts after so many days
privacy-choice-rows = Delete single answers after so many days
privacy-choice-days-hint = At most { $most }. Empty: until you delete them yourself.
privacy-of-session = Privacy: { $mode }. { $is }
privacy-of-card = privacy: { $mode }
problem-bad-promise = The choice under ‘Privacy and keeping’ is not possible.
problem-bad-promise-way-on = Go back. Choose a group of 5 to 50 people, and 1 to 730 days or nothing.

# What attendees read. Say "without names" and never "anonymous".
privacy-phone-open = We ask no name. Your answers stand together, without a name, in a file for the organiser.
privacy-phone-confidential = We ask no name. The organiser sees totals and loose texts, and never your answers together.
privacy-phone-research = This is research. By answering you take part. We ask no name. Your answers stand together, without a name, in a file for the organiser.
privacy-phone-short-open = Your answers carry no name.
privacy-phone-short-confidential = Confidential: the organiser sees only totals and loose texts.
privacy-phone-short-research = By answering you take part in research, without a name.

# What a program hears when its choice is not possible
api-final-now = After the end the command ‘finish’ makes them final at once.
api-lacks-mode = This ‘mode’ does not exist. There are open, confidential and research.
api-lacks-floor = ‘floor’ is a whole number from 5 to 50.
api-lacks-texts-days = ‘texts_days’ is a whole number from 1 to 730, or null: then texts stay until you delete them yourself.
api-lacks-rows-days = ‘rows_days’ is a whole number from 1 to 730, or null: then single answers stay until you delete them yourself.
