# What a session found: sentences and words that results page, workbook, report and charts share.

findings-most = Meeste stemmen: { $most }, { $figures }.
findings-most-several = Het vaakst gekozen: { $most }, { $figures }.
findings-one = Eén stem: { $most }.
findings-one-several = Eén deelnemer koos { $most }.
findings-most-outside = Het vaakst gekozen antwoord: { $most }, { $figures }.
findings-tie = Evenveel stemmen: { $most }, elk { $figures }.
findings-tie-many = { $n } antwoorden kregen evenveel stemmen, elk { $figures }.
findings-asks = { $n ->
    [0] Er kwam geen vraag.
    [one] Er kwam 1 vraag; { $answered ->
        [0] die is niet beantwoord
       *[other] die is beantwoord
    }.
   *[other] Er kwamen { $n } vragen; { $answered ->
        [0] geen daarvan is beantwoord
        [one] 1 daarvan is beantwoord
       *[other] { $answered } daarvan zijn beantwoord
    }.
}
findings-rounded = Elk percentage is apart afgerond; samen is dat { $sum }%.
findings-several = Een deelnemer mocht meer antwoorden kiezen; samen kan het meer dan 100% zijn.
findings-column-given = Zoals gegeven
findings-right = Had het goed
findings-median = Middelste
findings-half = Middelste helft
findings-smallest = Laagste
findings-largest = Hoogste
findings-mean = Gemiddelde
findings-truth = Het juiste antwoord
findings-near = Zat er hoogstens een tiende naast
findings-score = NPS
findings-score-of = { $score }; met toeval erbij tussen { $lower } en { $upper }
findings-chosen = Gemiddeld aantal keuzes
findings-caveat = Dit zijn de antwoorden van wie er was en meedeed. Andere mensen kunnen anders denken.
findings-texts-gone = Wat mensen hier schreven, is gewist op { $date }.
