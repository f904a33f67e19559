# Charts as pictures.
picture-people = { $of ->
    [one] { $n } of { $of } participant
   *[other] { $n } of { $of } participants
}
picture-more = { $n ->
    [one] And 1 more answer; it is in the table.
   *[other] And { $n } more answers; they are in the table.
}
picture-withheld = too few answers to show
picture-first-place = First place
picture-any-place = Any place
