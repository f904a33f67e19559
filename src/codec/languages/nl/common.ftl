# Said on more than one screen.
peil = Peil
people = { $n ->
    [one] { $n } deelnemer
   *[other] { $n } deelnemers
}
answered-of-present = { $present ->
    [one] { $answered } van { $present } deelnemer
   *[other] { $answered } van { $present } deelnemers
}
