# The report of a session, on paper and as one page.
report-label = Verslag van een bijeenkomst
report-title = Verslag: { $title }
report-facts = Gegevens
report-fact-when = Wanneer
report-fact-code = Code
report-fact-people = Deelnemers
report-fact-questions = Gestelde vragen
report-fact-answers = Antwoorden samen
report-fact-privacy = Afspraak vooraf
report-when = { $date }, van { $from } tot { $to }
report-mode-open = Open: niet op naam, wel een rij per deelnemer
report-mode-confidential = Vertrouwelijk: alleen totalen en teksten
report-mode-research = Onderzoek: met toestemming, een rij per deelnemer
report-running = De bijeenkomst is nog bezig. Dit is de stand van dit moment.
report-summary = Samenvatting
report-head-question = Vraag
report-head-finding = Uitslag
report-head-answered = Antwoorden
report-of = { $n } van { $of }
report-nothing-asked = Er is nog geen vraag gesteld.
report-reach = Deelnemers: { $present }. Zagen de vraag: { $shown }. Gaven antwoord: { $answered }.
report-reach-asks = Deelnemers: { $present }. Konden hier vragen stellen: { $shown }. Stelden een vraag: { $answered }.
report-chart = Grafiek. { $sentence } Alle cijfers staan in de tabel eronder.
report-texts = Wat mensen schreven
report-theme = { $name } ({ $n } { $n ->
    [one] deelnemer
   *[other] deelnemers
})
report-texts-cut = Hier staan { $n } van { $of } teksten. In het werkboek staan ze alle.
report-asks-cut = Hier staan { $n } van { $of } vragen. In het werkboek staan ze alle.
report-asks-hidden = { $n ->
    [one] 1 vraag is door de presentator verborgen en staat hier niet.
   *[other] { $n } vragen zijn door de presentator verborgen en staan hier niet.
}
report-ask-votes = { $n ->
    [one] 1 ander wilde dit ook weten
   *[other] { $n } anderen wilden dit ook weten
}
report-live = De uitslag was te zien terwijl mensen antwoord gaven.
report-unrevealed = De uitslag is niet getoond in de zaal.
report-shuffled = Elke telefoon had een eigen volgorde van antwoorden.
report-round = De antwoorden zijn gewist en opnieuw gevraagd; dit is ronde { $n }.
report-changes = { $n ->
    [one] Er is 1 keer een antwoord veranderd.
   *[other] Er is { $n } keer een antwoord veranderd.
}
report-again = Voor en na: vraag { $first } en vraag { $second }.
report-ways-cut = Hier staan de { $n } grootste van { $of } wisselingen. In het werkboek staan ze alle.
report-counted = Hoe er is geteld
report-counted-devices = Een deelnemer is een telefoon of computer die meedeed. Wie twee toestellen gebruikt, telt twee keer.
report-counted-reach = Wie later kwam, heeft een vraag niet gezien. Die telt niet als iemand die geen antwoord gaf.
report-counted-percent = Procenten gaan over wie antwoord gaf op die vraag. Ze staan er vanaf 20 antwoorden: bij minder is één antwoord al meer dan 5 procent, en lijkt een klein verschil groot. Elk percentage is apart afgerond.
report-counted-once = Van elke deelnemer telt één antwoord per vraag: het laatste.
report-counted-hidden = De uitslag bleef verborgen tot de presentator die toonde, tenzij bij de vraag iets anders staat.
report-counted-texts = Teksten staan er zoals ze zijn geschreven. Wat de presentator verborg, staat er niet bij.
report-counted-floor = Een vraag kan de deelnemers in groepen verdelen. Hoeveel deelnemers elke groep kozen, staat bij die vraag. Wat een groep van minder dan { $n } deelnemers op andere vragen antwoordde, wordt niet apart getoond.
report-unasked = Niet gesteld
report-source = Waar deze cijfers vandaan komen
report-source-text = Alle cijfers komen uit results.json van deze bijeenkomst. De inhoud van dat bestand heeft dit kenmerk (SHA-256): { $digest }. Met ‘peil verify results.json’ rekent iedereen het kenmerk en de cijfers na; ‘sha256sum’ leest het bestand anders.
report-missing = Tekens die niet konden worden getekend
report-missing-text = Voor { $n ->
    [one] 1 teken
   *[other] { $n } tekens
} hebben de letters van dit verslag geen vorm. In de tekst staat daarvoor de Unicode-code tussen rechte haken. Het gaat om: { $codes }.
report-missing-more = Voor { $n } tekens hebben de letters van dit verslag geen vorm. In de tekst staat daarvoor de Unicode-code tussen rechte haken. Het gaat onder meer om: { $codes }.
report-page = Bladzijde { $n } van { $of }
report-digest = SHA-256 van results.json
report-contents = Inhoud

# Why there is no file
problem-no-figures = Bij deze vraag is niets te tekenen.
problem-no-figures-way-on = Er zijn geen antwoorden, te weinig om te tonen, of mensen schreven teksten. Die staan in het verslag.
problem-too-much-for-a-slide = Dit past niet leesbaar op een dia.
problem-too-much-for-a-slide-way-on = Neem de grafiek voor een document, of van een formulier elke vraag apart.
problem-no-such-question = Deze vraag is in deze bijeenkomst niet gesteld.
problem-no-such-question-way-on = Kijk bij de uitslagen welke vragen er zijn.
problem-unprintable = Het verslag is niet gemaakt, omdat het niet voor iedereen leesbaar zou zijn.
problem-unprintable-way-on = Neem het verslag als webpagina. De beheerder van Peil vindt de oorzaak in het logboek.
