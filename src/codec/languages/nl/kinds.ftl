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

# Rows of a grid and fields of a form
kind-column-row = Onderdeel
kind-parts-progress = { $n } van { $of } beantwoord
kind-too-few = Te zien vanaf { $n } antwoorden.
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
