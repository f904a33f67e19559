# Said on more than one screen.
peil = Peil
people = { $n ->
    [one] { $n } participant
   *[other] { $n } participants
}
answered-of-present = { $present ->
    [one] { $answered } of { $present } participant
   *[other] { $answered } of { $present } participants
}
