# Wat de opdracht `verify` in een terminal zegt. `path` is waar iets in het bestand staat, zoals counts.ja van vraag 1 (komt).
verify-question = vraag { $n } ({ $id })
verify-in-question = { $path } van vraag { $n } ({ $id })
verify-unreadable = ‘{ $name }’ is niet te lezen: { $why }
verify-no-json = ‘{ $name }’ is niet heel: { $why }
verify-no-json-tip = misschien is het afgebroken of met de hand veranderd; download results.json opnieuw
verify-other = in ‘{ $name }’ staan geen resultaten
verify-other-tip = geef het bestand results.json van een sessie, zoals u het van de organisatiepagina of de API krijgt
verify-version = version in ‘{ $name }’ is niet 1, en dit programma kent geen andere
verify-version-tip = controleer het met de versie van Peil die het bestand maakte; stond daar 1, dan is het bestand veranderd
verify-in-file = ‘{ $name }’: { $said }
verify-figure = { $path } zegt { $file }, maar de rijen geven { $content }
verify-figure-tip = gebruik deze cijfers niet; download results.json opnieuw en vraag wie u dit bestand stuurde wat er is veranderd
verify-changed = { $path } is niet wat daar is geschreven
verify-changed-tip = vergelijk wat daar staat met een bestand dat u opnieuw downloadt
verify-missing = { $path } ontbreekt
verify-added = { $path } is later toegevoegd
verify-malformed = { $path } is niet iets wat Peil daar schrijft
verify-check = { $path } is veranderd; de waarde die ermee wordt gecontroleerd niet
verify-check-tip = de resultaten staan er nog zoals ze zijn geschreven; download het bestand opnieuw om het heel te hebben
verify-digest-differs = sha256 zegt { $file }, maar de inhoud geeft { $content }
verify-digest-tip = er is iets in het bestand veranderd; vergelijk het kenmerk met dat op het rapport of de werkmap van dat moment
verify-more = { $n ->
    [one] en nog { $n } verschil
   *[other] en nog { $n } verschillen
}
verify-whole = { $name }: { $figures } cijfers opnieuw geteld, van { $rows } deelnemers; alles klopt
verify-digest-only = { $name }: alleen het kenmerk opnieuw berekend, want er zijn geen rijen om te tellen; het klopt
verify-no-rows = niet opnieuw geteld: in dit bestand staan geen antwoorden per deelnemer, want de sessie bewaart ze niet of ze zijn verwijderd
verify-rows-later = niet opnieuw geteld: in dit bestand staan nog geen antwoorden per deelnemer; die komen als de uitslagen vaststaan
verify-no-texts = niet opnieuw geteld: { $path }, want de teksten zijn verwijderd
verify-merged = niet een voor een opnieuw geteld: { $path }, want in de rijen staan kleine groepen bij elkaar
verify-withheld = niet opnieuw geteld: { $path }, want het staat niet in de rijen: het zou weinig mensen herkenbaar maken
verify-apart = niet opnieuw geteld: { $path }, want de woorden staan los van de rijen
verify-askers = niet opnieuw geteld: { $path }, want wie iets vroeg wordt niet bewaard
verify-digest = sha-256 { $digest }; op het rapport en de werkmap van hetzelfde moment staat hetzelfde
