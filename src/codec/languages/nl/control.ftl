# The presenter's remote.
control-title = Bediening
control-join-heading = Deelnemers doen nu mee
control-join-text = Op het scherm staan het adres en de code { $code }. Wacht tot de meeste mensen er zijn.
control-place-join = Meedoen
control-place = { $n } / { $m }
control-place-spoken = Dia { $n } van { $m }
control-place-join-spoken = Nog vóór dia 1 van { $m }
control-answered = { $answered } van { $present }
control-recent-label = in 10 s
control-recent-spoken = antwoorden in de laatste 10 seconden

control-question = Vraag { $n } van { $m }
control-slide = Dia { $n } van { $m }
control-phase-shown = nog niet open
control-phase-open = al { $clock } open
control-phase-closed = dicht
control-phase-revealed = uitslag op het scherm
control-phase-solved = goed antwoord op het scherm
control-phase-moved = verschuiving op het scherm
control-private = Alleen voor u, nog niet op het scherm
control-private-live = Dit ziet iedereen al tijdens het stemmen
control-before = eerst { $figures }
control-public = Zo staat het op het scherm
control-public-solved = Zo staat het op het scherm, met het goede antwoord
control-public-moved = Het scherm laat zien hoe de zaal opschoof
control-moved = Toon hoe de zaal opschoof
control-unmoved = Terug naar de uitslag
control-show-from = { $n ->
    [one] De uitslag blijft verborgen tot { $n } deelnemer heeft geantwoord.
   *[other] De uitslag blijft verborgen tot { $n } mensen hebben geantwoord.
}
control-notes = Notities
control-hide = Verberg de uitslag
control-reopen = Open opnieuw

control-next-label = Volgende
control-next-begin = Begin met dia 1
control-next-slide = Toon dia { $n }: { $heading }
control-next-open = Open de vraag
control-next-close = Sluit de vraag
control-next-reveal = Toon de uitslag
control-next-solve = Toon het goede antwoord
control-next-last = Laatste dia
control-resume = Hervat de bijeenkomst
control-back = Terug
control-black = Zwart scherm
control-unblack = Scherm weer aan
control-is-black = Het scherm is nu zwart.
control-more = Meer
control-undo = Ongedaan maken
control-undo-close = Vraag { $n } gesloten.
control-undo-reveal = Uitslag van vraag { $n } getoond.
control-undo-solve = Goede antwoord van vraag { $n } getoond.
control-undo-moved = Verschuiving bij vraag { $n } getoond.
control-left-open = Vraag { $n } staat nog open.
control-close-it = Sluit vraag { $n }

# Votes that look made by a script
control-alarm = Stemt hier een programma?
control-alarm-hasty = Veel stemmen komen sneller binnen dan iemand de vraag kan lezen.
control-alarm-rush = In tien seconden stemden meer nieuwe deelnemers dan er tot nu toe waren.
control-alarm-flood = Er stemmen meer nieuwe deelnemers dan er in een zaal passen. Nieuwe stemmen komen nu vertraagd binnen.
control-alarm-since = { $figure } sinds { $time }.
control-alarm-voters = { $n ->
    [one] { $n } nieuwe stemmer
   *[other] { $n } nieuwe stemmers
}
control-set-aside = Zet apart wat sinds { $time } kwam
control-set-aside-help = Wie er al was, blijft meetellen. Wie sindsdien kwam, telt ook bij volgende vragen niet mee en leest dat op de telefoon. U kunt dit ongedaan maken.
control-dismiss = Dit zijn mensen: laat staan
control-aside = Apart gezet
control-aside-since = { $figure } apart gezet, van wie sinds { $time } kwam.
control-aside-answers = { $n ->
    [one] { $n } antwoord
   *[other] { $n } antwoorden
}
control-aside-newcomers = Wie nu voor het eerst stemt, komt er ook bij, tot u een vraag opent.

control-ended = De bijeenkomst is afgelopen
control-ended-resume = U kunt de bijeenkomst nog 10 minuten na het einde hervatten. Daarna staan de uitslagen vast.
control-ended-late = Antwoorden op het formulier komen nog tot { $day }. Hervatten kan tot 10 minuten na het einde; daarna staan alle andere uitslagen vast.
control-ended-late-for-good = Antwoorden op het formulier komen nog tot { $day }. Alle andere uitslagen staan vast. De organisator vindt ze op de pagina van deze bijeenkomst.
control-ended-for-good = De uitslagen staan vast. De organisator vindt ze op de pagina van deze bijeenkomst.
control-time-left = Nog

control-all-well = alles verbonden
control-screens = { $n ->
    [one] { $n } scherm
   *[other] { $n } schermen
}
control-no-screen = geen scherm verbonden
control-offline = Geen verbinding
control-offline-text = Het scherm blijft staan. Stemmen wachten op de telefoons tot de verbinding terug is. We proberen steeds opnieuw te verbinden. Bedienen kan even niet.
control-not-connected = Geen verbinding: er is niets veranderd. Probeer het zo nog eens.
control-stopped = Deze bediening is gestopt
control-stopped-text = Deze link werkt niet meer. Vraag de organisator om een nieuwe link.
control-back-online = U bent weer verbonden.
control-no-answer = De server gaf geen antwoord. Kijk of er iets is veranderd voordat u nog eens drukt.

control-preview = Straks
control-preview-none = Hierna komt geen dia meer.
control-slides = Alle dia’s
control-slide-kind-question = Vraag { $n }
control-slide-open = open
control-slide-closed = dicht
control-slide-revealed = uitslag getoond
control-slide-solved = goed antwoord getoond
control-slide-moved = verschuiving getoond
control-untitled = Zonder titel

control-session = Deze bijeenkomst
control-clear = Wis de stemmen van vraag { $n }
control-clear-ask = Alle antwoorden op deze vraag gaan weg. Dat kunt u niet terugdraaien. Deelnemers kunnen daarna opnieuw stemmen.
control-clear-yes = Ja, wis alle stemmen
control-end = Beëindig de bijeenkomst
control-end-ask = Deelnemers zien dat de bijeenkomst is afgelopen. U kunt tot 10 minuten daarna nog hervatten.
control-end-yes = Ja, beëindig de bijeenkomst
control-device = Dit apparaat
control-awake = Laat dit scherm aan
control-awake-not = Dit apparaat laat dat niet toe. Zet de schermbeveiliging zelf uit.
control-letters = Bedien ook met losse letters
control-letters-help = B, F, H, M, N, O, P, R en V. Zet dit uit als u met spraak of een schermlezer werkt.
control-keys = Toetsen
control-close-panel = Sluit dit venster
control-key-next = Volgende stap
control-key-back = Vorige dia
control-key-black = Zwart scherm, en weer aan
control-key-reveal = Toon of verberg de uitslag
control-key-open = Open of sluit de vraag
control-key-moved = Toon hoe de zaal opschoof, of de uitslag
control-key-full = Volledig scherm, en weer terug
control-key-help = Deze uitleg
control-keys-next = Page Down → ↓ spatie N
control-keys-back = Page Up ← ↑ P
control-keys-note = Een klikker werkt ook: klik eerst één keer op deze pagina.

# The clock of a question, and what attendees let the presenter know
control-clock-start = Zet een klok:
control-clock-30 = 30 s
control-clock-60 = 1 min
control-clock-120 = 2 min
control-clock-more = +30 s voor iedereen
control-clock-stop = Stop de klok
control-clock-again = Open weer voor 30 s
control-clock-wishes = { $n ->
    [one] 1 deelnemer vraagt meer tijd
   *[other] { $n } deelnemers vragen meer tijd
}
control-pulse = Hoe het gaat, laatste 2 minuten

# What people wrote
control-tray = Eigen woorden
control-tray-figures = { $waiting ->
    [one] { $waiting } wacht
   *[other] { $waiting } wachten
}, { $shown } getoond of meegeteld, { $hidden } verborgen
control-tray-private = Hier lijkt een mailadres of telefoonnummer in te staan.
control-tray-veil = Verberg alles
control-tray-unveil = Toon weer wat getoond was
control-tray-veiled = Niemand ziet nu teksten op het scherm of de telefoon.
control-tray-show-all = { $n ->
    [one] Laat de tekst zien die wacht
   *[other] Laat alle { $n } teksten zien
}
control-tray-waiting = Wacht op u
control-tray-done = Getoond of meegeteld
control-tray-hidden = Verborgen
control-tray-more = { $n ->
    [one] Nog 1 tekst past hier niet. Die komt als u andere teksten afhandelt.
   *[other] Nog { $n } teksten passen hier niet. Ze komen als u andere teksten afhandelt.
}
control-tray-show = Toon
control-tray-hide = Verberg
control-tray-join = Voeg samen
control-tray-alike = Deze lijken op elkaar.
control-tray-like = Lijkt op ‘{ $text }’.
control-tray-apart = Maak los
control-tray-restore = Tel weer apart
control-tray-of = ‘{ $text }’
control-tray-merged = Samengevoegd met { $text }
control-tray-own = eigen balk
control-tray-counts-as = telt mee bij ‘{ $text }’
control-tray-ticked = Met wat u aanvinkt
control-tray-promote = Geef een eigen balk
control-tray-under = Hoort bij het antwoord
control-tray-count-as = Tel daar mee
control-tray-fresh = Er zijn nieuwe teksten: toon ze
