import type { Same } from '../same.ts'
import type * as zh from '../zh/lifetimeCodes.ts'

export const warnings = {
  'no-holdout': 'There is no holdout: the predictions were not tested on days that the model had not seen.',
  'not-converged': 'The fit did not converge (gradient {gradientNorm}); take the parameters with caution.',
  'parameter-at-bound':
    'Parameters at the end of their range: {parameters}. The data do not determine them, so no standard errors are given.',
  'no-better-than-same-rate':
    'On the holdout the mean error is no smaller than that of "goes on at the same rate" (by {worseBy}).',
  'spend-depends-on-frequency':
    'Spend goes with frequency (correlation {correlation}, 95% interval {low} to {high}); the Gamma-Gamma model assumes that it does not, so values are biased.',
  'spend-not-fitted': 'Too few customers paid twice to fit spend; the mean stands in for everybody.',
  'spend-tail-heavy':
    'The tail of spend is so heavy that its mean does not exist; the observed mean stands in for one-time buyers.',
  'regular-buyers':
    'Gaps between purchases are more even than chance (k = {regularity}, chance is 1); these models notice the silence of regular buyers too late.',
  contracts:
    '{share} of frequent customers buy at all but equal gaps, like subscriptions or contracts, for which these models are not made.',
  seasonality:
    'Weeks differ from the model by {deviation} on average (chance alone: {noise}); probably seasons or promotions, so be careful with short horizons.',
  'zero-spend-counted': '{lines} lines of amount 0 count as purchases but not in average spend.',
  'refunds-left-out': '{lines} refund lines are left out: spend is what was paid at purchase.',
  'later-purchases': '{orderDays} purchases after the as-of day were not used.',
} as const satisfies Same<typeof zh.warnings>

export const choices = {
  askedFor: '{model} is the model that was asked for.',
  holdoutLikelihood: '{model} was chosen: its predictive likelihood on the holdout is the highest{behind}.',
  historyLikelihood:
    '{model} was chosen: without a holdout, its likelihood of the history is the highest{behind}.',
  onlyConverged: '{model} was chosen: no other fit converged.',
  behind: ', {lead} above {other}',
  behindLittle: ', though hardly distinguishable from {other}',
  untested: 'It was not tested on days that it had not seen.',
  tested:
    'In the {days} days held out it expected {expected} purchases and {actual} came; it misses by {miss} a customer, the same rate as before by {baseline}.',
} as const satisfies Same<typeof zh.choices>
