# Charts as pictures.
picture-people = { $of ->
    [one] { $n } van { $of } deelnemer
   *[other] { $n } van { $of } deelnemers
}
picture-more = { $n ->
    [one] En nog 1 antwoord; dat staat in de tabel.
   *[other] En nog { $n } antwoorden; die staan in de tabel.
}
picture-withheld = te weinig antwoorden om te tonen
picture-first-place = Eerste plaats
picture-any-place = Een plaats
