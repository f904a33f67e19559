# The organiser's pages.
desk-title = Bijeenkomsten
desk-language = Taal
desk-home = Bijeenkomsten
desk-skip = Naar de inhoud

desk-key-title = Wie bent u?
desk-key-text = Deze pagina’s zijn voor de organisator. De sleutel staat in het venster waarin Peil is gestart, achter ‘key=’.
desk-key-label = Sleutel van de organisator
desk-key-send = Open mijn bijeenkomsten
desk-key-wrong = Deze sleutel klopt niet. Kijk of u hem helemaal hebt overgenomen.

desk-running = Nu bezig
desk-code = code { $code }
desk-place = dia { $n } van { $m }
desk-place-join = deelnemers doen nu mee
desk-control = Bedienen
desk-screen = Scherm openen
desk-open-session = Links, uitslagen en meer

desk-new = Nieuwe bijeenkomst
desk-start = Start
desk-start-named = Start { $title }
desk-slides = { $n ->
    [one] { $n } dia
   *[other] { $n } dia’s
}
desk-questions = { $n ->
    [one] { $n } vraag
   *[other] { $n } vragen
}
desk-look = Bekijk
desk-look-named = Bekijk wat er mis is in { $name }
desk-broken-line = Regel { $n }: { $message }
desk-left-out = Vertaling { $language } doet niet mee
desk-remarks = Tips bij deze vragenlijst
desk-no-decks = Er zijn nog geen vragenlijsten. Zet een bestand dat eindigt op .md in de map met vragenlijsten en laad deze pagina opnieuw.
desk-bad-name = De naam van dit bestand kan niet. Gebruik kleine letters, cijfers en streepjes, zoals webinar.md. Een vertaling heet naar haar taal, zoals webinar.en.md.
desk-no-original = Dit is een vertaling, maar { $name }.md is er niet. Zet het origineel ernaast, of laat de taal uit de naam van dit bestand.

desk-past = Eerder
desk-past-none = Hier komen uw eerdere bijeenkomsten.
desk-column-title = Bijeenkomst
desk-column-date = Datum
desk-column-code = Code
desk-column-people = Deelnemers
desk-column-answers = Antwoorden
desk-results = Resultaten
desk-results-named = Resultaten van { $title }, { $date }

desk-guide = Zo schrijft u een vragenlijst
desk-check-title = Controle van { $name }
desk-check-broken = Deze vragenlijst kan nog niet starten. Verbeter het bestand en laad deze pagina opnieuw.
desk-check-tips = Deze vragenlijst kan starten. Dit kan misschien nog beter.
desk-check-well = Deze vragenlijst kan starten. Er is niets op aan te merken.
desk-check-left-out = De vertaling { $language } heeft een fout. De bijeenkomst start zonder deze vertaling.

desk-started = Begonnen op { $date }
desk-ended = Afgelopen op { $date }
desk-missing-screen = Er is nog geen scherm open. Kies ‘Scherm openen’ op de computer die u deelt.
desk-missing-people = Er doet nog niemand mee. Deel de link voor deelnemers.
desk-missing-now = Er is nu geen deelnemer verbonden.
desk-connected = { $n } nu verbonden
desk-in-all = { $n ->
    [one] 1 deelnemer in totaal
   *[other] { $people } deelnemers in totaal
}
desk-invite = Deelnemers uitnodigen
desk-invite-text = Plak deze link in de chat van uw webinar, of laat mensen de QR-code scannen.
desk-join-link = Link voor deelnemers
desk-copy = Kopieer link
desk-copied = Gekopieerd
desk-copy-not = Kopiëren lukt hier niet. Kies de link en kopieer hem zelf.
desk-qr = QR-code voor deelnemers
desk-presenter = Voor de presentator
desk-presenter-text = Wie deze links heeft, kan het scherm zien of de bijeenkomst bedienen. Deel ze niet met deelnemers.
desk-show-screen = Toon de link voor het scherm
desk-show-control = Toon de link voor de bediening
desk-screen-link = Link voor het scherm
desk-control-link = Link voor de bediening
desk-control-qr = Scan deze code met de telefoon waarmee u wilt bedienen.
desk-renew = Vernieuw link
desk-renew-text = De oude link werkt dan niet meer, ook niet voor wie hem al gebruikt.
desk-renewed = Nieuwe link gemaakt. De oude werkt niet meer.

desk-address = Adres voor deelnemers
desk-address-text = Er is geen openbaar adres ingesteld. Deelnemers op hetzelfde netwerk gebruiken een adres van deze computer. Kies het adres dat op hun telefoon werkt.
desk-address-here = alleen op deze computer
desk-address-card = netwerk { $card }
desk-address-pick = Gebruik dit adres
desk-address-opened = Een telefoon heeft dit adres geopend.
desk-address-not-opened = Nog geen telefoon heeft dit adres geopend. Probeer het zelf met uw telefoon.

desk-outcome = Uitslagen
desk-outcome-aside = { $n ->
    [one] Daarnaast is 1 antwoord apart gezet; dat telt niet mee.
   *[other] Daarnaast zijn { $figure } antwoorden apart gezet; die tellen niet mee.
}
desk-outcome-none = Er is nog geen vraag gesteld.
desk-outcome-people =
    { $n ->
        [one] { $people } deelnemer
       *[other] { $people } deelnemers
    }, { $m ->
        [one] { $answers } antwoord
       *[other] { $answers } antwoorden
    }
desk-outcome-hidden = Te weinig antwoorden om te tonen: deze vragenlijst vraagt er minstens { $n }.
desk-outcome-later = Van dit formulier ziet u de uitslag als niemand het meer kan invullen en de uitslagen vaststaan. Eerder zou te zien zijn wat één deelnemer invulde.
desk-question-number = Vraag { $n }
desk-answered = { $n ->
    [one] { $answered } van { $present } deelnemer
   *[other] { $answered } van { $present } deelnemers
}
desk-files = Bestanden
desk-file-pdf = Verslag om te lezen en te printen (PDF)
desk-file-html = Verslag als één webpagina (HTML)
desk-file-xlsx = Werkmap met grafieken (Excel)
desk-file-csv = CSV, één rij per antwoord
desk-file-wide = CSV, één rij per deelnemer
desk-file-codes = Codes, een rij per deelnemer, voor R en SPSS (CSV)
desk-file-labels-r = Labels bij die codes, voor R
desk-file-labels-spss = Labels bij die codes, voor SPSS
desk-file-json = JSON, alles bij elkaar
desk-files-rows-gone = De rijen per deelnemer zijn gewist op { $date }. Bestanden met een rij per deelnemer zijn er daarom niet meer.
desk-files-note = De bestanden bevatten geen namen, behalve die mensen zelf bij een vraag of in een antwoord schreven. Open antwoorden staan er letterlijk in.
desk-newer = Het bestand van deze vragenlijst is veranderd nadat de bijeenkomst begon. Deze bijeenkomst gaat door met de oude versie.

desk-session = Deze bijeenkomst
desk-end = Beëindig de bijeenkomst
desk-end-ask = Deelnemers zien dat de bijeenkomst is afgelopen. U kunt tot 10 minuten daarna nog hervatten.
desk-end-yes = Ja, beëindig de bijeenkomst
desk-resume = Hervat de bijeenkomst
desk-resume-text = Hervatten kan tot { $time }. Daarna staan de uitslagen vast, en kunt u ze per groep bekijken.
desk-finish = Maak de uitslagen nu definitief
desk-sealed = De uitslagen staan vast.
desk-delete = Verwijder gegevens…
desk-delete-lost =
    U verliest dan voor altijd: { $n ->
        [one] { $people } deelnemer
       *[other] { $people } deelnemers
    } met { $m ->
        [one] { $answers } antwoord
       *[other] { $answers } antwoorden
    }, de uitslagen en alle links.
desk-delete-running = De bijeenkomst is nog bezig. Deelnemers kunnen dan niet meer antwoorden.

desk-month-1 = jan
desk-month-2 = feb
desk-month-3 = mrt
desk-month-4 = apr
desk-month-5 = mei
desk-month-6 = jun
desk-month-7 = jul
desk-month-8 = aug
desk-month-9 = sep
desk-month-10 = okt
desk-month-11 = nov
desk-month-12 = dec
desk-late = Deelnemers kunnen het formulier nog invullen tot { $date }.
desk-late-close = Sluit het formulier nu

# Texts that the presenter recoded
desk-recoded = { $n ->
    [one] 1 eigen antwoord telt mee waar de presentator het indeelde. De oorspronkelijke tekst staat in de bestanden.
   *[other] { $n } eigen antwoorden tellen mee waar de presentator ze indeelde. De oorspronkelijke teksten staan in de bestanden.
}
