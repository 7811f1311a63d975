import { computeScenario } from '../../shared/analytics/winback/index.ts'
import { scenarioSchema } from '../../shared/contract/winback.ts'
import { readInput } from '../../shared/contract/winbackRead.ts'

/** A scenario worked out again by the engine: what a slide of a simulator states its numbers from. */
export const workOutWhatIf = (scenario: unknown) => computeScenario(readInput(scenarioSchema, scenario))
