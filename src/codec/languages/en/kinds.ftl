# Questions that are filled in: their fields, and what their results say. The same on phone, screen and control.

kind-nobody = Nobody answered.
kind-column-answer = Answer
kind-column-number = Number
kind-column-people = Participants

# Choice, within a grid or a form
kind-choice-how = Choose one.
kind-several-how = Choose what fits you.
kind-several-how-max = Choose { $n } at most.
kind-choice-sentence = Chosen most: { $most }.

# Number
kind-number-mark = Choose a figure from { $min } to { $max }, and send your answer.
kind-number-how = Fill in a number from { $min } to { $max }.
kind-number-how-step = Fill in a number from { $min } to { $max }, in steps of { $step }.
kind-number-sentence = The middle answer is { $median }.
kind-number-middle = The middle one is { $median }. The middle half lies between { $lower } and { $upper }.
kind-number-truth = The right answer is { $truth }. { $near } of { $n } were off by a tenth at most.
kind-number-dots = Each dot is one participant.

# Rows of a grid and fields of a form
kind-column-row = Item
kind-parts-progress = { $n } of { $of } answered
kind-too-few = Shown from { $n } answers.
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
