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
not-stored-full = Antwoorden worden niet opgeslagen: de schijf is vol. Maak ruimte op de computer waarop Peil draait. Dan gaat het stemmen vanzelf verder.
not-stored-failing = Antwoorden worden niet opgeslagen: de schijf geeft een fout. Kijk naar de schijf van de computer waarop Peil draait. Werkt die weer, dan gaat het stemmen vanzelf verder.

# What went wrong, by its code, and what to do next.
problem-not-found = Deze pagina is er niet.
problem-not-found-way-on = Kijk het adres na, of ga een pagina terug.
problem-no-such-session = Deze bijeenkomst kennen we niet.
problem-no-such-session-way-on = Kijk het adres na. Een bijeenkomst die gewist is, komt niet terug.
problem-no-such-deck = Deze vragenlijst is er niet.
problem-no-such-deck-way-on = Kijk in de map met vragenlijsten of de naam klopt.
problem-broken-deck = In deze vragenlijst staat een fout.
problem-broken-deck-way-on = Bekijk de fout bij het overzicht, verbeter het bestand en start opnieuw.
problem-link-gone = Deze link werkt niet meer.
problem-link-gone-way-on = Vraag de organisator om de nieuwe link van deze bijeenkomst.
problem-session-over = Deze bijeenkomst is afgelopen.
problem-session-over-way-on = De uitslagen staan bij de organisator.
problem-not-organiser = Dit is alleen voor de organisator.
problem-not-organiser-way-on = Gebruik de sleutel die Peil bij het starten toont.
problem-foreign-host = Peil is op dit adres niet te bereiken.
problem-foreign-host-way-on = Open het adres dat Peil bij het starten toont, of geef het op met --public-url.
problem-foreign-origin = Dit verzoek komt niet van een pagina van Peil.
problem-foreign-origin-way-on = Open de pagina opnieuw en probeer het nog eens.
problem-unreadable = Dit verzoek is niet te lezen.
problem-unreadable-way-on = Ga terug, laad de pagina opnieuw en probeer het nog eens.
problem-word = In het adres kan bij ‘{ $name }’ alleen dit staan: { $words }. Kies er een, of laat ‘{ $name }’ weg.
problem-query = Wat in het adres achter het vraagteken staat, is niet te lezen. Elke naam mag daar één keer staan.
problem-final-at = De uitslagen staan vast op { $date }.
problem-final-after = De uitslagen staan vast tien minuten na het einde, of als een formulier dichtgaat dat langer open blijft.
problem-failed = Er ging bij ons iets mis.
problem-failed-way-on = Probeer het nog eens. Blijft het misgaan, dan staat de oorzaak in het logboek van de server.
problem-room-stopped = Deze bijeenkomst is even niet te bereiken.
problem-room-stopped-way-on = Wacht een paar tellen en laad de pagina opnieuw.
problem-halted = Deze bijeenkomst staat stil door een fout in Peil.
problem-halted-way-on = Wat was opgeslagen, is bewaard. De organisator meldt de fout met dit kenmerk: feit { $fact }.
problem-unreadable-session = Deze bijeenkomst kan nu niet worden gelezen.
problem-unreadable-session-way-on = Laad de pagina over een minuut opnieuw. Blijft het misgaan, dan staat de oorzaak in het logboek van de server.
problem-too-many-files = Er worden nu te veel bestanden tegelijk gemaakt.
problem-too-many-files-way-on = Probeer het over een paar minuten opnieuw. Er gaat niets verloren.
problem-crowded = Het is nu even erg druk.
problem-crowded-way-on = De pagina laadt over een paar tellen vanzelf opnieuw. U hoeft niets te doen.
problem-home = Naar het begin

# Between whole and part of a number
decimal-sign = ,

# The clock of a question
clock-left = Nog
clock-told = Nog { $n } seconden.

# How the talk goes
pulse-faster = sneller
pulse-slower = langzamer
pulse-lost = kwijt
pulse-fine = prima

# A day without its year
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
