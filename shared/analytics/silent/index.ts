export { runSilent, type SilentInput, type SilentRun } from './run.ts'
export { silentPage, silentPositions } from './list.ts'
