# Questions that are filled in: their fields, and what their results say. The same on phone, screen and control.

kind-nobody = Niemand gaf antwoord.
kind-gave = { $n ->
    [one] { $n } deelnemer gaf antwoord.
   *[other] { $n } deelnemers gaven antwoord.
}
kind-column-answer = Antwoord
kind-column-number = Getal
kind-column-people = Deelnemers

# What is right, once it is told
kind-right = goed antwoord
kind-solved = { $n ->
    [0] Van { $of } had niemand het goed.
    [one] { $n } van { $of } had het goed.
   *[other] { $n } van { $of } hadden het goed.
}
kind-solved-several = { $n ->
    [0] Van { $of } had niemand het helemaal goed.
    [one] { $n } van { $of } had het helemaal goed.
   *[other] { $n } van { $of } hadden het helemaal goed.
}
kind-right-lead = { $n ->
    [one] Goed antwoord:
   *[other] Goede antwoorden:
}

# Choice, within a grid or a form
kind-choice-how = Kies er één.
kind-several-how = Kies wat bij u past.
kind-several-how-max = Kies er hoogstens { $n }.
kind-choice-incomplete = { $percent }% gaf een eigen antwoord. Dat is veel: misschien ontbrak er een antwoord in de lijst.
kind-choice-sentence = Meest gekozen: { $most }.

# Number
kind-number-mark = Kies een cijfer van { $min } tot en met { $max }, en verstuur uw antwoord.
kind-number-how = Vul een heel getal in van { $min } tot en met { $max }.
kind-number-how-whole = Vul een heel getal in van { $min } tot en met { $max }, in stappen van { $step }.
kind-number-how-step = Vul een getal in van { $min } tot en met { $max }, in stappen van { $step }.
kind-number-sentence = { $n ->
    [one] Er kwam één antwoord: { $median }.
   *[other] Het middelste antwoord is { $median }.
}
kind-number-sentence-estimate = { $n ->
    [one] Er kwam één schatting: { $median }.
   *[other] De middelste schatting is { $median }.
}
kind-number-sentence-mark = { $n ->
    [one] Er kwam één cijfer: { $median }.
   *[other] Het middelste cijfer is { $median }.
}
kind-number-mean = { $n ->
    [one] Gemiddeld { $mean }, van { $n } antwoord.
   *[other] Gemiddeld { $mean }, van { $n } antwoorden.
}
kind-number-score = NPS { $score }; met toeval erbij tussen { $lower } en { $upper }. Vergelijk het niet met een andere bijeenkomst.
kind-number-score-few = De NPS verschijnt bij { $n } antwoorden of meer.
kind-number-middle = De middelste helft ligt tussen { $lower } en { $upper }.
kind-number-middle-same = De middelste helft ligt op { $lower }.
kind-number-truth = Het juiste antwoord is { $truth }. { $near ->
    [0] Niemand zat er hoogstens een tiende naast.
    [one] { $near } van { $n } zat er hoogstens een tiende naast.
   *[other] { $near } van { $n } zaten er hoogstens een tiende naast.
}
kind-number-class = { $from } tot { $to }
kind-number-class-last = { $from } tot en met { $to }
kind-number-dots = Elke stip is één deelnemer.

# Open text and words
kind-column-word = Woord
kind-open-how = Schrijf uw antwoord in hoogstens { $n } tekens.
kind-words-how = { $n ->
    [one] Vul één woord of een paar woorden in.
   *[other] Vul hoogstens { $n } woorden in, in elk vak één.
}
kind-words-entry = Woord { $n }
kind-text-safe = Schrijf geen namen of telefoonnummers op.
kind-text-long = Nog {"{"}n{"}"} tekens te lang. Maak uw tekst korter.
kind-text-left = Nog {"{"}n{"}"} tekens.
kind-texts-none = De presentator leest mee en kiest wat hier komt te staan.
kind-texts-veiled = De teksten zijn nu even niet te lezen.
kind-texts-wrote = { $n ->
    [one] deelnemer schreef iets
   *[other] deelnemers schreven iets
}
kind-texts-to-read = { $n ->
    [one] { $n } deelnemer schreef iets. U kiest wat op het scherm komt.
   *[other] { $n } deelnemers schreven iets. U kiest wat op het scherm komt.
}
kind-texts-counted = { $n ->
    [one] Er kwam 1 tekst.
   *[other] Er kwamen { $n } teksten.
}
kind-texts-sentence = { $of ->
    [one] U leest { $n } van { $of } tekst.
   *[other] U leest { $n } van { $of } teksten.
}
kind-texts-note = De presentator kiest welke teksten hier staan.
kind-texts-more = { $n ->
    [one] En nog 1 andere tekst.
   *[other] En nog { $n } andere teksten.
}
kind-texts-times = { $n }×
kind-texts-own = In eigen woorden
kind-words-sentence = Het vaakst genoemd: { $most } ({ $n }×).
kind-words-note = Wie twee woorden gaf, telt bij allebei: samen kan dat meer dan 100% zijn.
kind-words-more = { $n ->
    [one] En nog 1 ander woord.
   *[other] En nog { $n } andere woorden.
}

kind-and = en

# Ranking
kind-ranking-how = Geef een plaats aan wat voor u eerst komt, dan aan wat daarna komt. Niet alles hoeft een plaats.
kind-ranking-how-max = Geef een plaats aan wat voor u eerst komt, dan aan wat daarna komt. Kies er hoogstens { $n }.
kind-ranking-tap = Tik op wat voor u eerst komt, dan op wat daarna komt. Niet alles hoeft een plaats.
kind-ranking-tap-max = Tik op wat voor u eerst komt, dan op wat daarna komt. Kies er hoogstens { $n }.
kind-ranking-none = geen plaats
kind-ranking-once = Geef elke plaats hoogstens één keer.
kind-ranking-placed = { $answer } staat nu op plaats { $place } van { $of }.
kind-ranking-out = { $answer } heeft geen plaats meer.
kind-ranking-up = Hoger: { $answer }
kind-ranking-down = Lager: { $answer }
kind-ranking-full = U kunt er hoogstens { $n } een plaats geven. Tik eerst op een andere om die weg te halen.
kind-ranking-mean = gemiddeld
kind-ranking-first = eerste bij { $figures }
kind-ranking-ranked = { $n } { $n ->
    [one] gaf
   *[other] gaven
} een plaats
kind-ranking-sentence = Het hoogst: { $most }, eerste bij { $first } van { $n }.
kind-ranking-sentence-tie = Even hoog: { $most }.
kind-ranking-note = Wie vaker en hoger een plaats kreeg, staat hoger.
kind-ranking-bars = Dichte balk: eerste plaats; open balk: een plaats.
kind-column-mean-place = Gemiddelde plaats
kind-column-first = Eerste plaats
kind-column-ranked = Hoe vaak het een plaats kreeg

# Points to divide
kind-points-how = Verdeel { $n } punten, en verstuur uw antwoord.
kind-points-left = Nog { $n } punten te verdelen
kind-points-left-one = Nog 1 punt te verdelen
kind-points-done = Alle punten zijn verdeeld
kind-points-over = { $n } punten te veel
kind-points-over-one = 1 punt te veel
kind-points-given = { $answer }: { $n }.
kind-points-none-left = Er zijn geen punten meer over. Haal eerst ergens punten weg.
kind-points-not-all = Verdeel eerst alle punten.
kind-points-too-many = U gaf te veel punten. Haal er eerst wat weg.
kind-points-more = { $n } meer: { $answer }
kind-points-fewer = { $n } minder: { $answer }
kind-points-wrong = Vul een heel getal in van 0 tot en met { $n }.
kind-points-mean = gemiddeld
kind-points-gave = { $n } { $n ->
    [one] gaf
   *[other] gaven
} punten
kind-points-sentence = Gemiddeld de meeste punten: { $most }, { $mean } van de { $n }.
kind-points-note = Een balk over de hele breedte is { $n } punten.
kind-column-mean-points = Gemiddeld aantal punten
kind-column-gave = Hoeveel punten gaven

# Rows of a grid and fields of a form
kind-column-row = Onderdeel
kind-parts-progress = { $n } van { $of } beantwoord
kind-too-few = { $n ->
    [one] Te zien vanaf { $n } antwoord.
   *[other] Te zien vanaf { $n } antwoorden.
}
kind-rating-how = Kies bij elk onderdeel een antwoord, en verstuur ze samen. U mag onderdelen overslaan.
kind-rating-high = Vaakst aan de hoge kant: { $rows }.
kind-rating-low = Vaakst aan de lage kant: { $rows }.
kind-rating-middle = Vaakst in het midden: { $rows }.
kind-stack-answered = { $n ->
    [one] 1 antwoord
   *[other] { $n } antwoorden
}
kind-stack-percent = Procenten van wie een punt koos.
kind-form-how = Vul in wat u wilt, en verstuur uw antwoorden. U mag vragen overslaan.
kind-form-answered = { $n ->
    [one] 1 deelnemer vulde dit in.
   *[other] { $n } deelnemers vulden dit in.
}

# The same question asked again
kind-moved = De eerste keer: { $first } { $both ->
    [0] {""}
   *[other] Van { $both } die twee keer antwoordden, { $n ->
        [one] antwoordde 1 nu anders
       *[other] antwoordden { $n } nu anders
    }.
}
