export { northStar, type NorthStarResult } from './board.ts'
export { changeInterval, decompose, type Decomposition, type GroupEffect } from './decompose.ts'
export { monthlyFacts, type MonthlyFacts } from './monthlyFacts.ts'
