export { northStar, type NorthStarResult } from './board.ts'
export { monthlyFacts, type MonthlyFacts } from './monthlyFacts.ts'
