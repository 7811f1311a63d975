import type { InputProblem } from '../../../shared/contract/winbackFields.ts'
import type { StrategyNote } from '../../../shared/contract/winbackResult.ts'

/** What is wrong with one value of a plan. */
export const problems = {
  missing: '{path} is missing[[; allowed: {allowed}]]',
  'wrong-type': '{path} cannot be read[[; allowed: {allowed}]][[, given: {given}]]',
  'out-of-range': '{path} is out of range[[; allowed: {allowed}]][[, given: {given}]]',
  'unknown-key': '{path} is not a field of this file',
  'unknown-name': '{path} names something unknown[[; known: {allowed}]][[, given: {given}]]',
  'duplicate-name': '{path} has a name that another one has[[: {given}]]',
  empty: '{path} is empty[[; allowed: {allowed}]]',
  'both-given': '{path}: only one of these may be given[[: {allowed}]]',
  'neither-given': '{path}: one of these must be given[[: {allowed}]]',
  'too-early': '{path} is before the step above it[[; allowed: {allowed}]][[, given: {given}]]',
  'above-basket':
    '{path}: the coupon is worth more than the basket it needs[[; allowed: {allowed}]][[, given: {given}]]',
  contradiction: '{path} limits what another one already limits',
  infeasible: '{path}: this redemption cannot be reached[[; allowed: {allowed}]][[, given: {given}]]',
  'needs-project': '{path} takes customers from a project, which is not available here; give audience.groups',
} as const satisfies Record<InputProblem, string>

/** Words of a plan's answer. */
export const winback = {
  finding:
    'Wins back about {returns} customers who would not have come anyway ({organic} come by themselves); direct cost {direct} {currency}, profit {profit} {currency}.',
  plan: 'Best use of the budget: {cost} {currency} spent wins back about {returns}, profit {profit} {currency}; {alone} left alone saves {saved} {currency}; the next {currency} earns {price}.',
  policy:
    '{cost} {currency} spent gains {gain} {currency} (no plan gains more than {bound}); {alone} left alone; the next {currency} gains {price}.',
  cap: 'The cap on {cap} costs {cost} {currency}.',
  worlds: 'In {draws} drawn worlds, {share} of them with a profit:',
  assumed: 'Assumed, because nothing was given or measured: {list}.',
  difference: 'difference of win rates {difference}',
  group: 'group',
  step: 'step',
  sent: 'sent',
  delivered: 'delivered',
  returns: 'incremental returns',
  messageCost: 'message cost',
  revenue: 'incremental revenue',
  margin: 'incremental margin',
  direct: 'direct cost',
  coupons: '  of it coupons',
  unneeded: '  coupons redeemed without need',
  leaked: '  of these by organic customers',
  opportunity: 'opportunity cost',
  opportunityAssumed: 'opportunity cost (assumed ROI)',
  hidden: 'hidden cost',
  profit: 'profit',
  roiGross: 'ROI gross (organic included)',
  roiNet: 'ROI net (organic included)',
  roiContribution: 'ROI contribution (incremental)',
  roiFull: 'ROI full (incremental, all ledgers)',
  perReturn: 'cost per return',
  perIncremental: 'cost per incremental return',
  assumedTerms: 'The numbers of the task and of habits are assumed.',
  healthyReturns: 'healthy returns',
  perHealthy: 'cost per healthy return',
  acquisition: 'cost of a new customer',
  northStar: 'North Star, points',
  redemption: 'redemption',
  breakEvenRedemption: 'break-even redemption',
  breakEvenMultiple: 'break-even response multiple',
  customers: 'customers',
  customer: 'customer',
  action: 'action',
  cost: 'cost',
  gain: 'gain',
  offer: 'offer',
  leftAlone: 'left alone',
  strategy: 'strategy',
  perContact: 'per contact',
  winRate: 'win rate (95%)',
  valueNet: 'value/return, net',
  valueGross: 'value/return, gross',
} as const

/** What must be said beside a comparison of strategies. */
export const notes = {
  'roi-other-values':
    'The two ROIs are not about customers of one value: they imply {a} and {b} per return (net).',
  tie: 'Below {value} a return {below} earns more, above it {above} does, whatever their ROIs say.',
  dominates: '{better} earns more at every value of a return.',
  'no-ab-test': 'The audiences differ ({reachedA} and {reachedB} reached): the interval is no A/B test.',
  'organic-not-counted':
    'Neither counts customers who would have come anyway: at an organic {organic}, {name} costs {to} per return, not {from}.',
} as const satisfies Record<StrategyNote['code'], string>
