import type { whatifSubsidy as zh } from '../zh/whatifSubsidy.ts'

export const whatifSubsidy: { readonly [K in keyof typeof zh]: string } = {
  placeOn: 'Coupon on',
  placeNone: 'no step',
  placeNow: 'now',
  placeUse: 'Put here',
  placeTitle: 'The coupon earns most on "{step}": {profit}, {gain} more than on the first step',
  placeTitleFirst: 'The coupon earns most on the first step, "{step}": {profit}',
  placeTitleNone: 'No step is worth the coupon: without it you earn {gain} more',
  placeSub:
    'The same ladder with the coupon on one step · the earlier, the more of it goes to people who come anyway',
  unsubsidised: 'Returns without coupon',
  unsubsidisedNow: '{share} of returns used no coupon',
  unsubsidisedFalling:
    '{share} of returns used no coupon, {opened} as the scenario was opened: returns lean more on subsidy',
  formulaSplit:
    'won: returns of the steps with the coupon beyond those without it, by the stay rate; the others: share of holders who redeem × baskets above the minimum × holders who return anyway',
  taskTitleBetter:
    'A task pays better: {task} healthy returns against {coupon}, {taskCost} each against {couponCost}',
  taskTitleWorse:
    'A task pays less: {task} healthy returns against {coupon}, {taskCost} each against {couponCost}',
  taskSub:
    'Judged by returns that stay, not by first orders · its numbers are assumed: try them on a few first',
  taskTerms: 'Task',
  taskStage: 'Stage',
  taskBrowse: 'Browse',
  taskCheckIn: 'Check in',
  taskCart: 'Fill the cart',
  taskReward: 'Reward',
  taskPass: 'Done by',
  taskRewardOf: 'Reward: {name}',
  taskPassOf: 'Done by, {name}',
  taskStay: 'Buy again within 90 days',
  taskCoupon: 'One coupon',
  taskTask: 'Task',
  taskFinish: 'Finish every stage',
  taskEach: 'Cost of each who finishes',
  treadmillTerms: 'Once customers expect it',
  treadmillTermsSub: 'All three shares are assumed; only several campaigns can measure them',
  rounds: 'Rounds',
  adaptation: 'How fast expectation follows',
  habituation: 'What is expected no longer draws',
  backlash: 'Response lost when none comes',
  treadmillTitle:
    'With the same coupon every round, round {n} earns {last} instead of {first}; to keep the returns it must grow to {face}',
  treadmillTitleLost:
    'With the same coupon every round, round {n} earns {last} instead of {first}; not even the largest, {face}, keeps the returns',
  way: 'Way',
  waySame: 'same coupon',
  wayHeld: 'returns kept',
  wayOnce: 'first round only',
  wayNever: 'never a coupon',
  round: 'Round',
  roundN: 'Round {n}',
  roundTip: 'coupon {face}, profit {profit}',
  expectedFace: 'Expected face value',
  stepsHow: 'drag a step, or Alt with an arrow key, to change the order',
  stepUp: '{name} one step earlier',
  stepDown: '{name} one step later',
  stepRemove: 'Remove {name}',
  stepAdd: 'Add a step',
  stepMoved: 'moved to step {n} of {total}',
  filterSilent: 'Leave out buyers of the last',
  filterValue: 'Worth of a return over',
  systemCost:
    '"{better}" earns {gain} ({range}) more a round: once its system and people cost that much more a round, "{other}" wins.',
  systemCostHere: 'If choosing them costs {gap} a round in systems and people, everybody is the better plan.',
  treadmillSub: 'A like audience every round',
  treadmillTotals: '{n} rounds together:',
  formulaPlacement:
    'profit of the same ladder with the same habit of redeeming, the coupon on these steps only',
  formulaTask:
    'the rewards together draw as a coupon of that amount would, only those who finish every stage return through it; a finisher costs the rewards of all stages, each divided by the shares who pass the stages after it',
  formulaTreadmill:
    'a round: the coupon draws as one of face − habituation × expectation, the response loses backlash × (expectation − face) ÷ largest face; the expectation moves toward the face by its speed; profits of all rounds added',
}
