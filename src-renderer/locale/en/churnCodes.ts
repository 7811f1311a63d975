import type * as zh from '../zh/churnCodes.ts'

export const groups: Record<keyof typeof zh.groups, string> = {
  recency: 'Time since last',
  rhythm: 'Buying rhythm',
  orders: 'Orders',
  spend: 'Spend',
  basket: 'Basket',
  variety: 'Variety',
  availability: 'Products still sold',
  coupons: 'Coupons',
  refunds: 'Refunds',
  visits: 'Visits',
  logins: 'Logins',
  carts: 'Carts',
  favourites: 'Favourites',
  newArrivals: 'New arrivals',
  searches: 'Searches',
  checkIns: 'Check-ins',
  contacts: 'Contacts',
  pressure: 'Contact pressure',
  app: 'App removed',
  channels: 'Channels',
  timing: 'Time of day',
  season: 'Season',
  views: 'Views',
  cartRemoves: 'Cart removes',
  buys: 'Buy events',
  otherEvents: 'Other events',
  activity: 'Activity',
  tenure: 'Tenure',
  rfm: 'RFM scores',
  lifetime: 'Lifetime model',
  attributes: 'Attributes',
}

export const signals: typeof zh.signals = {
  loginsFell: ['Logins dropped', 'last 30 days weekly, daily before'],
  loginsFellRelative: ['Logins dropped', 'last 30 days a quarter or less of the 30 before'],
  cartAddsFell: ['Carts dropped', 'last 30 days at least 70% below the 30 before'],
  newArrivalsStopped: ['No new arrivals', 'none in the last 30 days, some in the 30 before'],
  overdue: ['Overdue', 'silent for over twice the own gap'],
  spendFell: ['Spend dropped', 'last 90 days at least 70% below the 90 before'],
  twoOfThree: ['Two of three', 'at least two of the first three'],
  allThree: ['All three', 'the first three at once'],
}

export const notes: Record<keyof typeof zh.notes, string> = {
  'constant-features': '[[{n} ]]features are the same for everybody and were left out[[: {names}]].',
  'duplicate-features': '[[{n} ]]features repeat another one; only one of each was kept[[: {names}]].',
  'empty-features': '[[{n} ]]features hold nothing and were left out[[: {names}]].',
  'infinite-values': '[[{n} ]]infinite values were taken as missing[[: {names}]].',
  'separating-feature':
    '[["{names}"]] nearly tells leavers apart by itself, most likely because the outcome leaked into the data; check it before you believe these numbers.',
  'few-churners': 'There are few leavers[[ ({n})]], so intervals are wide.',
  'one-training-day': 'Only one as-of day to train on; season and promotions cannot be told apart.',
  'no-behaviours':
    'No behaviour data, purchases only; logins, carts and the like usually show a change earlier.',
  'no-control-group':
    'No campaign with a control group yet, so who would come back is not known; test on a few first.',
  'not-better': 'The model is no better than ways that need no model; take the list as a hint only.',
  drift:
    'The last test days are worse than those before[[: AUC {before} → {now}]]; what it learned may be out of date.',
  'unlabelled-rows': '[[{n} ]]customers have no label and took no part in training or verdict.',
}

export const advices: Record<keyof typeof zh.advices, string> = {
  recall: 'recall',
  test: 'test on a few',
  'leave-alone': 'leave alone',
  watch: 'watch',
}

export const models: Record<keyof typeof zh.models, string> = {
  logistic: 'Logistic regression',
  boosted: 'Boosted trees',
  blend: 'Mean of both',
}

export const calibrations: Record<keyof typeof zh.calibrations, string> = {
  none: 'not needed',
  platt: 'Platt',
  isotonic: 'isotonic',
}

export const baselines: Record<keyof typeof zh.baselines, string> = {
  majority: 'Guess the majority',
  recency: 'Recency alone',
  rfm: 'RFM score',
  pActive: 'P(active)',
}

export const subjects: typeof zh.subjects = { orders: 'Orders', contacts: 'Contacts' }

export const units: typeof zh.units = {
  days: 'days',
  ratio: '×',
  perMonth: 'per 30 days',
  nats: 'nats',
  hour: "o'clock",
  month: 'month',
  dayOfMonth: 'day of month',
}
