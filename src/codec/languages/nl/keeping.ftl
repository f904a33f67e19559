# What is kept, for how long, what was deleted, and the documents about it.

# At the desk: when what goes
keeping-title = Bewaren
keeping-texts-go = Wat deelnemers typten, wissen we op { $date }.
keeping-texts-gone = Wat deelnemers typten, is gewist op { $date }.
keeping-texts-stay = Wat deelnemers typten, blijft bewaard tot u het verwijdert.
keeping-texts-days = Wat deelnemers typen, wissen we { $days ->
    [one] 1 dag
   *[other] { $days } dagen
} na het einde.
keeping-rows-go = Losse antwoorden wissen we op { $date }.
keeping-rows-gone = Losse antwoorden zijn gewist op { $date }.
keeping-rows-stay = Losse antwoorden blijven bewaard tot u ze verwijdert.
keeping-rows-days = Losse antwoorden wissen we { $days ->
    [one] 1 dag
   *[other] { $days } dagen
} na het einde.
keeping-totals-stay = Totalen blijven bewaard tot u de bijeenkomst verwijdert.
keeping-texts-deleted = tekst gewist

# Deleting
erase-title = Wat wilt u verwijderen?
erase-intro = Wat u verwijdert, komt niet terug. U krijgt er een bewijs van. Wilt u iets bewaren? Download dan eerst de bestanden.
erase-no = Nee, ga terug
erase-texts = Alles wat deelnemers typten
erase-texts-goes = Dit wissen we: open antwoorden, eigen woorden bij een keuze, woorden, vragen aan de spreker en de namen daaronder, en koppen van u waarin zo’n tekst staat.
erase-texts-stays = Dit blijft: wat elke deelnemer koos, niet op naam, alle totalen, en hoeveel mensen iets typten.
erase-texts-stays-totals = Dit blijft: alle totalen, en hoeveel mensen iets typten.
erase-texts-stays-counts = Wat u bij een antwoord van de lijst telde, blijft daar meetellen. Van een woordvraag blijft alleen hoeveel mensen antwoordden.
erase-texts-yes = Ja, verwijder de teksten
erase-rows = Losse antwoorden
erase-rows-goes = Dit wissen we: alle rijen, dus wat elke deelnemer afzonderlijk antwoordde en wanneer.
erase-rows-stays = Dit blijft: alle totalen en hoeveel mensen er waren.
erase-rows-stays-texts = Teksten blijven bewaard, los van andere antwoorden, tot hun dag komt of u ze verwijdert.
erase-rows-stays-apart = Vragen met elkaar vergelijken per persoon kan daarna niet meer.
erase-rows-yes = Ja, verwijder de losse antwoorden
erase-everything = De hele bijeenkomst
erase-everything-yes = Ja, verwijder alles
erase-later = Teksten en losse antwoorden apart verwijderen kan als de uitslagen vaststaan. Dat is { $minutes } minuten na het einde, of als een formulier dat open bleef is gesloten.
erase-later-at = Teksten en losse antwoorden apart verwijderen kan vanaf { $time }. Bleef er een formulier open, dan kan het als dat is gesloten.

# The receipt
receipt-title = Bewijs van verwijdering
receipt-keep = We bewaren dit bewijs niet. Download of print het als u het nodig hebt.
receipt-download = Download dit bewijs
receipt-session = Bijeenkomst
receipt-number = Kenmerk
receipt-code = Code
receipt-started = Begonnen
receipt-ended = Afgelopen
receipt-not-ended = was nog bezig
receipt-what = Verwijderd
receipt-at = Verwijderd op
receipt-much = Hoeveel
receipt-left = Wat blijft
receipt-disk = Op de schijf
receipt-what-texts = alles wat deelnemers typten
receipt-what-rows = alle losse antwoorden
receipt-what-everything = de hele bijeenkomst, met alle antwoorden, uitslagen en links
receipt-texts = { $n ->
    [one] 1 tekst
   *[other] { $figure } teksten
}
receipt-rows = { $n ->
    [one] 1 rij
   *[other] { $figure } rijen
}
receipt-answers = { $n ->
    [one] 1 antwoord
   *[other] { $figure } antwoorden
}
receipt-aside = { $n ->
    [one] 1 daarvan is apart gezet en telt in geen uitslag mee
   *[other] { $figure } daarvan zijn apart gezet en tellen in geen uitslag mee
}
receipt-unknown = niet bekend: de bijeenkomst was niet te lezen
receipt-before = niets: dit was al gewist op { $date }
receipt-left-texts = Totalen, en losse antwoorden zonder tekst.
receipt-left-rows = Totalen, en teksten los van andere antwoorden.
receipt-left-both = Totalen.
receipt-left-everything = Niets.
receipt-bytes = eerst { $before } bytes, nu { $after } bytes
receipt-scope = Dit gaat over de map van Peil op deze server. In die map staat hiervan geen letter meer. Bestanden die iemand eerder heeft gedownload, en reservekopieën van deze server, vallen er niet onder.
problem-not-sealed = De uitslagen van deze bijeenkomst staan nog niet vast.
problem-not-sealed-way-on = Wacht tot tien minuten na het einde en probeer het nog eens, of verwijder de hele bijeenkomst.
problem-no-such-receipt = Dit bewijs is er niet meer.
problem-no-such-receipt-way-on = Een bewijs blijft staan tot Peil stopt. Wat verwijderd is, blijft verwijderd.
api-lacks-what = ‘what’ ontbreekt of klopt niet. Het is texts of rows.

# What attendees read
keeping-mode-open = Uw antwoorden staan bij elkaar, niet op naam, in een bestand voor de organisator.
keeping-mode-confidential = Deze bijeenkomst is vertrouwelijk. De organisator krijgt totalen en losse teksten, en geen bestand waarin uw antwoorden bij elkaar staan. Op onze server staan ze wel bij elkaar, om goed te kunnen tellen.
keeping-mode-research = Deze bijeenkomst is ook voor onderzoek. Uw antwoorden staan bij elkaar, niet op naam, in een bestand voor de organisator. U kiest zelf of u meedoet.
promise-floor = Een vraag kan de deelnemers in groepen verdelen, bijvoorbeeld naar beroep. Hoeveel mensen elke groep kozen, is te zien. Wat een groep van minder dan { $n } mensen op andere vragen antwoordde, laten we niet apart zien.
promise-beside = Antwoorden op twee andere vragen kan de organisator naast elkaar leggen. Daar kan ook één persoon in te zien zijn, zonder naam.
promise-link-erased-already = We hebben voorgoed gewist welke antwoorden bij uw browser hoorden. Niemand kan nog zien welke antwoorden van u waren.
promise-texts-days = Wat u zelf typt, wissen we { $days ->
    [one] 1 dag
   *[other] { $days } dagen
} na het einde.
promise-texts-go = Wat u zelf typte, wissen we op { $date }.
promise-texts-gone = Wat u zelf typte, is gewist op { $date }.
promise-texts-stay = Wat u zelf typt, blijft bewaard tot de organisator het verwijdert.
promise-rows-days = Losse antwoorden wissen we { $days ->
    [one] 1 dag
   *[other] { $days } dagen
} na het einde.
promise-rows-go = Losse antwoorden wissen we op { $date }.
promise-rows-gone = Losse antwoorden zijn gewist op { $date }.
promise-rows-stay = Losse antwoorden blijven bewaard tot de organisator ze verwijdert.
promise-kept-totals = Totalen: hoeveel mensen elk antwoord gaven. Wat u zelf antwoordde, is niet meer apart te zien.
promise-totals = De totalen blijven bewaard tot de organisator de bijeenkomst verwijdert.
promise-sooner = De organisator kan alles ook eerder verwijderen. Wat gewist is, komt niet terug.
promise-downloads = De organisator kan bestanden downloaden. Die kunnen wij niet wissen.
promise-rights = Uw rechten
promise-who = De organisator van deze bijeenkomst beslist wat er met de antwoorden gebeurt. U bereikt die via de uitnodiging, of stel uw vraag in de chat.
promise-ask = U mag vragen wat er van u is bewaard, en vragen om het te verbeteren of te wissen. Dat vraagt u aan de organisator.
promise-change = Zolang een vraag open is, kunt u uw antwoord zelf wijzigen. Tien minuten na het einde kan niemand uw antwoorden nog terugvinden. Ook wij kunnen ze dan niet meer voor u opzoeken.
promise-complain = Vindt u dat er iets niet goed gaat? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.

# Documents at the desk
documents-title = Documenten
documents-processing = Bijlage bij een verwerkersovereenkomst
documents-processing-about = Welke gegevens, waarvoor, hoe lang en hoe beveiligd. U vult de namen zelf in.
documents-accessibility = Toegankelijkheidsverklaring
documents-accessibility-about = Wat er is getoetst, en wat nog niet goed gaat.
documents-download = Download als tekst
