# Wat de zaal vraagt: op de telefoon, op het scherm, en op de bediening.
phone-asks-hint = Stel uw vraag. Wij lezen elke vraag eerst. Daarna staat hij in de lijst.
phone-asks-hint-open = Stel uw vraag. Hij staat meteen in de lijst.
phone-asks-closed = Vragen stellen kan niet meer.
phone-ask-label = Uw vraag
phone-ask-name = Uw naam (hoeft niet; iedereen kan hem lezen)
phone-ask-send = Verstuur uw vraag
phone-ask-empty = Schrijf eerst uw vraag op.
phone-ask-stored = Uw vraag is opgeslagen om { $time }.
phone-ask-stored-waits = Wij lezen hem eerst. Daarna komt hij in de lijst.
phone-ask-stored-shown = Hij staat in de lijst.
phone-ask-not-stored = Uw vraag is nog niet opgeslagen
phone-own-head = Uw vragen
phone-own-waiting = Wacht tot wij hem gelezen hebben
phone-own-shown = Staat in de lijst
phone-own-answered = Beantwoord
phone-own-hidden = Staat niet in de lijst
phone-own-merged = Samengevoegd met een andere vraag
phone-own-unsent = Nog niet opgeslagen
phone-asks-head = Vragen uit de zaal
phone-asks-none = Er staan nog geen vragen in de lijst.
phone-asks-curtained = De lijst met vragen is nu even niet te zien.
phone-asks-new-one = 1 nieuwe vraag: toon hem
phone-asks-new = { $n } nieuwe vragen: toon ze
phone-asks-all = Alle { $n } vragen
phone-asks-page = { $n } vragen, blad { $page } van { $pages }
phone-asks-paging = Bladeren
phone-asks-previous = Vorige vragen
phone-asks-next = Volgende vragen
phone-asks-return = Terug naar de bijeenkomst
phone-privacy-asks = Als u een vraag stelt: die vraag, en de naam die u er zelf bij zet. De organisator krijgt beide. Wordt de vraag getoond, dan leest iedereen ze.
phone-ask-now = Nu aan de beurt
phone-ask-own = Uw vraag
phone-ask-joined = Uw vraag hoort hierbij
phone-ask-gone = Deze vraag staat niet meer in de lijst.
phone-ask-vote = Deze vraag heb ik ook. Stemmen:
phone-ask-said-closed = Vragen stellen kan niet meer.
phone-ask-said-closed-more = Uw vraag is niet opgeslagen.
phone-ask-said-too-many = U hebt al { $n } vragen die wachten.
phone-ask-said-too-many-more = Deze vraag is niet opgeslagen. Stel hem straks opnieuw.
phone-ask-said-no-room = De lijst is vol.
phone-ask-said-no-room-more = Uw vraag is niet opgeslagen. Stemmen op vragen kan nog.
phone-ask-said-invalid = Deze vraag is niet opgeslagen.
phone-ask-said-invalid-more = Maak hem korter en verstuur hem opnieuw.
phone-ask-said-busy = De server heeft het druk.
phone-ask-said-busy-more = Uw vraag is niet opgeslagen. Verstuur hem zo nog een keer.
phone-ask-said-empty = U hebt nog niets geschreven.
phone-ask-said-empty-more = Schrijf uw vraag op en druk op Verstuur.
screen-asks-how = Stel uw vraag op uw telefoon
screen-asks-open = Stel uw vraag op uw telefoon
screen-asks-closed = Vragen stellen kan niet meer
screen-said-ask = Nu aan de beurt: { $text }
control-asks = Vragen uit de zaal
control-asks-counts = { $waiting ->
    [0] Er wacht geen vraag
    [one] 1 vraag wacht
   *[other] { $waiting } vragen wachten
} · { $shown } in de lijst · { $answered } beantwoord
control-asks-hide = Verberg alle vragen
control-asks-unhide = Toon de vragen weer
control-asks-hidden = Alle vragen zijn nu verborgen, op het scherm en op de telefoons.
control-asks-list = Terug naar de lijst op het scherm
control-asks-now = Nu groot op het scherm
control-asks-waiting = Wachten op u
control-asks-shown = In de lijst
control-asks-none = Er zijn nog geen vragen.
control-asks-none-waiting = Alles is gelezen.
control-asks-more = Alle { $n } vragen, zoeken
control-asks-fresh = Er zijn nieuwe vragen: toon ze
control-ask-show = Toon
control-ask-hide = Verberg
control-ask-spotlight = Groot op het scherm
control-ask-answer = Beantwoord
control-ask-pin = Zet vast bovenaan
control-ask-unpin = Maak los
control-ask-more-of = bij vraag { $n }
control-ask-merge = Voeg samen
control-ask-merge-with = Voeg samen met vraag { $n }
control-ask-merge-into = Voeg samen met vraag nummer
control-ask-alike = Lijkt op vraag { $n }:
control-ask-private = Let op: er lijkt een e-mailadres of telefoonnummer in te staan.
control-ask-votes = { $n ->
    [one] 1 stem
   *[other] { $n } stemmen
}
control-ask-merged = { $n ->
    [one] 1 vraag erbij gevoegd
   *[other] { $n } vragen erbij gevoegd
}
control-ask-pinned = Vastgezet
control-ask-state-waiting = Wacht
control-ask-state-shown = In de lijst
control-ask-state-answered = Beantwoord
control-ask-state-hidden = Verborgen
control-ask-state-merged = Samengevoegd met vraag { $n }
control-asks-page-title = Alle vragen uit de zaal
control-asks-return = Terug naar de bediening
control-asks-search = Zoek in de vragen
control-asks-search-go = Zoek
control-asks-state = Welke vragen
control-asks-state-all = Alle vragen
control-asks-state-merged = Samengevoegd
control-asks-found = { $n ->
    [0] Geen vragen gevonden
    [one] 1 vraag gevonden
   *[other] { $n } vragen gevonden
}
control-asks-page = Blad { $page } van { $pages }
control-asks-paging = Bladeren
control-asks-previous = Vorige
control-asks-next = Volgende
control-key-asks = Verberg of toon alle vragen uit de zaal
control-next-asks-open = Open voor vragen
control-next-asks-close = Sluit het stellen van vragen
refusal-no-such-ask = Die vraag is er niet (meer). De lijst toont hoe het nu staat.
refusal-nothing-to-reveal = Vragen uit de zaal hebben geen uitslag. Ga verder met Volgende.
