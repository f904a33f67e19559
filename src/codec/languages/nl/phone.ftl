# What an attendee reads. Short, active, "u".

# Every page
phone-language = Taal
phone-privacy-link = Wat bewaren we?
phone-your-choice = uw keuze
phone-title-question = Vraag { $n }: { $question }
phone-number = Vraag { $n } van { $of }

# Nothing to answer
phone-joined = U doet mee.
phone-not-started = Deze bijeenkomst begint later. Laat deze pagina open.
phone-no-question = Er is nu geen vraag. Kijk naar het scherm.
phone-waiting = De vraag komt zo.
phone-black = Kijk naar de spreker.
phone-ended = De bijeenkomst is afgelopen.
phone-thanks = Bedankt. U kunt deze pagina sluiten.
phone-ended-erased = We hebben voorgoed gewist welke antwoorden van u waren.
phone-ended-kept = Tien minuten na het einde wissen we voorgoed welke antwoorden van u waren.

# Open
phone-tap = Tik op uw antwoord.
phone-tick-alone = ‘{ $answer }’ kunt u alleen los kiezen.
phone-tick = Kies wat bij u past, en verstuur uw antwoord.
phone-tick-max = Kies er hoogstens { $n }, en verstuur uw antwoord.
phone-too-many = U kunt er hoogstens { $n } kiezen. Haal er eerst een weg.
phone-send-several = Verstuur uw antwoord
phone-nothing-ticked = Kies eerst een antwoord.
phone-nothing-filled = Vul eerst iets in.
phone-may-still = Wijzigen kan nog.
phone-may-change = Wijzigen kan zolang de vraag open is.
phone-own-words = Schrijf geen namen of telefoonnummers op
phone-send = Verstuur eigen antwoord
phone-not-sent = nog niet verstuurd
phone-characters-left = Nog { $n } tekens
phone-too-long = Uw tekst is te lang. Haal { $n } tekens weg.

# Closed
phone-closed = De vraag is dicht. De uitslag komt zo.

# Status
phone-sending = We versturen uw stem…
phone-stored = Uw stem is opgeslagen om { $time }.
phone-stored-open = ‘{ $answer }’. U kunt nog wijzigen.
phone-stored-closed = ‘{ $answer }’.
phone-stored-filled = U kunt het hierboven nalezen.
phone-aside = Uw stem telt nu niet mee.
phone-aside-more = Hij is opgeslagen, maar de spreker heeft stemmen apart gezet.
phone-changed = Gewijzigd.
phone-changed-more = Uw stem is nu ‘{ $answer }’.
phone-offline = Geen verbinding.
phone-unsent = Nog niet opgeslagen.
phone-unsent-more = Geen verbinding. We proberen het steeds opnieuw.
phone-offline-more = We proberen het steeds opnieuw.
phone-busy = Het is druk.
phone-unsent-busy = Het is druk. We proberen het steeds opnieuw.
phone-full = Nog niet opgeslagen: onze schijf is vol.
phone-empty = Schrijf eerst uw antwoord op.
phone-empty-more = Er is niets verstuurd.
phone-busy-more = Uw stem is nog niet opgeslagen. Kies nog een keer.
phone-full-more = Onze schijf is vol. Kies straks nog een keer.
phone-try-now = Probeer nu
phone-back = U bent weer verbonden.
phone-late = De vraag was al dicht.
phone-late-more = Uw stem telt niet mee.
phone-late-earlier = Uw eerdere antwoord ‘{ $answer }’ telt wel.
phone-invalid = Uw stem is niet opgeslagen.
phone-invalid-more = Vernieuw de pagina en kies opnieuw.
phone-too-late = Te laat: de vraag is dicht.
phone-new-question = Er is een nieuwe vraag
phone-new-question-go = Ga naar de nieuwe vraag
phone-moved-on = De spreker is verder gegaan
phone-moved-on-go = Ga verder
phone-reload = U bent hier niet meer verbonden.
phone-reload-more = Vernieuw de pagina om mee te doen.

# Results
phone-nobody = Niemand stemde.
phone-result = { $n ->
    [one] Uitslag: { $n } deelnemer stemde. { $most }
   *[other] Uitslag: { $n } deelnemers stemden. { $most }
}
phone-voted = { $n ->
    [one] { $n } deelnemer stemde.
   *[other] { $n } deelnemers stemden.
}
phone-tie = Gelijke stand.
phone-so-far = { $n ->
    [0] Nog niemand stemde.
    [one] Tot nu toe stemde { $n } deelnemer.
   *[other] Tot nu toe stemden { $n } deelnemers.
}
phone-filled-so-far = { $n ->
    [0] Nog niemand gaf antwoord.
    [one] Tot nu toe gaf { $n } deelnemer antwoord.
   *[other] Tot nu toe gaven { $n } deelnemers antwoord.
}
phone-form-so-far = { $n ->
    [0] Nog niemand vulde dit in.
    [one] Tot nu toe vulde { $n } deelnemer dit in.
   *[other] Tot nu toe vulden { $n } deelnemers dit in.
}
phone-most = Meeste stemmen: ‘{ $answer }’, { $figures }.
phone-most-tied = Meeste stemmen: { $answers }, elk { $figures }.
phone-quoted = ‘{ $answer }’
phone-and = { $answers } en { $last }
phone-figures = { $count } ({ $percent }%)
phone-too-few = Te weinig deelnemers gaven antwoord om de uitslag te tonen. Daarvoor zijn { $n } antwoorden nodig.
phone-too-few-yet = { $n ->
    [one] U ziet de uitslag zodra { $n } deelnemer heeft geantwoord.
   *[other] U ziet de uitslag zodra { $n } deelnemers hebben geantwoord.
}
phone-column-answer = Antwoord
phone-column-votes = Stemmen
phone-rounding = Door afronding is het totaal { $n }%.
phone-before = eerst { $figures }
phone-several = U kon meer antwoorden kiezen; gemiddeld koos men er { $mean }. Samen is dat meer dan 100%.
phone-caveat = Dit zijn de antwoorden van wie er was en meedeed; andere mensen kunnen anders denken.

# What was right
phone-own-right = U had het goed.
phone-own-right-several = U had het helemaal goed.
phone-own-right-number = U zat er hoogstens een tiende naast.
phone-own-wrong = U had een ander antwoord.
phone-own-wrong-several = U had het niet helemaal goed.
phone-own-wrong-number = U zat er meer dan een tiende naast.

# Without script
phone-refresh = Vernieuwen
phone-refresh-on = Elke 30 seconden vernieuwen
phone-refresh-off = Niet meer vanzelf vernieuwen

# Joining
phone-join-title = Meedoen
phone-join-label = Vul de code in
phone-join-hint = De code staat op het scherm. De code heeft 6 cijfers.
phone-join-button = Meedoen
phone-join-unknown = Deze code kennen we niet. Kijk nog eens op het scherm. De code heeft 6 cijfers.

# Privacy
phone-privacy-title = Wat bewaren we?
phone-privacy-short = We vragen geen naam. We weten niet wie u bent.
phone-privacy-stored = Dit bewaren we
phone-privacy-answers = Uw antwoorden, onder een willekeurig nummer. Geen naam, geen e-mailadres.
phone-privacy-words = De woorden die u zelf typt. De organisator kan die lezen. Schrijf daarom geen namen of telefoonnummers op.
phone-privacy-times = De tijd van uw antwoorden.
phone-privacy-present = Bij welke vragen u aanwezig was.
phone-privacy-aside = Lijken stemmen door een programma gemaakt, dan kan de presentator ze apart zetten. Ze tellen dan niet mee in de uitslag, en blijven wel bewaard.
phone-privacy-not = Dit bewaren we niet
phone-privacy-no-address = Het internetadres van uw telefoon of computer staat niet bij uw antwoorden.
phone-privacy-no-others = Deze pagina haalt niets op bij andere bedrijven. Niemand volgt u hier.
phone-privacy-device = Dit staat op uw telefoon of computer
phone-privacy-cookie = De cookie { $cookie }, met een willekeurige sleutel. Zo telt uw stem één keer, en kunt u haar wijzigen. { $days ->
    [1] De cookie verdwijnt na 24 uur.
   *[other] Er is een formulier dat open blijft: de cookie verdwijnt na { $days } dagen.
}
phone-privacy-storage = Antwoorden die nog niet verstuurd zijn, en de volgnummers van uw antwoorden, in de opslag van uw browser. Die wist deze pagina als de bijeenkomst is afgelopen.
phone-privacy-long = Hoe lang?
phone-privacy-link-erased = Tien minuten na het einde wissen we voorgoed welke antwoorden bij uw browser horen: de rijen worden geschud, en de nummers en de sleutel verdwijnen. Niemand kan daarna nog zien welke antwoorden van u waren. Blijft er een formulier open, dan doen we dat zodra het sluit.
phone-privacy-return = Terug naar de bijeenkomst
phone-after-end = De bijeenkomst is afgelopen. U kunt dit formulier nog invullen tot { $until }. Als het sluit, wissen we voorgoed welke antwoorden van u waren.

# The clock of a question
phone-closes-at = De vraag sluit om { $time }.
phone-time-left = Nog { $time }
phone-more-time = Ik heb meer tijd nodig
phone-more-time-asked = De spreker ziet dat u meer tijd wilt.

# How the talk goes
phone-pulse = Hoe gaat het voor u?
phone-pulse-note = Alleen de spreker ziet dit; we bewaren het niet.
phone-pulse-said = De spreker ziet: { $word }.
