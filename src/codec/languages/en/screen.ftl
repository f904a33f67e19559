# The projector's own sentences.
screen-join-lead = Take part with your phone
screen-join-go = Scan the code, or go to
screen-join-type = and type
screen-join-promise = No app, no name, no account
screen-join-wifi = Not working? Switch off Wi-Fi.
screen-tap = Tap your answer on your phone
screen-tick = Choose what fits you, on your phone
screen-fill = Answer on your phone
screen-form = Fill in the form on your phone, at your own pace
screen-tick-max = Choose on your phone, { $n } at most
screen-closed = The question is closed
screen-of = of { $n }
screen-live = Votes are visible during voting.
screen-most = Most votes:
screen-tie = A tie:
screen-tie-many = A tie between { $n } answers
screen-and = and
screen-answer-number = answer { $n }
screen-nobody = Nobody voted.
screen-others = { $n } other answers
screen-pair = { $both ->
    [0] { $before ->
        [one] Open bar: at first (1 answer).
       *[other] Open bar: at first ({ $before } answers).
    }
   *[other] Open bar: at first. Of { $both } who voted twice { $n ->
        [one] 1 now chose otherwise
       *[other] { $n } now chose otherwise
    }.
}
screen-moved-lead = { $both ->
    [one] The only one who answered twice { $n ->
        [0] chose the same.
       *[other] now chose differently.
    }
   *[other] { $n ->
        [0] Of the { $both } who answered twice everybody chose the same.
        [one] Of the { $both } who answered twice 1 now chose differently.
       *[other] Of the { $both } who answered twice { $n } now chose differently.
    }
}
screen-moved-way = from ‘{ $from }’ to ‘{ $to }’
screen-moved-back = { $n } the other way
screen-moved-added = added ‘{ $answer }’
screen-moved-dropped = { $n } dropped it
screen-moved-more = { $n ->
    [one] and 1 other move
   *[other] and { $n } other moves
}
screen-moved-before = Before
screen-moved-after = Now
screen-moved-people = { $n ->
    [one] 1 participant answered twice
   *[other] { $n } participants answered twice
}
screen-rounding = Rounded: { $sum }% in all
screen-several = Several choices: { $mean } on average
screen-few = { $n ->
    [one] The result appears after the first answer.
   *[other] The result appears from { $n } answers on.
}
screen-black = The screen is black.
screen-ended = Thank you for taking part
screen-ended-people = { $n ->
    [one] 1 participant took part.
   *[other] { $n } participants took part.
}
screen-ended-late = You can fill in the form until { $day }
screen-ended-foot = The meeting has ended
screen-said-question = Question { $number }: { $question }
screen-said-open = Question { $number } is open: { $question }
screen-said-closed = Question { $number } is closed.
screen-said-results = { $n ->
    [one] Result: 1 participant voted.
   *[other] Result: { $n } participants voted.
}
screen-offline = No connection
screen-withdrawn = This link no longer works. Ask the organiser for a new one.
screen-focus = Click here to use the clicker
screen-help = Keys and clicker
screen-help-close = Close this help
screen-help-next = Next step
screen-help-next-keys = PageDown, →, ↓, space, Enter, N
screen-help-back = Previous slide
screen-help-back-keys = PageUp, ←, ↑, P
screen-help-black = Black screen on or off
screen-help-black-keys = B or full stop
screen-help-reveal = Show the result
screen-help-reveal-keys = R
screen-help-turn = Open or close the question
screen-help-turn-keys = O
screen-help-full = Full screen on or off
screen-help-full-keys = F
screen-help-moved = Show how the room moved, or the result
screen-help-moved-keys = M
screen-help-help = This help
screen-help-help-keys = H
screen-help-letters = Also listen to single letters and the full stop
