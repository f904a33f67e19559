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
