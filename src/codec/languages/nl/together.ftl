# Two questions together, at the desk and in documents.
together-title = Twee vragen samen
together-link = Twee vragen samen bekijken
together-intro = Zie hoe dezelfde mensen twee vragen beantwoordden. Ging een vraag over hetzelfde, dan ziet u wie van antwoord wisselde.
together-first = Eerste vraag
together-second = Tweede vraag
together-show = Toon samen
together-again = Twee keer gevraagd
together-again-pair = Vraag { $first } en vraag { $second }: { $heading }
together-choose = Kies twee vragen
together-looked = { $n ->
    [one] Met deze vragen kunt u 1 tabel maken.
   *[other] Met deze vragen kunt u { $n } tabellen maken. Wie veel tabellen bekijkt, vindt door toeval altijd wel een verschil. Schrijf daarom op hoeveel u er bekeek.
}
together-none = Er zijn nog geen twee vragen gesteld die u naast elkaar kunt leggen. Dat kan met keuzevragen, schalen en cijfers.
together-question = Vraag { $n }
together-option = { $n }. { $heading }
together-rest = Overige groepen

together-nobody = Niemand beantwoordde beide vragen.
together-all-stayed = { $n ->
    [one] De enige die twee keer antwoordde, koos hetzelfde.
   *[other] Alle { $n } mensen die twee keer antwoordden, kozen hetzelfde.
}
together-moved = { $n } van { $both } { $n ->
    [one] ging
   *[other] gingen
} van ‘{ $from }’ naar ‘{ $to }’; { $back } andersom.
together-switched = { $n } van { $both } { $n ->
    [one] koos
   *[other] kozen
} ‘{ $answer }’ er nu bij; { $lost } { $lost ->
    [one] liet
   *[other] lieten
} het los.
together-number = { $n } van { $both } { $n ->
    [one] gaf
   *[other] gaven
} nu een hoger getal; { $down } een lager.
together-most = Van de { $n } die bij vraag { $first } ‘{ $from }’ { $n ->
    [one] koos, koos
   *[other] kozen, kozen
} er { $count } bij vraag { $second } ‘{ $to }’.
together-course = Op de schaal { $up ->
    [one] schoof 1
   *[other] schoven { $up }
} op naar ‘{ $high }’ en { $down } naar ‘{ $low }’; { $same } { $same ->
    [one] bleef
   *[other] bleven
} gelijk.
together-course-number = { $up } hoger, { $same } gelijk, { $down } lager.
together-both = { $n ->
    [one] 1 deelnemer beantwoordde beide vragen.
   *[other] { $n } deelnemers beantwoordden beide vragen. Alleen zij tellen in de cijfers mee.
}
together-only-first = Alleen de eerste vraag: { $n }.
together-only-second = Alleen de tweede vraag: { $n }.
together-several = U ziet mensen: wie meer antwoorden koos, telt bij elk daarvan mee. Samen is dat meer dan 100%.
together-few = Bij minder dan 20 mensen tonen we geen procenten.

together-pairs = Eerst en daarna
together-before = Eerst
together-after = Daarna
together-answer = Antwoord
together-difference = Verschil
together-points = in procentpunten
together-in-people = in mensen
together-ways = Wie wisselde waarheen
together-way = Van ‘{ $from }’ naar ‘{ $to }’
together-from = Van
together-to = Naar
together-count = Aantal
together-back = Andersom
together-switches = Per antwoord
together-kept = Twee keer gekozen
together-gained = Nu erbij
together-lost = Nu weg
together-flow = Stroom
together-flow-text = Elke baan staat voor mensen die beide vragen beantwoordden.
together-flow-numbers = De nummers horen bij de antwoorden hieronder.
together-flow-again = Bleek is wie twee keer hetzelfde koos, blauw is wie wisselde.
together-table = Tabel
together-table-text = Elke rij gaat over de mensen die dat bij vraag { $first } kozen. Het percentage is van die rij.
together-people = Mensen
together-left = Alleen de eerste vraag
together-came = Alleen de tweede vraag
together-sum = Samen

together-research = Voor de onderzoeker
together-test = Toets
together-statistic = Waarde
together-df = Vrijheidsgraden
together-p = p
together-n = n
together-counted = Wat is geteld
together-test-stuart = Stuart–Maxwell
together-test-stuart-counted = Of de antwoorden de tweede keer anders verdeeld zijn
together-test-mcnemar = McNemar, mid-p
together-test-mcnemar-counted = { $there } de ene kant op, { $back } andersom
together-test-sign = Tekentoets
together-test-sign-counted = { $up } omhoog, { $down } omlaag
together-test-room = Dit zegt alleen iets over wisselen in deze zaal, niet over andere mensen.
together-test-few = Minder dan { $n } mensen wisselden. Dan zeggen de aantallen genoeg en toetsen we niet.
together-test-apart = De antwoorden vallen uiteen in groepen waartussen niemand wisselde. Daarvan is geen toets te maken.
together-test-own = Eigen antwoorden tellen in de toets niet mee: twee mensen bedoelen er niet hetzelfde mee.
together-test-different = Dit zijn twee verschillende vragen. Daarbij toetsen we niet of mensen wisselden.

together-not = Deze twee vragen kunnen niet samen
together-not-confidential = Deze bijeenkomst is vertrouwelijk. Deelnemers is beloofd dat twee antwoorden van één persoon nooit naast elkaar staan.
together-not-found = Een van deze vragen staat niet in deze vragenlijst. Kies hieronder twee vragen.
together-not-same = U koos twee keer dezelfde vraag. Kies een andere tweede vraag.
together-not-countable = De antwoorden op vraag { $n } vallen niet in groepen die te tellen zijn. Kies een keuzevraag of een schaal. Een cijfer kan ook, als er hoogstens { $marks } zijn om uit te kiezen.
together-not-two-segments = Beide vragen delen de zaal in groepen op. Samen zouden ze laten zien wie één persoon is.
together-not-asked = Vraag { $n } is nog niet gesteld.
together-not-running = Deze vragenlijst splitst de uitslagen straks uit naar groepen. Twee vragen samen tonen we daarom pas als de uitslagen vaststaan, tien minuten na het einde: kwam de tabel nu al, dan was in het verschil met later te zien wat iemand uit een kleine groep eerst antwoordde.
together-not-few = Te weinig mensen beantwoordden beide vragen: deze vragenlijst vraagt er minstens { $n }.
together-not-one-group = Er is maar één groep: wie een groep koos, koos dezelfde. Er valt niets naast elkaar te leggen.
together-not-small = De groepen zijn te klein. Van een vraag die groepen verdeelt, tonen we geen groep van minder dan { $n } mensen. Ook samen met andere kleine groepen zijn het er te weinig.
together-not-rows = De losse antwoorden zijn verwijderd. Uit de totalen is niet te zien wie wat bij beide vragen zei.

# Sessions of one deck beside each other.
compare-title = Bijeenkomsten vergelijken
compare-link = Vergelijk bijeenkomsten
compare-intro = Kies twee tot vier bijeenkomsten met dezelfde vragenlijst. U ziet de vragen die in alle bijeenkomsten hetzelfde waren.
compare-none = Er is nog geen vragenlijst die u vaker dan één keer gebruikte.
compare-session = { $date }, { $n ->
    [one] { $people } deelnemer
   *[other] { $people } deelnemers
}
compare-show = Vergelijk
compare-beside = Naast elkaar
compare-note = Dit zijn verschillende groepen mensen. We tellen ze niet op en rekenen geen verschil uit. Elk percentage is van wie daar antwoordde.
compare-nothing = Geen vraag was in alle gekozen bijeenkomsten hetzelfde en overal gesteld.
compare-answered = Aantal antwoorden
compare-score = Aanbevelingsscore
compare-no-score = De aanbevelingsscore tonen we alleen als in elke bijeenkomst minstens 30 mensen antwoordden.
compare-few = Bij minder dan 20 antwoorden tonen we geen procenten.
compare-hidden = Een streepje betekent: te weinig antwoorden om te tonen.
compare-reworded = De tekst was niet overal gelijk. Dat kan de antwoorden veranderen.
compare-worded = { $date }: { $heading }
compare-not-one = Kies minstens twee bijeenkomsten die er nog zijn.
compare-not-many = Kies hoogstens { $n } bijeenkomsten.
compare-not-decks = Kies bijeenkomsten met dezelfde vragenlijst.
compare-out = Niet vergeleken
compare-out-missing = ‘{ $heading }’ stond niet in elke bijeenkomst.
compare-out-changed = ‘{ $heading }’ had niet overal dezelfde soort vraag of dezelfde antwoorden.
compare-out-asked = ‘{ $heading }’ is niet in elke bijeenkomst gesteld.
compare-out-kind = Bij ‘{ $heading }’ vallen de antwoorden niet in groepen die te tellen zijn.
