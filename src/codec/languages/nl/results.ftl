# The organiser's page with the results of a session.

results-back = Terug naar de bijeenkomst
results-open-page = Bekijk alle uitslagen
results-as-of = Stand van { $date }
results-people = { $n ->
    [one] { $people } deelnemer
   *[other] { $people } deelnemers
}
results-contents = Samenvatting
results-show = Cijfers tonen als
results-show-both = Aantal en procent
results-show-counts = Aantal
results-show-percents = Procent
results-print = Druk af
results-reach = { $answered } van { $shown } die de vraag zagen { $n ->
    [one] gaf
   *[other] gaven
} antwoord; { $present } { $all ->
    [one] deed
   *[other] deden
} in totaal mee.
results-reach-asks = { $answered } van { $shown } die hier iets konden vragen, { $n ->
    [one] stelde
   *[other] stelden
} een vraag; { $present } { $all ->
    [one] deed
   *[other] deden
} in totaal mee.
results-open = Open van { $from } tot { $to }
results-open-since = Open vanaf { $from }
results-seen-live = Uitslag te zien tijdens het stemmen
results-seen-after = Uitslag verborgen tot na het stemmen
results-seen-never = Uitslag niet getoond
results-round = Ronde { $n }: eerdere antwoorden zijn gewist
results-shuffled = Antwoorden per telefoon in een andere volgorde
results-changes = { $n ->
    [one] 1 keer veranderde iemand van antwoord
   *[other] { $n } keer veranderde iemand van antwoord
}
results-more-texts = { $n ->
    [one] Toon nog 1 tekst
   *[other] Toon nog { $n } teksten
}
results-unasked = { $n ->
    [one] Vraag { $numbers } is niet gesteld.
   *[other] Deze vragen zijn niet gesteld: { $numbers }.
}
results-moved = Bekijk wie van antwoord wisselde
results-numbers = Alle getallen
results-column-ask = Vraag
results-column-name = Naam
results-column-votes = Stemmen
results-column-state = Wat ermee gebeurde
results-column-time = Na
results-ask-waiting = niet bekeken
results-ask-shown = getoond, niet beantwoord
results-ask-answered = beantwoord
results-ask-hidden = verborgen
results-ask-merged = samengevoegd met vraag { $n }
results-course = Zo kwam de uitslag tot stand
results-course-text = De stand op momenten na het openen. Tussen twee momenten antwoordden altijd genoeg mensen, zodat niemand te herkennen is.
results-course-table = Alle momenten in een tabel
results-course-drag = Moment
results-edit = Schrijf zelf een kop
results-edit-label = Kop boven deze uitslag
results-edit-hint = Ook in het verslag. Maakt u dit leeg, dan staat er weer:
results-edit-keep = Bewaar de kop
results-charts = Grafiek als plaatje
results-chart-slide = { $kind } voor een dia
results-chart-document = { $kind } voor een document
results-chart-dark = { $kind } voor een dia, donker
