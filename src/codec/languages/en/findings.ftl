# What a session found: sentences and words that results page, workbook, report and charts share.

findings-most = Most votes: { $most }, { $figures }.
findings-most-several = Chosen most often: { $most }, { $figures }.
findings-one = One vote: { $most }.
findings-one-several = One participant chose { $most }.
findings-most-outside = The single answer chosen most often: { $most }, { $figures }.
findings-tie = Equal votes: { $most }, { $figures } each.
findings-tie-many = { $n } answers got equal votes, { $figures } each.
findings-asks = { $n ->
    [0] No question came in.
    [one] 1 question came in; { $answered ->
        [0] it was not answered
       *[other] it was answered
    }.
   *[other] { $n } questions came in; { $answered ->
        [0] none of them was answered
        [one] 1 of them was answered
       *[other] { $answered } of them were answered
    }.
}
findings-rounded = Each percentage is rounded by itself; together they make { $sum }%.
findings-several = People could choose more than one answer, so together it may be more than 100%.
findings-column-given = As given
findings-right = Had it right
findings-median = Median
findings-half = Middle half
findings-smallest = Lowest
findings-largest = Highest
findings-mean = Mean
findings-truth = The right answer
findings-near = Was at most a tenth off
findings-score = NPS
findings-score-of = { $score }; allowing for chance, between { $lower } and { $upper }
findings-chosen = Mean number of choices
findings-caveat = These are the answers of those who were there and took part. They do not by themselves speak for others.
findings-texts-gone = What people wrote here was erased on { $date }.
