# Two questions together, at the desk and in documents.
together-title = Two questions together
together-link = See two questions together
together-intro = See how the same people answered two questions. Where both ask the same, you see who changed their answer.
together-first = First question
together-second = Second question
together-show = Show together
together-again = Asked twice
together-again-pair = Question { $first } and question { $second }: { $heading }
together-choose = Choose two questions
together-looked = { $n ->
    [one] With these questions you can make 1 table.
   *[other] With these questions you can make { $n } tables. Who looks at many tables always finds some difference by chance. So write down how many you looked at.
}
together-none = No two questions have been asked yet that can be laid together. That works with choices, scales and marks.
together-question = Question { $n }
together-option = { $n }. { $heading }
together-rest = Other groups

together-nobody = Nobody answered both questions.
together-all-stayed = { $n ->
    [one] The only person who answered twice chose the same.
   *[other] All { $n } people who answered twice chose the same.
}
together-moved = { $n } of { $both } went from ‘{ $from }’ to ‘{ $to }’; { $back } the other way.
together-switched = { $n } of { $both } now added ‘{ $answer }’; { $lost } dropped it.
together-number = { $n } of { $both } now gave a higher number; { $down } a lower one.
together-most = Of the { $n } who chose ‘{ $from }’ at question { $first }, { $count } chose ‘{ $to }’ at question { $second }.
together-course = On the scale { $up } moved towards ‘{ $high }’ and { $down } towards ‘{ $low }’; { $same } stayed.
together-course-number = { $up } higher, { $same } the same, { $down } lower.
together-both = { $n ->
    [one] 1 participant answered both questions.
   *[other] { $n } participants answered both questions. Only they count in the figures.
}
together-only-first = Only the first question: { $n }.
together-only-second = Only the second question: { $n }.
together-several = You see people: who chose several answers counts with each of them. Together that is more than 100%.
together-few = With fewer than 20 people we show no per cents.

together-pairs = Before and after
together-before = Before
together-after = After
together-answer = Answer
together-difference = Difference
together-points = in percentage points
together-in-people = in people
together-ways = Who moved where
together-way = From ‘{ $from }’ to ‘{ $to }’
together-from = From
together-to = To
together-count = Count
together-back = The other way
together-switches = By answer
together-kept = Chosen twice
together-gained = Added
together-lost = Dropped
together-flow = Flow
together-flow-text = Each band stands for people who answered both questions.
together-flow-numbers = The numbers belong to the answers below.
together-flow-again = Pale is who chose the same twice, blue is who moved.
together-table = Table
together-table-text = Each row is about the people who chose that at question { $first }. The per cent is of that row.
together-people = People
together-left = Only the first question
together-came = Only the second question
together-sum = Together

together-research = For the researcher
together-test = Test
together-statistic = Statistic
together-df = Degrees of freedom
together-p = p
together-n = n
together-counted = What was counted
together-test-stuart = Stuart–Maxwell
together-test-stuart-counted = Whether answers are spread differently the second time
together-test-mcnemar = McNemar, mid-p
together-test-mcnemar-counted = { $there } one way, { $back } the other
together-test-sign = Sign test
together-test-sign-counted = { $up } up, { $down } down
together-test-room = This speaks of changing in this room only, and not of other people.
together-test-few = Fewer than { $n } people changed. Then the counts say enough and we do not test.
together-test-apart = The answers fall into groups between which nobody moved. No test can be made of that.
together-test-own = Answers in people's own words are not in the test: two people do not mean the same by them.
together-test-different = These are two different questions. With those we do not test whether people changed.

together-not = These two questions cannot stand together
together-not-confidential = This session is confidential. Attendees were promised that two answers of one person never stand beside each other.
together-not-found = One of these questions is not in this deck. Choose two questions below.
together-not-same = You chose the same question twice. Choose another second question.
together-not-countable = The answers to question { $n } do not fall into groups that can be counted. Choose a choice or a scale. A mark can be taken too, where there are at most { $marks } to choose from.
together-not-two-segments = Both questions divide the room into groups. Together they would show single people.
together-not-asked = Question { $n } has not been asked yet.
together-not-running = This deck will split the results by group. So two questions together are shown only once the results are final, ten minutes after the end: if the table came now, the difference with the one of later would show what somebody of a small group answered at first.
together-not-few = Too few people answered both questions: this deck asks for at least { $n }.
together-not-one-group = There is only one group: all who chose a group chose the same one. There is nothing to lay side by side.
together-not-small = The groups are too small. Of a question that divides people into groups we show no group of fewer than { $n } people. Together with other small groups they are too few as well.
together-not-rows = The single answers were deleted. Totals do not tell who said what to both questions.

# Sessions of one deck beside each other.
compare-title = Compare sessions
compare-link = Compare sessions
compare-intro = Choose two to four sessions of the same deck. You see the questions that were the same in all of them.
compare-none = There is no deck yet that you used more than once.
compare-session = { $date }, { $n ->
    [one] { $people } participant
   *[other] { $people } participants
}
compare-show = Compare
compare-beside = Beside each other
compare-note = These are different groups of people. We do not add them up and reckon no difference. Each per cent is of those who answered there.
compare-nothing = No question was the same in all chosen sessions and asked in each.
compare-answered = Answers
compare-score = Recommendation score
compare-no-score = The recommendation score is shown only when at least 30 people answered in each session.
compare-few = With fewer than 20 answers we show no per cents.
compare-hidden = A dash means: too few answers to show.
compare-reworded = The words were not the same everywhere. That may change the answers.
compare-worded = { $date }: { $heading }
compare-not-one = Choose at least two sessions that are still here.
compare-not-many = Choose at most { $n } sessions.
compare-not-decks = Choose sessions of the same deck.
compare-out = Not compared
compare-out-missing = ‘{ $heading }’ was not in every session.
compare-out-changed = ‘{ $heading }’ was not the same kind of question, or had other answers.
compare-out-asked = ‘{ $heading }’ was not asked in every session.
compare-out-kind = The answers to ‘{ $heading }’ do not fall into groups that can be counted.
