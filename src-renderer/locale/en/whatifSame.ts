import type { whatifSame as zh } from '../zh/whatifSame.ts'

export const whatifSame: { readonly [K in keyof typeof zh]: string } = {
  sameTitleMore: 'For the same {money} this list earns {gain} more than the ladder for everybody',
  sameTitleLess:
    'For the same {money} the ladder for everybody would earn {gain} more: caps hold this list back',
  sameTitleAlike: 'For the same {money} the ladder for everybody earns as much',
  sameTitleNone: 'Nothing is spent: both ways are the same',
  sameSub:
    'today: the whole ladder in the order of the file until the money is spent, caps not counted · a year has a round every {days} days',
  sameMeasure: 'The same money',
  sameToday: 'Today',
  sameBest: 'This list',
  sameMore: 'Difference',
  sameReached: 'Customers reached',
  samePoints: 'Activation, points',
  sameRevenue: 'Incremental revenue a year',
  sameWorlds: 'This list earns more in {n} of {draws} worlds; P10–P90 of the difference {range}.',
  sameImplied:
    '{points} points worth {money} a year says that each further customer won back brings {value} in revenue; in this plan it is {own}.',
  sameImpliedNone:
    'There is no customer in such a claim: points and money must point the same way, and not be 0.',
  sameClaim: 'Check a claim',
  sameClaimPoints: 'Points more',
  sameClaimMoney: 'said to be worth a year',
  formulaSame:
    'the whole ladder for everybody × the share of customers that the money pays for; activation = incremental returns ÷ all customers; a year = 365 ÷ days of the window',
  formulaImplied: 'money ÷ (points ÷ 100 × customers × rounds a year)',
}
