# Questions that are filled in: their fields, and what their results say. The same on phone, screen and control.

kind-nobody = Niemand gaf antwoord.
kind-column-answer = Antwoord
kind-column-number = Getal
kind-column-people = Deelnemers

# Choice, within a grid or a form
kind-choice-how = Kies er één.
kind-several-how = Kies wat bij u past.
kind-several-how-max = Kies er hoogstens { $n }.
kind-choice-sentence = Meest gekozen: { $most }.

# Number
kind-number-mark = Kies een cijfer van { $min } tot en met { $max }, en verstuur uw antwoord.
kind-number-how = Vul een getal in van { $min } tot en met { $max }.
kind-number-how-step = Vul een getal in van { $min } tot en met { $max }, in stappen van { $step }.
kind-number-sentence = De middelste schatting is { $median }.
kind-number-middle = De middelste is { $median }. De middelste helft ligt tussen { $lower } en { $upper }.
kind-number-truth = Het juiste antwoord is { $truth }. { $near } van { $n } zaten er hoogstens een tiende naast.
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
kind-texts-none = { $of ->
    [one] Er kwam één tekst. Die is hier nog niet te lezen.
   *[other] Er kwamen { $of } teksten. Ze zijn hier nog niet te lezen.
}
kind-texts-sentence = U leest { $n } van { $of } teksten.
kind-texts-note = De presentator kiest welke teksten hier staan.
kind-texts-more = { $n ->
    [one] En nog 1 andere tekst.
   *[other] En nog { $n } andere teksten.
}
kind-texts-times = { $n }×
kind-texts-own = In eigen woorden
kind-words-none = De woorden zijn hier nog niet te lezen.
kind-words-sentence = Het vaakst genoemd: { $most } ({ $n }×).
kind-words-note = Wie twee woorden gaf, telt bij allebei: samen kan dat meer dan 100% zijn.
kind-words-more = { $n ->
    [one] En nog 1 ander woord.
   *[other] En nog { $n } andere woorden.
}
