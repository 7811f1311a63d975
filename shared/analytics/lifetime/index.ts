export { cohortTables } from './cohorts.ts'
export { orderDaysOf, type OrderDays } from './orderDays.ts'
export { runLifetime, type LifetimeProgress, type LifetimeRun } from './run.ts'
export { valueRun } from './valueRun.ts'
export {
  customerOrder,
  lifetimePage,
  matchCustomers,
  matchedCustomers,
  type MatchedCustomers,
  type TableColumns,
} from './table.ts'
export { lifetimeHistory, lifetimeMap } from './map.ts'
export { pActiveColumn, type PActiveColumn } from './pActiveColumn.ts'
