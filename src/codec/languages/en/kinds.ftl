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
kind-texts-none = { $of ->
    [one] One text came in. It cannot be read here yet.
   *[other] { $of } texts came in. They cannot be read here yet.
}
kind-texts-sentence = You read { $n } of { $of } texts.
kind-texts-note = The presenter chooses which texts stand here.
kind-texts-more = { $n ->
    [one] And 1 other text.
   *[other] And { $n } other texts.
}
kind-texts-times = { $n }×
kind-texts-own = In their own words
kind-words-none = The words cannot be read here yet.
kind-words-sentence = Mentioned most: { $most } ({ $n }×).
kind-words-note = Who gave two words counts at both: together that may be more than 100%.
kind-words-more = { $n ->
    [one] And 1 other word.
   *[other] And { $n } other words.
}
