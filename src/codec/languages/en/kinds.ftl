# Questions that are filled in: their fields, and what their results say. The same on phone, screen and control.

kind-nobody = Nobody answered.
kind-gave = { $n ->
    [one] { $n } participant answered.
   *[other] { $n } participants answered.
}
kind-column-answer = Answer
kind-column-number = Number
kind-column-people = Participants

# What is right, once it is told
kind-right = right answer
kind-solved = { $n ->
    [0] Of { $of } nobody had it right.
   *[other] { $n } of { $of } had it right.
}
kind-solved-several = { $n ->
    [0] Of { $of } nobody had it completely right.
   *[other] { $n } of { $of } had it completely right.
}
kind-right-lead = { $n ->
    [one] Right answer:
   *[other] Right answers:
}

# Choice, within a grid or a form
kind-choice-how = Choose one.
kind-several-how = Choose what fits you.
kind-several-how-max = Choose { $n } at most.
kind-choice-incomplete = { $percent }% gave an answer of their own. That is a lot: the list may have lacked an answer.
kind-choice-sentence = Chosen most: { $most }.

# Number
kind-number-mark = Choose a figure from { $min } to { $max }, and send your answer.
kind-number-how = Fill in a whole number from { $min } to { $max }.
kind-number-how-whole = Fill in a whole number from { $min } to { $max }, in steps of { $step }.
kind-number-how-step = Fill in a number from { $min } to { $max }, in steps of { $step }.
kind-number-sentence = { $n ->
    [one] One answer came: { $median }.
   *[other] The middle answer is { $median }.
}
kind-number-sentence-estimate = { $n ->
    [one] One estimate came: { $median }.
   *[other] The middle estimate is { $median }.
}
kind-number-sentence-mark = { $n ->
    [one] One mark came: { $median }.
   *[other] The middle mark is { $median }.
}
kind-number-mean = { $n ->
    [one] On average { $mean }, of { $n } answer.
   *[other] On average { $mean }, of { $n } answers.
}
kind-number-score = NPS { $score }; allowing for chance between { $lower } and { $upper }. Do not compare it with another meeting.
kind-number-score-few = The NPS appears at { $n } answers or more.
kind-number-middle = The middle half lies between { $lower } and { $upper }.
kind-number-middle-same = The middle half lies at { $lower }.
kind-number-truth = The right answer is { $truth }. { $near ->
    [0] Nobody was off by a tenth at most.
    [one] { $near } of { $n } was off by a tenth at most.
   *[other] { $near } of { $n } were off by a tenth at most.
}
kind-number-class = { $from } to under { $to }
kind-number-class-last = { $from } to { $to }
kind-number-dots = Each dot is one participant.

# Open text and words
kind-column-word = Word
kind-open-how = Write your answer in at most { $n } characters.
kind-words-how = { $n ->
    [one] Fill in one word or a few words.
   *[other] Fill in at most { $n } words, one in each box.
}
kind-words-entry = Word { $n }
kind-text-safe = Do not write names or phone numbers.
kind-text-long = {"{"}n{"}"} characters too long. Make your text shorter.
kind-text-left = {"{"}n{"}"} characters left.
kind-texts-none = The presenter reads along and chooses what will stand here.
kind-texts-veiled = The texts cannot be read for a moment.
kind-texts-wrote = { $n ->
    [one] participant wrote something
   *[other] participants wrote something
}
kind-texts-to-read = { $n ->
    [one] { $n } participant wrote something. You choose what comes on the screen.
   *[other] { $n } participants wrote something. You choose what comes on the screen.
}
kind-texts-counted = { $n ->
    [one] 1 text came in.
   *[other] { $n } texts came in.
}
kind-texts-sentence = { $of ->
    [one] You read { $n } of { $of } text.
   *[other] You read { $n } of { $of } texts.
}
kind-texts-note = The presenter chooses which texts stand here.
kind-texts-more = { $n ->
    [one] And 1 other text.
   *[other] And { $n } other texts.
}
kind-texts-times = { $n }×
kind-texts-own = In their own words
kind-words-sentence = Mentioned most: { $most } ({ $n }×).
kind-words-note = Who gave two words counts at both: together that may be more than 100%.
kind-words-more = { $n ->
    [one] And 1 other word.
   *[other] And { $n } other words.
}

kind-and = and

# Ranking
kind-ranking-how = Give a place to what comes first for you, then to what comes next. Not everything needs a place.
kind-ranking-how-max = Give a place to what comes first for you, then to what comes next. Choose { $n } at most.
kind-ranking-tap = Tap what comes first for you, then what comes next. Not everything needs a place.
kind-ranking-tap-max = Tap what comes first for you, then what comes next. Choose { $n } at most.
kind-ranking-none = no place
kind-ranking-once = Give each place once at most.
kind-ranking-placed = { $answer } is now in place { $place } of { $of }.
kind-ranking-out = { $answer } has no place any more.
kind-ranking-up = Up: { $answer }
kind-ranking-down = Down: { $answer }
kind-ranking-full = You can give { $n } a place at most. First tap another one to take it out.
kind-ranking-mean = mean
kind-ranking-first = first for { $figures }
kind-ranking-ranked = placed by { $n }
kind-ranking-sentence = Highest: { $most }, first for { $first } of { $n }.
kind-ranking-sentence-tie = Equally high: { $most }.
kind-ranking-note = What got a place more often, and a higher one, stands higher.
kind-ranking-bars = Solid bar: first place; open bar: any place.
kind-column-mean-place = Mean place
kind-column-first = First place
kind-column-ranked = How many gave it a place

# Points to divide
kind-points-how = Divide { $n } points, and send your answer.
kind-points-left = { $n } points left to divide
kind-points-left-one = 1 point left to divide
kind-points-done = All points are divided
kind-points-over = { $n } points too many
kind-points-over-one = 1 point too many
kind-points-given = { $answer }: { $n }.
kind-points-none-left = There are no points left. First take some away elsewhere.
kind-points-not-all = First divide all points.
kind-points-too-many = You gave too many points. First take some away.
kind-points-more = { $n } more: { $answer }
kind-points-fewer = { $n } fewer: { $answer }
kind-points-wrong = Fill in a whole number from 0 to { $n }.
kind-points-mean = mean
kind-points-gave = { $n } gave points
kind-points-sentence = Most points on average: { $most }, { $mean } of { $n }.
kind-points-note = A bar over the full width is { $n } points.
kind-column-mean-points = Mean points
kind-column-gave = How many gave points

# Rows of a grid and fields of a form
kind-column-row = Item
kind-parts-progress = { $n } of { $of } answered
kind-too-few = { $n ->
    [one] Shown from { $n } answer.
   *[other] Shown from { $n } answers.
}
kind-rating-how = Choose an answer for each item, and send them together. You may skip items.
kind-rating-high = Most often on the high side: { $rows }.
kind-rating-low = Most often on the low side: { $rows }.
kind-rating-middle = Most often in the middle: { $rows }.
kind-stack-answered = { $n ->
    [one] 1 answer
   *[other] { $n } answers
}
kind-stack-percent = Per cents of those who chose a point.
kind-form-how = Fill in what you like, and send your answers. You may skip questions.
kind-form-answered = { $n ->
    [one] 1 participant filled this in.
   *[other] { $n } participants filled this in.
}

# The same question asked again
kind-moved = The first time: { $first } { $both ->
    [0] {""}
   *[other] Of { $both } who answered twice, { $n ->
        [one] 1 answered otherwise
       *[other] { $n } answered otherwise
    } now.
}
