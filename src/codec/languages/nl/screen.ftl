# The projector's own sentences.
screen-join-lead = Doe mee met uw telefoon
screen-join-go = Scan de code, of ga naar
screen-join-type = en typ
screen-join-promise = Geen app, geen naam, geen account
screen-join-wifi = Lukt het niet? Zet wifi uit.
screen-tap = Tik op uw telefoon op uw antwoord
screen-tick = Kies op uw telefoon wat bij u past
screen-fill = Geef uw antwoord op uw telefoon
screen-form = Vul het formulier in op uw telefoon, in uw eigen tempo
screen-tick-max = Kies op uw telefoon, hoogstens { $n }
screen-closed = De vraag is dicht
screen-of = van { $n }
screen-live = Stemmen zichtbaar tijdens het stemmen.
screen-most = Meeste stemmen:
screen-tie = Gelijke stand:
screen-tie-many = Gelijke stand tussen { $n } antwoorden
screen-and = en
screen-answer-number = antwoord { $n }
screen-nobody = Niemand stemde.
screen-others = { $n } andere antwoorden
screen-pair = { $both ->
    [0] { $before ->
        [one] Open balk: eerst (1 antwoord).
       *[other] Open balk: eerst ({ $before } antwoorden).
    }
   *[other] Open balk: eerst. Van { $both } die twee keer stemden { $n ->
        [one] koos 1 nu anders
       *[other] kozen { $n } nu anders
    }.
}
screen-rounding = Afgerond: samen { $sum }%
screen-moved-lead = { $both ->
    [one] De enige die twee keer antwoordde, koos { $n ->
        [0] hetzelfde.
       *[other] nu anders.
    }
   *[other] { $n ->
        [0] Van de { $both } die twee keer antwoordden koos iedereen hetzelfde.
        [one] Van de { $both } die twee keer antwoordden koos er 1 nu anders.
       *[other] Van de { $both } die twee keer antwoordden kozen er { $n } nu anders.
    }
}
screen-moved-way = van ‘{ $from }’ naar ‘{ $to }’
screen-moved-back = { $n } andersom
screen-moved-added = namen ‘{ $answer }’ erbij
screen-moved-dropped = { $n } lieten het los
screen-moved-more = { $n ->
    [one] en 1 andere wissel
   *[other] en { $n } andere wissels
}
screen-moved-before = Eerst
screen-moved-after = Nu
screen-moved-people = { $n ->
    [one] 1 deelnemer antwoordde twee keer
   *[other] { $n } deelnemers antwoordden twee keer
}
screen-several = Meerdere keuzes: gemiddeld { $mean }
screen-few = { $n ->
    [one] De uitslag verschijnt na het eerste antwoord.
   *[other] De uitslag verschijnt bij { $n } antwoorden of meer.
}
screen-black = Het scherm is zwart.
screen-ended = Bedankt voor het meedoen
screen-ended-people = { $n ->
    [one] 1 deelnemer deed mee.
   *[other] { $n } deelnemers deden mee.
}
screen-ended-late = Vul het formulier nog in tot { $day }
screen-ended-foot = De bijeenkomst is afgelopen
screen-said-question = Vraag { $number }: { $question }
screen-said-open = Vraag { $number } is open: { $question }
screen-said-closed = Vraag { $number } is dicht.
screen-said-results = { $n ->
    [one] Uitslag: 1 deelnemer stemde.
   *[other] Uitslag: { $n } deelnemers stemden.
}
screen-offline = Geen verbinding
screen-withdrawn = Deze link werkt niet meer. Vraag de organisator om een nieuwe.
screen-focus = Klik hier om de klikker te gebruiken
screen-help = Toetsen en klikker
screen-help-close = Sluit deze uitleg
screen-help-next = Volgende stap
screen-help-next-keys = PageDown, →, ↓, spatie, Enter, N
screen-help-back = Vorige dia
screen-help-back-keys = PageUp, ←, ↑, P
screen-help-black = Zwart scherm aan of uit
screen-help-black-keys = B of punt
screen-help-reveal = Toon de uitslag
screen-help-reveal-keys = R
screen-help-turn = Open of sluit de vraag
screen-help-turn-keys = O
screen-help-full = Volledig scherm aan of uit
screen-help-full-keys = F
screen-help-moved = Toon hoe de zaal opschoof, of de uitslag
screen-help-moved-keys = M
screen-help-help = Deze uitleg
screen-help-help-keys = H
screen-help-letters = Luister ook naar losse letters en de punt
