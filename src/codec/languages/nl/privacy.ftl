# What may leave a session, and what attendees read of it.
privacy-merged = Overig of geen antwoord
problem-no-rows = Van deze bijeenkomst is er geen bestand met een rij per deelnemer.
problem-no-rows-way-on = Deelnemers deden vertrouwelijk mee. Totalen en teksten staan in de andere bestanden.
problem-rows-later = Rijen per deelnemer zijn er nog niet.
problem-rows-later-way-on = Is de bijeenkomst afgelopen, dan maakt de knop ‘Maak de uitslagen nu definitief’ op haar pagina ze meteen. Totalen en teksten staan nu al in de andere bestanden.

# Results split by a group
privacy-not-answered = Niet beantwoord
privacy-not-present = Niet aanwezig
privacy-split-by = Uitgesplitst naar: { $heading }
privacy-split-choose = Splits de uitslagen uit naar
privacy-split-none = niet uitsplitsen
privacy-split-go = Toon
privacy-split-answered = Antwoorden
privacy-split-merged = Kleine groepen staan samen onder ‘Overig of geen antwoord’ ({ $groups }). Zo bestaat elke groep uit minstens { $n } mensen. Er kan een grotere groep bij staan: anders was bij minstens één vraag een groep te klein, of waren de kleine groepen samen met te weinig. De groepen zijn bij elke vraag hetzelfde.
privacy-split-merged-silent = Wie geen antwoord gaf of er niet was, staat samen onder ‘Overig of geen antwoord’. Zo bestaat elke groep uit minstens { $n } mensen.
privacy-split-given = Eigen antwoorden tellen hier mee zoals ze zijn gegeven, dus niet waar de presentator ze indeelde.
privacy-refused-no-segment = Uitsplitsen kan alleen naar een vraag die daarvoor in de vragenlijst is aangewezen, met ‘.segment’.
privacy-refused-both-segments = Twee groepsvragen zetten we niet tegen elkaar af: dan zou te zien zijn wie bij allebei de groepen hoort.
privacy-refused-not-asked = Dit kan niet worden uitgesplitst: een van de twee vragen is niet gesteld.
privacy-refused-no-figures = Deze vraag is met woorden beantwoord. Die splitsen we niet uit: woorden kunnen zeggen wie ze schreef.
privacy-refused-still-running = Uitsplitsen kan als de uitslagen vaststaan: tien minuten na het einde, of eerder als u ze op de pagina van de bijeenkomst definitief maakt. Zolang er antwoorden bij kunnen komen, laat het verschil tussen twee tabellen zien wie wat antwoordde.
privacy-refused-too-few = Te weinig mensen hebben geantwoord om dit uit te splitsen.
privacy-refused-rows-gone = De losse antwoorden zijn gewist. Alleen de totalen zijn er nog.
privacy-refused-one-group = Dit splitsen we niet uit: er zijn geen twee groepen van minstens { $n } mensen te maken.
privacy-refused-only-group = Dit splitsen we niet uit: er is maar één groep. Wie een groep koos, koos dezelfde.
privacy-refused-small-group = Dit splitsen we niet uit: van een van de groepen antwoordden minder dan { $n } mensen op deze vraag.

# Why a question is not in the rows
privacy-withheld-too-few = Vraag { $n }: te weinig antwoorden.
privacy-withheld-still-running = Vraag { $n }: groepen komen erin als de uitslagen vaststaan.
privacy-withheld-one-group = Vraag { $n }: er zijn geen twee groepen van minstens { $floor } mensen te maken.
privacy-withheld-small-group = Vraag { $n }: naast de andere vragen zou een groep van minder dan { $floor } mensen te zien zijn.
privacy-withheld-texts = Vraag { $n }: de teksten staan zonder nummer in de andere bestanden, omdat te weinig mensen van een groep iets schreven.
privacy-withheld-title = Niet in de rijen per deelnemer

# The choice at the start
privacy-choice = Privacy en bewaren
privacy-choice-mode = Wat krijgt u te zien?
promise-mode-open = Open
promise-mode-open-is = U krijgt van elke deelnemer één rij met alle antwoorden, niet op naam.
promise-mode-confidential = Vertrouwelijk
promise-mode-confidential-is = U krijgt alleen totalen en losse teksten. Er is geen rij per deelnemer.
promise-mode-research = Onderzoek
promise-mode-research-is = Als open. Deelnemers lezen bij elke vraag dat ze meedoen aan onderzoek.
privacy-choice-floor = Kleinste groep waarvan u andere antwoorden apart ziet
privacy-choice-floor-hint = Minstens { $least } mensen, hoogstens { $most }.
privacy-choice-texts = Open teksten wissen na zoveel dagen
privacy-choice-rows = Losse antwoorden wissen na zoveel dagen
privacy-choice-days-hint = Hoogstens { $most }. Leeg: tot u ze zelf wist.
privacy-of-session = Privacy: { $mode }. { $is }
privacy-of-card = privacy: { $mode }
problem-bad-promise = De keuze bij ‘Privacy en bewaren’ kan niet.
problem-bad-promise-way-on = Ga terug. Kies een groep van 5 tot en met 50 mensen, en 1 tot en met 730 dagen of niets.

# What attendees read. Say ‘niet op naam’, and never ‘anoniem’.
privacy-phone-open = We vragen geen naam. Uw antwoorden staan bij elkaar, niet op naam, in een bestand voor de organisator.
privacy-phone-confidential = We vragen geen naam. De organisator ziet totalen en losse teksten, en nooit uw antwoorden bij elkaar.
privacy-phone-research = Dit is onderzoek. Door te antwoorden doet u mee. We vragen geen naam. Uw antwoorden staan bij elkaar, niet op naam, in een bestand voor de organisator.
privacy-phone-short-open = Uw antwoorden staan niet op naam.
privacy-phone-short-confidential = Vertrouwelijk: de organisator ziet alleen totalen en losse teksten.
privacy-phone-short-research = Door te antwoorden doet u mee aan onderzoek, niet op naam.

# What a program hears when its choice is not possible
api-final-now = Na het einde maakt de opdracht ‘finish’ ze meteen definitief.
api-lacks-mode = Deze ‘mode’ bestaat niet. Er zijn open, confidential en research.
api-lacks-floor = ‘floor’ is een heel getal van 5 tot en met 50.
api-lacks-texts-days = ‘texts_days’ is een heel getal van 1 tot en met 730, of null: dan blijven teksten tot u ze zelf wist.
api-lacks-rows-days = ‘rows_days’ is een heel getal van 1 tot en met 730, of null: dan blijven losse antwoorden tot u ze zelf wist.
